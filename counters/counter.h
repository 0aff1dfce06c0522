// What a counter is, and what a counter may claim.
//
// Every specimen in this folder is a class that models `Counter`. Its header
// states the contract in prose; its `kClaims` states it in data, for the tests
// and the reports.
#ifndef ATOMICS_LAB_COUNTERS_COUNTER_H_
#define ATOMICS_LAB_COUNTERS_COUNTER_H_

#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace atomics_lab {

// How threads that call Add get on (Herlihy & Shavit, "The Art of
// Multiprocessor Programming", section 3.7). The claim is the one that holds on
// every target: an atomic add is wait-free as one `lock xadd` or `ldadd`, but
// only lock-free as an `ldxr`/`stxr` loop.
enum class Progress {
  kWaitFree,  // each call ends after a bounded number of its own steps
  kLockFree,  // some call always ends
  kBlocking,  // a thread that stops in the middle stops the others
};

// What Add orders beside the counter itself (C++20 [atomics.order]).
enum class Ordering {
  kNone,     // not an atomic operation
  kRelaxed,  // the counter only
  kMutex,    // acquire on entry, release on exit: what came before one call
             // happens before what comes after the next
  kSeqCst,   // and one order of all seq_cst operations
};

struct Claims {
  // True: a final Read equals the sum of all deltas, modulo 2^width_bits,
  // under every schedule. False: racy on purpose; updates may be lost.
  bool lossless = false;
  Progress progress = Progress::kBlocking;
  Ordering ordering = Ordering::kNone;
  // The count wraps around at 2^width_bits.
  int width_bits = 0;
  // True: a Read that overlaps Adds returns a value the counter had at some
  // moment of the call. False: it may mix moments (a sum over shards).
  bool linearizable_read = false;
};

// The spelling used in JSON and in reports.
constexpr std::string_view Name(Progress progress) {
  switch (progress) {
    case Progress::kWaitFree:
      return "wait-free";
    case Progress::kLockFree:
      return "lock-free";
    case Progress::kBlocking:
      return "blocking";
  }
  return "";
}

constexpr std::string_view Name(Ordering ordering) {
  switch (ordering) {
    case Ordering::kNone:
      return "none";
    case Ordering::kRelaxed:
      return "relaxed";
    case Ordering::kMutex:
      return "mutex";
    case Ordering::kSeqCst:
      return "seq_cst";
  }
  return "";
}

// A counter: starts at zero, Add adds, Read returns the count. Both may be
// called from any number of threads at once unless kClaims says otherwise.
// Values are unsigned, so that wrapping is defined.
template <typename C>
concept Counter =
    std::default_initializable<C> &&
    std::unsigned_integral<typename C::Value> &&
    requires(C counter, const C& shared, typename C::Value delta) {
      { counter.Add(delta) } -> std::same_as<void>;
      { shared.Read() } -> std::same_as<typename C::Value>;
      { C::kSummary } -> std::convertible_to<std::string_view>;
      requires std::same_as<const Claims, decltype(C::kClaims)>;
      requires C::kClaims.width_bits == 8 * int{sizeof(typename C::Value)};
      requires C::kClaims.lossless || C::kClaims.ordering <= Ordering::kRelaxed;
    };

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_COUNTER_H_
