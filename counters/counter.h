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
  kAcquire,  // what comes after it stays after it
  kRelease,  // what came before it stays before it
  kAcqRel,   // both: a Read that acquires sees what came before the Adds it saw
  kMutex,    // acquire on entry, release on exit: what came before one call
             // happens before what comes after the next
  kSeqCst,   // and one order of all seq_cst operations
};

// How long others may keep a thread from ending its Add.
enum class Fairness {
  kNone,  // others may overtake it without bound
  kFifo,  // first come, first served
};

// What a Read that overlaps Adds returns.
enum class Reads {
  kQuiescent,     // anything: it is exact only while no Add runs
  kBounded,       // at least what was added before the call began, at most what
                  // was begun before its end; perhaps a count of no one moment
  kLinearizable,  // the count at some moment of the call
};

struct Claims {
  // True: a final Read equals the sum of all deltas, modulo 2^width_bits,
  // under every schedule. False: racy on purpose; updates may be lost.
  bool lossless = false;
  // True although not lossless: nothing is lost where the hardware keeps loads
  // and stores in order as x86-64 does (Sewell et al., "x86-TSO", 2010).
  bool lossless_under_tso = false;
  Progress progress = Progress::kBlocking;
  Fairness fairness = Fairness::kNone;
  Ordering ordering = Ordering::kNone;
  // The count wraps around at 2^width_bits, unless it has a limit.
  int width_bits = 0;
  // An Add that would take the count past it changes nothing. 0: no limit.
  std::uint64_t limit = 0;
  Reads reads = Reads::kQuiescent;
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
    case Ordering::kAcquire:
      return "acquire";
    case Ordering::kRelease:
      return "release";
    case Ordering::kAcqRel:
      return "acq_rel";
    case Ordering::kMutex:
      return "mutex";
    case Ordering::kSeqCst:
      return "seq_cst";
  }
  return "";
}

constexpr std::string_view Name(Fairness fairness) {
  switch (fairness) {
    case Fairness::kNone:
      return "none";
    case Fairness::kFifo:
      return "fifo";
  }
  return "";
}

constexpr std::string_view Name(Reads reads) {
  switch (reads) {
    case Reads::kQuiescent:
      return "quiescent";
    case Reads::kBounded:
      return "bounded";
    case Reads::kLinearizable:
      return "linearizable";
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
      requires !(C::kClaims.lossless && C::kClaims.lossless_under_tso);
    };

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_COUNTER_H_
