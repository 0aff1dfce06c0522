// The catalogue's counters, explored and asked of herd7.
#ifndef ATOMICS_LAB_TESTS_HERD_CATALOG_H_
#define ATOMICS_LAB_TESTS_HERD_CATALOG_H_

#include <cstdint>
#include <ostream>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "tests/herd/counter_litmus.h"
#include "tools/explore/search.h"
#include "tools/listing/listing.h"
#include "tools/program/counter_job.h"

namespace atomics_lab::herd {

// What a counter's Read can say when its threads have ended.
using Finals = std::set<std::uint64_t>;

struct CounterQuestion {
  std::string counter;
  int increments = 1;  // of each of two threads
  int rounds = 0;      // for herd7 (straight_code.h)
};

// For messages: "tas_spinlock, 1 each".
void PrintTo(const CounterQuestion& question, std::ostream* stream);

// One counter of a suite, as herd7 is asked for it.
struct PreparedCounter {
  listing::Architecture architecture = listing::Architecture::kX86_64;
  CounterTest litmus;
  program::CounterJob job;
};

// Errors: Unimplemented, in one line, for what herd7 cannot be asked for; as
// listing::Binary::Open and program::MakeCounterJob.
absl::StatusOr<PreparedCounter> Prepare(const std::string& suite,
                                        const CounterQuestion& question,
                                        int width_bits);

// Every final count, as herd7 sees it: Read runs alone on each final state.
// Errors: as AskHerd; Unimplemented where it has no answer, or none but
// executions that were cut off.
absl::StatusOr<Finals> HerdFinals(const PreparedCounter& counter,
                                  const std::string& folder);

// Every final count, explored. Waits that count their rounds are cut off where
// they fill the window.
// Errors: those of exploring; OutOfRange if states ran out.
absl::StatusOr<Finals> ExploredFinals(const std::string& suite,
                                      const CounterQuestion& question,
                                      int width_bits, explore::Model model);

}  // namespace atomics_lab::herd

#endif  // ATOMICS_LAB_TESTS_HERD_CATALOG_H_
