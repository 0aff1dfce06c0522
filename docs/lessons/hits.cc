#include <atomic>
#include <cstdint>
#include <iostream>

std::atomic<std::uint64_t> hits = 0;

[[gnu::noinline]] void Hit() { hits.fetch_add(1, std::memory_order_relaxed); }

int main() {
  Hit();
  Hit();
  std::cout << "Hits: " << hits << '\n';
}
