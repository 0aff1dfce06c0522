// A catalogue's counter as something to explore: threads that increment it, and
// its own Read that says what came of it.
#ifndef ATOMICS_LAB_TOOLS_PROGRAM_COUNTER_JOB_H_
#define ATOMICS_LAB_TOOLS_PROGRAM_COUNTER_JOB_H_

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/listing/binary.h"
#include "tools/program/image.h"
#include "tools/program/instruction_set.h"

namespace atomics_lab::program {

// What runs alone, a constructor or a read, has the own memory of this slot: no
// thread's lies there (see MakeOwnMemory).
inline constexpr std::uint64_t kAloneSlot = 255;

// The name of a specimen's function, "Add", "Read", "Construct" or "Size", in
// a file that has its probes (counters/probes.cc).
std::string ProbeFunction(std::string_view specimen, std::string_view function);

// Which parts of threads' own memory others may see.
struct Own {
  // True: own addresses go where others read them. Threads' own memory then
  // lies at different addresses, and threads cannot be exchanged.
  bool placed = false;
  // Words of 8 bytes that others access: offsets from where a thread's own
  // memory begins (kOwn and multiples of kOwnStride), for every thread.
  std::set<std::uint64_t> shared_words;
};

struct CounterRequest {
  std::string specimen;  // "fetch_add_relaxed_64"
  int threads = 2;
  int increments = 2;   // of each thread, by 1
  int width_bits = 64;  // of the count; a narrower one stands in low bits
  Own own;              // see explore::Job::own_is_placed
};

struct CounterJob {
  explore::Job job;
  // One number: what Read returns, run alone on the final memory. Threads have
  // then ended, but not run the destructors of their thread_local objects.
  explore::Observe observe;
};

// Runs the specimen's Size and Construct alone on the file's memory, and starts
// threads over what they leave. Where outlined atomics choose by a byte, both
// choices are starts.
//
// Errors: as Build, and as RunAlone for the constructor; NotFound for a name
// that the file has no probes of; InvalidArgument for less than 1 or more than
// kMostThreads threads, or for less than 1 increment.
absl::StatusOr<CounterJob> MakeCounterJob(const listing::Binary& binary,
                                          const Image& image,
                                          const InstructionSet& instruction_set,
                                          const CounterRequest& request);

}  // namespace atomics_lab::program

#endif  // ATOMICS_LAB_TOOLS_PROGRAM_COUNTER_JOB_H_
