#include "tests/herd/catalog.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/herd/ask_herd.h"
#include "tests/herd/counter_litmus.h"
#include "tests/herd/known_addresses.h"
#include "tests/herd/states.h"
#include "tests/herd/straight_code.h"
#include "tools/explore/explore.h"
#include "tools/explore/search.h"
#include "tools/isa/micro_op.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/litmus/litmus.h"
#include "tools/program/counter_job.h"
#include "tools/program/explore_counter.h"
#include "tools/program/image.h"
#include "tools/program/instruction_set.h"

namespace atomics_lab::herd {
namespace {

program::CounterRequest RequestOf(const CounterQuestion& question,
                                  int width_bits) {
  return {.specimen = question.counter,
          .increments = question.increments,
          .width_bits = width_bits};
}

std::vector<std::uint8_t> NewCounter(const explore::Job& job) {
  for (const explore::MemoryRegion& region : job.memory) {
    if (region.address == program::kCounter) return region.bytes;
  }
  return {};
}

// A state of herd7's over the memory that the counter was made in.
class HerdState : public explore::FinalState {
 public:
  HerdState(const PreparedCounter& counter, const State& state)
      : memory_(counter.job.job.memory) {
    const std::vector<litmus::Observed> observed =
        litmus::EverythingObservable(counter.litmus.test);
    for (std::size_t i = 0; i < state.size(); ++i) {
      if (observed[i].thread == litmus::Observed::kMemory) {
        Write(PlaceOf(counter.litmus, observed[i].name), state[i]);
      }
    }
  }

  absl::StatusOr<explore::Value> Read(std::uint64_t address,
                                      int size) const override {
    explore::Value value;
    for (int i = 0; i < size; ++i) {
      ABSL_ASSIGN_OR_RETURN(const auto byte,
                            ByteAt(address + static_cast<unsigned>(i)));
      (i < 8 ? value.low : value.high) |= std::uint64_t{byte} << (8 * (i % 8));
    }
    return value;
  }
  std::uint64_t Register(std::size_t, isa::RegisterNumber) const override {
    return 0;
  }

 private:
  static Place PlaceOf(const CounterTest& litmus, const std::string& name) {
    std::size_t i = 0;
    while (litmus.test.locations[i].name != name) ++i;
    return litmus.places[i];
  }

  void Write(const Place& place, std::uint64_t value) {
    for (explore::MemoryRegion& region : memory_) {
      if (region.address != program::kCounter) continue;
      for (int i = 0; i < place.size; ++i) {
        region.bytes[place.offset + static_cast<unsigned>(i)] =
            static_cast<std::uint8_t>(value >> (8 * i));
      }
    }
  }

  absl::StatusOr<std::uint8_t> ByteAt(std::uint64_t address) const {
    for (const explore::MemoryRegion& region : memory_) {
      if (address - region.address < region.bytes.size()) {
        return region.bytes[address - region.address];
      }
    }
    return absl::InvalidArgumentError("no memory there");
  }

  std::vector<explore::MemoryRegion> memory_;
};

bool AllEnded(const CounterTest& litmus, const State& state) {
  const std::vector<litmus::Observed> observed =
      litmus::EverythingObservable(litmus.test);
  for (std::size_t i = 0; i < state.size(); ++i) {
    const bool mark =
        std::ranges::find(litmus.ended, observed[i]) != litmus.ended.end();
    if (mark && state[i] != 1) return false;
  }
  return true;
}

}  // namespace

void PrintTo(const CounterQuestion& question, std::ostream* stream) {
  *stream << question.counter << ", " << question.increments << " each";
}

absl::StatusOr<PreparedCounter> Prepare(const std::string& suite,
                                        const CounterQuestion& question,
                                        int width_bits) {
  ABSL_ASSIGN_OR_RETURN(const auto binary, listing::Binary::Open(suite));
  ABSL_ASSIGN_OR_RETURN(
      const auto add, binary.Disassemble(absl::StrCat(
                          "atomics_lab::probes::", question.counter, "::Add")));
  ABSL_ASSIGN_OR_RETURN(const auto code, Straighten(add, question.rounds));
  ABSL_ASSIGN_OR_RETURN(const auto image, program::OpenImage(suite));
  ABSL_ASSIGN_OR_RETURN(
      auto job,
      program::MakeCounterJob(binary, image,
                              program::InstructionSetOf(binary.architecture()),
                              RequestOf(question, width_bits)));
  ABSL_ASSIGN_OR_RETURN(
      auto litmus, CounterLitmus(code, question.counter, question.increments,
                                 NewCounter(job.job)));
  return PreparedCounter{binary.architecture(), std::move(litmus),
                         std::move(job)};
}

absl::StatusOr<Finals> HerdFinals(const PreparedCounter& counter,
                                  const std::string& folder) {
  ABSL_ASSIGN_OR_RETURN(const auto answers,
                        AskHerd({counter.litmus.test}, folder));
  const absl::StatusOr<States>& states = answers.front();
  if (!states.ok()) return states.status();
  Finals finals;
  for (const State& state : *states) {
    if (!AllEnded(counter.litmus, state)) continue;
    ABSL_ASSIGN_OR_RETURN(const auto read,
                          counter.job.observe(HerdState(counter, state)));
    finals.insert(read[0]);
  }
  if (!finals.empty()) return finals;
  return absl::UnimplementedError("every execution was cut off");
}

absl::StatusOr<Finals> ExploredFinals(const std::string& suite,
                                      const CounterQuestion& question,
                                      int width_bits, explore::Model model) {
  ABSL_ASSIGN_OR_RETURN(const auto binary, listing::Binary::Open(suite));
  explore::Limits limits;
  limits.witnesses = false;
  limits.states = 4'000'000;
  ABSL_ASSIGN_OR_RETURN(
      const auto explored,
      program::ExploreCounter(
          suite, program::InstructionSetOf(binary.architecture()),
          RequestOf(question, width_bits),
          [model](const explore::Job& job) {
            return explore::MakeMachine(model, job);
          },
          limits));
  if (!explored.not_explorable.empty()) {
    return absl::InvalidArgumentError(explored.not_explorable);
  }
  const std::string& bound = explored.exploration.bound;
  if (absl::StartsWith(bound, "stopped")) return absl::OutOfRangeError(bound);
  Finals finals;
  for (const explore::Reached& reached : explored.exploration.outcomes) {
    finals.insert(reached.outcome[0]);
  }
  return finals;
}

}  // namespace atomics_lab::herd
