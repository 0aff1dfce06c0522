// Numbers of several widths, to be looked at.
#include <atomic>
#include <cstdint>

std::atomic<std::uint64_t> number = 0;

void WriteNumber() {
  number.store(0xffff'ffff'ffff'ffff, std::memory_order_relaxed);
}

std::uint64_t ReadNumber() { return number.load(std::memory_order_relaxed); }

struct alignas(16) Pair {
  std::uint64_t first;
  std::uint64_t second;
};

Pair pair;

void WritePair(std::uint64_t value) { pair = {value, value}; }

bool PairAgrees() { return pair.first == pair.second; }

std::atomic<std::uint8_t> narrow = 0;

void AddNarrow() { narrow.fetch_add(1, std::memory_order_relaxed); }

// To two counts of 32 bits in one number: 1 to the lower, 40 to the upper.
void AddBoth() {
  number.fetch_add(0x0000'0028'0000'0001, std::memory_order_relaxed);
}

int main() {}
