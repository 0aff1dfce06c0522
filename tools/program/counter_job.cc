#include "tools/program/counter_job.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/explore/escape.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/explore/stack_registers.h"
#include "tools/isa/outlined_helper.h"
#include "tools/isa/register_file.h"
#include "tools/listing/binary.h"
#include "tools/program/build.h"
#include "tools/program/image.h"
#include "tools/program/instruction_set.h"
#include "tools/program/modelled_calls.h"
#include "tools/program/run_alone.h"
#include "tools/program/threads.h"

namespace atomics_lab::program {
namespace {

using explore::MemoryRegion;

// The order in which a counter's functions are built.
enum Function : std::uint8_t { kAdd, kRead, kConstruct, kSize };
constexpr std::array<std::string_view, 4> kFunctions = {"Add", "Read",
                                                        "Construct", "Size"};

constexpr std::uint64_t kLargestCounter = std::uint64_t{1} << 20;

std::vector<std::string> Symbols(std::string_view specimen) {
  std::vector<std::string> symbols;
  symbols.reserve(kFunctions.size());
  for (const std::string_view function : kFunctions) {
    symbols.push_back(ProbeFunction(specimen, function));
  }
  return symbols;
}

absl::Status Check(const CounterRequest& request) {
  if (request.threads < 1 || request.threads > kMostThreads) {
    return absl::InvalidArgumentError(absl::StrCat(
        request.threads, " threads: explored are 1 to ", kMostThreads));
  }
  if (request.increments >= 1) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      request.increments, " increments: each thread makes at least 1"));
}

// One that runs alone, before or after the threads.
struct Soloist {
  explore::Program program;
  std::vector<std::uint32_t> entries;
  isa::CallingConvention calls;
  OwnMemory own;

  absl::StatusOr<Alone> Run(Function function,
                            const std::vector<std::uint64_t>& arguments,
                            const ReadByte& read) const {
    return RunAlone(program, entries[function],
                    CallRegisters(calls, own, arguments), read);
  }
};

// What `read` knows, and the soloist's own memory.
ReadByte WithOwn(ReadByte read, const OwnMemory& own) {
  return [read = std::move(read), own = ReadFrom(own.regions)](
             std::uint64_t address) -> absl::StatusOr<std::uint8_t> {
    absl::StatusOr<std::uint8_t> byte = own(address);
    const absl::StatusOr<std::uint8_t> shared = read(address);
    return shared.ok() ? shared : byte;
  };
}

// The memory in which the counter has been made.
absl::StatusOr<std::vector<MemoryRegion>> Construct(
    const Soloist& soloist, std::vector<MemoryRegion> memory) {
  ABSL_ASSIGN_OR_RETURN(
      const auto size,
      soloist.Run(kSize, {}, WithOwn(ReadFrom(memory), soloist.own)));
  const std::uint64_t bytes = size.registers[soloist.calls.result];
  if (bytes > kLargestCounter) {
    return absl::InvalidArgumentError(absl::StrCat(
        "a counter of ", bytes, " bytes: explored are counters of ", "up to ",
        kLargestCounter));
  }
  memory.push_back({.address = kCounter,
                    .bytes = std::vector<std::uint8_t>(bytes),
                    .name = "counter"});
  // What the constructor allocates outlives it.
  memory.push_back(soloist.own.regions.back());
  memory.back().name = "the constructor's heap";
  ABSL_ASSIGN_OR_RETURN(const auto made,
                        soloist.Run(kConstruct, {kCounter},
                                    WithOwn(ReadFrom(memory), soloist.own)));
  Apply(made, absl::MakeSpan(memory));
  return memory;
}

// Whether some thread's own memory may lie there.
bool IsThreads(std::uint64_t address) {
  const std::uint64_t slot = (address - kOwn) / kOwnStride;
  return address >= kOwn && slot < kAloneSlot;
}

explore::Observe ReadAlone(std::shared_ptr<const Soloist> soloist,
                           int width_bits) {
  const std::uint64_t mask = ~std::uint64_t{0} >> (64 - width_bits);
  return [soloist = std::move(soloist), mask](const explore::FinalState& state)
             -> absl::StatusOr<explore::Outcome> {
    std::optional<explore::EscapedBytes> escaped;
    const ReadByte read = WithOwn(
        [&](std::uint64_t address) -> absl::StatusOr<std::uint8_t> {
          const auto value = state.Read(address, 1);
          if (value.ok()) return static_cast<std::uint8_t>(value->low);
          if (IsThreads(address)) escaped = {address, 1};
          return value.status();
        },
        soloist->own);
    const auto alone = soloist->Run(kRead, {kCounter}, read);
    if (!alone.ok() && escaped.has_value()) {
      return explore::Escaped(alone.status().message(), *escaped);
    }
    if (!alone.ok()) return alone.status();
    return explore::Outcome{alone->registers[soloist->calls.result] & mask};
  };
}

// Cuts `words` out of a thread's own memory.
void ShareWords(const std::set<std::uint64_t>& words, explore::Thread& thread,
                std::vector<MemoryRegion>& shared) {
  std::vector<MemoryRegion> own;
  for (const MemoryRegion& region : thread.own) {
    for (std::size_t i = 0; i < region.bytes.size(); ++i) {
      const std::uint64_t at = region.address + i;
      const bool is_shared = words.contains(at % kOwnStride / 8 * 8);
      std::vector<MemoryRegion>& into = is_shared ? shared : own;
      const bool goes_on = i > 0 && !into.empty() &&
                           into.back().address + into.back().bytes.size() == at;
      if (!goes_on) {
        into.push_back(region);
        into.back().address = at;
        into.back().bytes.clear();
        if (is_shared) into.back().dies_with_call = false;
      }
      into.back().bytes.push_back(region.bytes[i]);
    }
  }
  thread.own = std::move(own);
}

void AddStarts(const Built& built, const Image& image, explore::Job& job) {
  if (!built.references.contains(isa::kOutlinedSwitch)) return;
  const auto variable = image.Find(isa::kOutlinedSwitch);
  if (!variable.has_value()) return;
  job.starts = {{{variable->address, 0}}, {{variable->address, 1}}};
}

}  // namespace

std::string ProbeFunction(std::string_view specimen,
                          std::string_view function) {
  return absl::StrCat("atomics_lab::probes::", specimen, "::", function);
}

absl::StatusOr<CounterJob> MakeCounterJob(const listing::Binary& binary,
                                          const Image& image,
                                          const InstructionSet& instruction_set,
                                          const CounterRequest& request) {
  ABSL_RETURN_IF_ERROR(Check(request));
  ABSL_ASSIGN_OR_RETURN(Built built,
                        Build(binary, image, instruction_set,
                              Symbols(request.specimen), request.threads));
  const auto soloist = std::make_shared<const Soloist>(
      Soloist{.program = built.program,
              .entries = built.entries,
              .calls = instruction_set.calls,
              .own = MakeOwnMemory(image, kAloneSlot)});
  CounterJob made;
  ABSL_ASSIGN_OR_RETURN(
      std::vector<MemoryRegion> memory,
      Construct(*soloist, SharedMemory(image, built.program)));
  made.job.memory = std::move(memory);
  AddStarts(built, image, made.job);
  for (std::size_t i = 0; i < static_cast<std::size_t>(request.threads); ++i) {
    explore::Thread thread = MakeThread(image, instruction_set.calls, i,
                                        !request.own.placed, {kCounter, 1});
    thread.entry = built.entries[kAdd];
    thread.calls = request.increments;
    ShareWords(request.own.shared_words, thread, made.job.memory);
    made.job.threads.push_back(std::move(thread));
  }
  made.job.own_is_placed = request.own.placed;
  // A record may be read in halves and swapped as a whole.
  made.job.takes_mixed_sizes = true;
  made.job.program = std::move(built.program);
  explore::StackToRegisters(made.job);
  made.observe = ReadAlone(soloist, request.width_bits);
  return made;
}

}  // namespace atomics_lab::program
