// tear OFFSET: one thread writes 8 bytes, all of their bits 0 or all of them 1
// in turn, another reads them. They begin that far from the beginning of a
// cache line.
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <thread>

constexpr std::uint64_t kOnes = 0xffff'ffff'ffff'ffff;
constexpr int kReads = 10'000'000;

// 8 bytes at whatever address.
struct [[gnu::packed]] Anywhere {
  std::uint64_t value;
};

alignas(64) char lines[128];

[[gnu::noinline]] void Write(volatile Anywhere* number, std::uint64_t value) {
  number->value = value;
}

[[gnu::noinline]] std::uint64_t Read(const volatile Anywhere* number) {
  return number->value;
}

int main(int argc, char** argv) {
  const int offset = argc == 2 ? std::atoi(argv[1]) : -1;
  if (offset < 0 || offset > 63) {
    std::cerr << "tear: OFFSET, 0 to 63\n";
    return 2;
  }
  auto* number = reinterpret_cast<volatile Anywhere*>(lines + offset);
  std::atomic<bool> begun = false, enough = false;
  std::thread writer([&] {
    begun = true;
    begun.notify_one();
    while (!enough) {
      Write(number, kOnes);
      Write(number, 0);
    }
  });
  begun.wait(false);
  int torn = 0;
  std::uint64_t last = 0;
  for (int i = 0; i < kReads; ++i) {
    const std::uint64_t value = Read(number);
    if (value == 0 || value == kOnes) continue;
    ++torn;
    last = value;
  }
  enough = true;
  writer.join();
  std::cout << "at " << offset << ": " << torn << " of " << kReads
            << " reads torn; the last: ";
  if (torn == 0) {
    std::cout << "none\n";
  } else {
    std::cout << "0x" << std::hex << last << '\n';
  }
}
