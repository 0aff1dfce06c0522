#include "tests/mutants/mutants.h"

#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "tests/mutants/patch.h"
#include "tools/isa/weaken.h"

namespace atomics_lab::mutants {
namespace {

using enum isa::Weakening;
using enum Extent;

constexpr std::string_view kX86 = "x86_64-gcc";
constexpr std::string_view kLlSc = "aarch64-gcc";
constexpr std::string_view kLse = "aarch64_lse-gcc";

// Without its prefix the one instruction is a load and a store, and what was
// stored between them is lost.
std::vector<Mutant> Locks() {
  return {
      {"fetch_add_without_lock",
       kX86,
       "fetch_add_relaxed_64",
       {{"lock add", kUnlocked}},
       1,
       {1, 2}},
      {"fetch_add_without_lock_twice",
       kX86,
       "fetch_add_seq_cst_64",
       {{"lock add", kUnlocked}},
       2,
       {2, 3, 4}},
      {"inline_asm_without_lock",
       kX86,
       "inline_asm",
       {{"lock xadd", kUnlocked}},
       1,
       {1, 2}},
      {"cas_without_lock",
       kX86,
       "cas_strong",
       {{"lock cmpxchg", kUnlocked}},
       1,
       {1, 2}},
      {"bounded_without_lock",
       kX86,
       "bounded",
       {{"lock cmpxchg", kUnlocked}},
       1,
       {1, 2}},
      // Besides that both may enter: a `cmpxchg` that fails writes back what it
      // read, and so takes a mutex that was left in between, for ever.
      {"futex_mutex_without_lock",
       kX86,
       "futex_mutex",
       {{"lock cmpxchg", kUnlocked}},
       1,
       {1, 2},
       kAll,
       true},
  };
}

// A load-linked and a store-conditional that do not watch each other. The
// branch that would repeat them is removed, because nothing writes its status.
std::vector<Mutant> Exclusives() {
  const std::vector<Edit> relaxed = {
      {"ldxr", kNotExclusive}, {"stxr", kNotExclusive}, {"cbnz", kNothing}};
  const std::vector<Edit> ordered = {
      {"ldaxr", kNotExclusive}, {"stlxr", kNotExclusive}, {"cbnz", kNothing}};
  const std::vector<Edit> lock = {
      {"ldaxrb", kNotExclusive}, {"stxrb", kNotExclusive}, {"cbnz", kNothing}};
  return {
      {"fetch_add_not_exclusive",
       kLlSc,
       "fetch_add_relaxed_64",
       relaxed,
       1,
       {1, 2}},
      {"fetch_add_not_exclusive_twice",
       kLlSc,
       "fetch_add_relaxed_64",
       relaxed,
       2,
       {2, 3, 4}},
      // Order alone, however strong, makes nothing atomic.
      {"ordered_fetch_add_not_exclusive",
       kLlSc,
       "fetch_add_seq_cst_64",
       ordered,
       1,
       {1, 2}},
      {"cas_not_exclusive", kLlSc, "cas_strong", relaxed, 1, {1, 2}, kWindow},
      // Besides that both may enter: whoever finds the lock taken still stores
      // that it is, maybe after it was left.
      {"spinlock_not_exclusive",
       kLlSc,
       "tas_spinlock",
       lock,
       1,
       {1, 2},
       kWindow,
       true},
  };
}

// A thread that enters may read the count before the lock was free.
std::vector<Mutant> Acquires() {
  return {
      {"spinlock_not_acquiring",
       kLse,
       "tas_spinlock",
       {{"swpab", kNotAcquire}},
       1,
       {1, 2},
       kWindow},
      {"futex_mutex_not_acquiring",
       kLse,
       "futex_mutex",
       {{"casa", kNotAcquire}},
       1,
       {1, 2}},
      {"ticket_lock_not_acquiring",
       kLse,
       "ticket_lock",
       {{"ldar", kNotAcquire}},
       1,
       {1, 2},
       kWindow},
      {"clh_lock_not_acquiring",
       kLse,
       "clh_lock",
       {{"ldarb", kNotAcquire}},
       1,
       {1, 2},
       kWindow},
      {"spinlock_not_acquiring_with_exclusives",
       kLlSc,
       "tas_spinlock",
       {{"ldaxrb", kNotAcquire}},
       1,
       {1, 2},
       kWindow},
      {"ticket_lock_not_acquiring_with_exclusives",
       kLlSc,
       "ticket_lock",
       {{"ldar", kNotAcquire}},
       1,
       {1, 2},
       kWindow},
  };
}

// A thread that leaves may free the lock before the count is written.
std::vector<Mutant> Releases() {
  return {
      {"spinlock_not_releasing",
       kLse,
       "tas_spinlock",
       {{"stlrb", kNotRelease}},
       1,
       {1, 2},
       kWindow},
      {"ticket_lock_not_releasing",
       kLse,
       "ticket_lock",
       {{"stlr", kNotRelease}},
       1,
       {1, 2},
       kWindow},
      {"clh_lock_not_releasing",
       kLse,
       "clh_lock",
       {{"stlrb", kNotRelease}},
       1,
       {1, 2}},
      // Others may find the node in the queue before it says that it is taken.
      {"clh_lock_queued_without_release",
       kLse,
       "clh_lock",
       {{"swpal", kNotRelease}},
       1,
       {1, 2},
       kWindow},
      {"seqlock_not_releasing",
       kLse,
       "record_seqlock",
       {{"stlr", kNotRelease}},
       1,
       {1, 2},
       kWindow},
      {"spinlock_not_releasing_with_exclusives",
       kLlSc,
       "tas_spinlock",
       {{"stlrb", kNotRelease}},
       1,
       {1, 2},
       kWindow},
  };
}

// Order that the count does not need: one location is coherent, whatever else
// its accesses order.
std::vector<Mutant> Harmless() {
  return {
      {"fetch_add_not_acquiring",
       kLse,
       "fetch_add_seq_cst_64",
       {{"ldaddal", kNotAcquire}},
       2,
       {4}},
      {"fetch_add_not_releasing",
       kLse,
       "fetch_add_seq_cst_64",
       {{"ldaddal", kNotRelease}},
       2,
       {4}},
      {"acquiring_fetch_add_relaxed",
       kLse,
       "fetch_add_acquire_64",
       {{"ldadda", kNotAcquire}},
       2,
       {4}},
      {"releasing_fetch_add_relaxed",
       kLse,
       "fetch_add_release_64",
       {{"ldaddl", kNotRelease}},
       2,
       {4}},
      {"fetch_add_relaxed_with_exclusives",
       kLlSc,
       "fetch_add_seq_cst_64",
       {{"ldaxr", kNotAcquire}, {"stlxr", kNotRelease}},
       2,
       {4}},
      // The wait that follows acquires.
      {"clh_lock_queued_without_acquire",
       kLse,
       "clh_lock",
       {{"swpal", kNotAcquire}},
       1,
       {2}},
      // The barriers follow a `casa` and are there for readers that run at the
      // same time.
      {"seqlock_without_barriers",
       kLse,
       "record_seqlock",
       {{"dmb", kNothing}},
       1,
       {2},
       kWindow},
  };
}

}  // namespace

absl::Span<const Mutant> Mutants() {
  static const std::vector<Mutant> all = [] {
    std::vector<Mutant> mutants;
    for (const auto& some :
         {Locks(), Exclusives(), Acquires(), Releases(), Harmless()}) {
      mutants.insert(mutants.end(), some.begin(), some.end());
    }
    return mutants;
  }();
  return all;
}

}  // namespace atomics_lab::mutants
