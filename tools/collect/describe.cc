#include "tools/collect/describe.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "counters/catalog.h"
#include "counters/counter.h"
#include "tools/isa/isa.h"
#include "tools/isa/reading.h"
#include "tools/isa/short_form.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/result/result.h"

namespace atomics_lab::collect {
namespace {

std::string TargetText(const listing::Instruction& instruction) {
  if (!instruction.target.has_value()) return "";
  const listing::SymbolReference& target = *instruction.target;
  if (target.offset == 0) return target.demangled;
  return absl::StrCat(target.demangled, target.offset > 0 ? "+" : "",
                      target.offset);
}

std::string HexBytes(const listing::Instruction& instruction) {
  return absl::BytesToHexString(
      std::string_view(reinterpret_cast<const char*>(instruction.bytes.data()),
                       instruction.bytes.size()));
}

std::vector<result::Frame> DescribeFrames(
    const listing::Instruction& instruction) {
  std::vector<result::Frame> frames;
  frames.reserve(instruction.origin.frames.size());
  for (const listing::SourceFrame& frame : instruction.origin.frames) {
    frames.push_back({.file = frame.place.file,
                      .line = frame.place.line,
                      .function = frame.function});
  }
  return frames;
}

result::Instruction DescribeInstruction(const isa::Reading& function,
                                        std::size_t index) {
  const listing::Instruction& instruction =
      function.function().instructions[index];
  const isa::Effect& effect = function.effect(index);
  const listing::SourceLine source =
      instruction.origin.source.value_or(listing::SourceLine{});
  return {.address = instruction.address,
          .bytes = HexBytes(instruction),
          .mnemonic = instruction.mnemonic,
          .operands = instruction.operand_text,
          .role = std::string(isa::RoleName(effect.role)),
          .acquire = effect.acquire,
          .release = effect.release,
          .store_store = effect.store_store,
          .shared = effect.shared,
          .target = TargetText(instruction),
          .file = source.file,
          .line = source.line,
          .frames = DescribeFrames(instruction)};
}

// Mangled names, each once, in the order of the calls.
std::vector<std::string> Callees(const isa::Reading& reading) {
  std::vector<std::string> callees;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    if (reading.effect(i).role != isa::Role::kCall) continue;
    const listing::Instruction& instruction =
        reading.function().instructions[i];
    if (!instruction.target.has_value()) continue;
    const std::string& name = instruction.target->mangled;
    if (std::find(callees.begin(), callees.end(), name) == callees.end()) {
      callees.push_back(name);
    }
  }
  return callees;
}

result::Function DescribeReading(const listing::Binary& binary,
                                 const isa::Reading& reading,
                                 std::string operation) {
  const listing::Function& function = reading.function();
  result::Function described{
      .operation = std::move(operation),
      .symbol = function.demangled,
      .form = isa::ShortForm(reading, [&](std::string_view mangled) {
        return binary.Disassemble(mangled);
      })};
  described.instructions.reserve(reading.size());
  for (std::size_t i = 0; i < reading.size(); ++i) {
    described.instructions.push_back(DescribeInstruction(reading, i));
  }
  if (std::ranges::any_of(function.instructions,
                          &listing::Instruction::unknown)) {
    described.form += ", and instructions that the decoder does not know";
  }
  return described;
}

}  // namespace

result::Counter DescribeSpecimen(const Specimen& specimen) {
  return {.name = std::string(specimen.name),
          .summary = std::string(specimen.summary),
          .header = std::string(specimen.header),
          .lossless = specimen.claims.lossless,
          .progress = std::string(Name(specimen.claims.progress)),
          .ordering = std::string(Name(specimen.claims.ordering)),
          .width_bits = specimen.claims.width_bits};
}

result::Function Describe(const listing::Binary& binary,
                          const listing::Function& function,
                          std::string operation) {
  return DescribeReading(binary, isa::Reading(function), std::move(operation));
}

absl::StatusOr<std::vector<result::Function>> DescribeWithCallees(
    const listing::Binary& binary, std::string_view symbol,
    const std::string& operation) {
  ABSL_ASSIGN_OR_RETURN(listing::Function function, binary.Disassemble(symbol));
  const isa::Reading reading(function);
  std::vector<result::Function> described = {
      DescribeReading(binary, reading, operation)};
  for (const std::string& callee : Callees(reading)) {
    // Functions of shared libraries have no code here: nothing to list.
    absl::StatusOr<listing::Function> code = binary.Disassemble(callee);
    if (!code.ok()) continue;
    described.push_back(
        Describe(binary, *code, absl::StrCat("called by ", operation)));
  }
  return described;
}

}  // namespace atomics_lab::collect
