#include "tools/listing/read_everything.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/log/check.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/types/span.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"

namespace atomics_lab::listing {
namespace {

constexpr std::string_view kName = "input";

void CheckError(const absl::Status& status) {
  CHECK(absl::StartsWith(status.message(), kName)) << status;
  CHECK(absl::IsInvalidArgument(status) || absl::IsNotFound(status)) << status;
}

void CheckFrames(const Instruction& instruction) {
  if (instruction.origin.frames.empty()) return;
  CHECK_GT(instruction.origin.frames.size(), 1u);
  CHECK(instruction.origin.frames.front().function.empty());
  CHECK(instruction.origin.frames.back().place == instruction.origin.source);
  for (const SourceFrame& frame : instruction.origin.frames) {
    CHECK_GT(frame.place.line, 0);
    CHECK(!frame.place.file.empty());
  }
}

void CheckInstructions(const Function& function) {
  std::uint64_t next = function.address;
  for (const Instruction& instruction : function.instructions) {
    CHECK_EQ(instruction.address, next);
    CHECK(!instruction.bytes.empty());
    CHECK(!instruction.mnemonic.empty());
    next += instruction.bytes.size();
    if (instruction.origin.source.has_value()) {
      CHECK_GT(instruction.origin.source->line, 0);
    }
    CheckFrames(instruction);
    if (instruction.target_address.has_value()) {
      CHECK_GE(*instruction.target_address, function.address);
      CHECK_LT(*instruction.target_address - function.address, function.size);
    }
  }
  CHECK_EQ(next - function.address, function.size);
}

void Count(const Function& function, ReadCounts& counts) {
  ++counts.disassembled;
  counts.instructions += function.instructions.size();
  counts.sources += static_cast<std::size_t>(std::count_if(
      function.instructions.begin(), function.instructions.end(),
      [](const Instruction& i) { return i.origin.source.has_value(); }));
}

void Check(const absl::StatusOr<Function>& function, ReadCounts& counts) {
  if (!function.ok()) {
    CheckError(function.status());
    return;
  }
  CheckInstructions(*function);
  Count(*function, counts);
}

ReadCounts Read(absl::Span<const std::uint8_t> bytes) {
  ReadCounts counts;
  const absl::StatusOr<Binary> binary =
      Binary::Parse(bytes, std::string(kName));
  if (!binary.ok()) {
    CheckError(binary.status());
    return counts;
  }
  const std::vector<FunctionSymbol> functions = binary->Functions();
  counts.functions = functions.size();
  for (std::size_t i = 0; i < std::min(functions.size(), kMostFunctionsRead);
       ++i) {
    Check(binary->Disassemble(functions[i].mangled), counts);
  }
  // As a rule no function has this name, so all names are searched for near
  // ones.
  Check(binary->Disassemble("no such function"), counts);
  return counts;
}

}  // namespace

ReadCounts ReadEverything(absl::Span<const std::uint8_t> bytes) {
  const std::vector<std::uint8_t> before(bytes.begin(), bytes.end());
  const ReadCounts counts = Read(bytes);
  CHECK(std::equal(before.begin(), before.end(), bytes.begin()))
      << "the bytes were written to";
  return counts;
}

}  // namespace atomics_lab::listing
