// Two numbers of 64 bits that change together: 16 bytes, swapped as one.
#include <cstdint>
#include <iostream>

struct alignas(16) Pair {
  std::uint64_t count;
  std::uint64_t sum;
};

Pair pair;

// Stores `desired` if the pair is what `expected` says; tells whether it did.
[[gnu::noinline]] bool Swap(Pair expected, Pair desired) {
  bool swapped;
  asm volatile("lock cmpxchg16b %1"
               : "=@ccz"(swapped), "+m"(pair), "+a"(expected.count),
                 "+d"(expected.sum)
               : "b"(desired.count), "c"(desired.sum)
               : "memory");
  return swapped;
}

int main() {
  std::cout << Swap({.count = 0, .sum = 0}, {.count = 1, .sum = 40});
  std::cout << Swap({.count = 0, .sum = 0}, {.count = 1, .sum = 2});
  std::cout << ": " << pair.count << ' ' << pair.sum << '\n';
}
