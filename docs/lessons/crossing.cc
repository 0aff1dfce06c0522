// crossing OFFSET: adds 1 twice to a number of 8 bytes that begins that far
// from the beginning of a cache line.
#include <cstdint>
#include <cstdlib>
#include <iostream>

alignas(64) char lines[128];

[[gnu::noinline]] void Add(std::uint64_t* number) {
  __atomic_fetch_add(number, 1, __ATOMIC_RELAXED);
}

int main(int argc, char** argv) {
  const int offset = argc == 2 ? std::atoi(argv[1]) : -1;
  if (offset < 0 || offset > 63) {
    std::cerr << "crossing: OFFSET, 0 to 63\n";
    return 2;
  }
  auto* number = reinterpret_cast<std::uint64_t*>(lines + offset);
  Add(number);
  Add(number);
  std::cout << "at " << offset << ": " << *number << '\n';
}
