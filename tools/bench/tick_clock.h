// The processor's own clock: cheap to read, in ticks of its own.
#ifndef ATOMICS_LAB_TOOLS_BENCH_TICK_CLOCK_H_
#define ATOMICS_LAB_TOOLS_BENCH_TICK_CLOCK_H_

#include <chrono>
#include <cstdint>
#include <string_view>

namespace atomics_lab::bench {

// TickNow returns the clock's ticks since some moment. Instructions before it
// are done before the clock is read, and those behind it begin after (a store
// may still be on its way to the cache).

#if defined(__x86_64__)

// Requires: the time stamp counter runs at one rate and alike on all CPUs, as
// on processors of the last decade.
inline constexpr std::string_view kTickClock = "rdtsc";
inline std::uint64_t TickNow() {
  std::uint32_t low = 0;
  std::uint32_t high = 0;
  asm volatile("lfence\n\trdtsc\n\tlfence"
               : "=a"(low), "=d"(high)
               :
               : "memory");
  return (std::uint64_t{high} << 32U) | low;
}

#elif defined(__aarch64__)

// The generic timer; often slow (24 MHz), so a tick can be tens of ns.
inline constexpr std::string_view kTickClock = "cntvct_el0";
inline std::uint64_t TickNow() {
  std::uint64_t ticks = 0;
  asm volatile("isb\n\tmrs %0, cntvct_el0\n\tisb" : "=r"(ticks) : : "memory");
  return ticks;
}

#else
#error "TickNow is written for x86-64 and AArch64; add this architecture's"
#endif

// Holds the clock against std::chrono::steady_clock from its construction on.
class TickRate {
 public:
  TickRate();
  // How long a tick lasted since then. The longer since then, the more precise;
  // after a millisecond within about a thousandth.
  double NsOfATick() const;

 private:
  std::uint64_t ticks_;
  std::chrono::steady_clock::time_point time_;
};

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_TICK_CLOCK_H_
