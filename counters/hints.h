// Hints to the processor that a loop waits for another core.
#ifndef ATOMICS_LAB_COUNTERS_HINTS_H_
#define ATOMICS_LAB_COUNTERS_HINTS_H_

#include <string_view>

#include "counters/patience.h"

namespace atomics_lab {

// One struct for each hint. Give executes it once, in the calling thread; it
// touches no memory and orders nothing. ATOMICS_LAB_HINTS(HINT) calls
// HINT(type) for each that this architecture has.

#if defined(__x86_64__)

// Intel SDM vol. 2B, "PAUSE": from a few to about 140 cycles, by model.
struct PauseHint {
  static constexpr std::string_view kName = "pause";
  static void Give() { asm volatile("pause"); }
};

#define ATOMICS_LAB_HINTS(HINT) HINT(PauseHint)

#elif defined(__aarch64__)

// Arm ARM (DDI 0487), "YIELD": may do nothing, and mostly does.
struct YieldHint {
  static constexpr std::string_view kName = "yield";
  static void Give() { asm volatile("yield"); }
};

// Arm ARM, "ISB": what follows is fetched anew. Not made for waiting; used for
// it because it takes about as long as x86-64's `pause` does.
struct IsbHint {
  static constexpr std::string_view kName = "isb";
  static void Give() { asm volatile("isb"); }
};

// Arm ARM, "WFE": the core stands still until an event. Nothing is monitored
// here (that would take a load-exclusive of the lock's word before), so the
// store that frees the lock need not be one: what ends the wait for certain is
// the generic timer's event stream, which the kernel has turned on (Linux:
// every 100 µs).
struct WfeHint {
  static constexpr std::string_view kName = "wfe";
  static void Give() { asm volatile("wfe"); }
};

#define ATOMICS_LAB_HINTS(HINT) HINT(YieldHint) HINT(IsbHint) HINT(WfeHint)

#else
#error "Spin hints are written for x86-64 and AArch64; add this architecture's"
#endif

// Patience that gives a hint before each new look.
template <typename Hint>
class HintedPatience {
 public:
  void Wait() {
    Hint::Give();
    patience_.Wait();
  }

 private:
  Patience patience_;
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_HINTS_H_
