#include "tools/isa/code_reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/elf/by_architecture.h"
#include "tools/isa/isa.h"
#include "tools/isa/scan.h"
#include "tools/listing/decoder.h"
#include "tools/listing/flow.h"
#include "tools/listing/listing.h"
#include "tools/listing/whole_register.h"

namespace atomics_lab::isa {
namespace {

using listing::Flow;
using listing::Operand;

void Add(std::string_view name, std::vector<std::string>& registers) {
  std::string whole = listing::WholeRegister(name);
  if (!whole.empty()) registers.push_back(std::move(whole));
}

void AddRegisters(const Operand& operand, Step& step) {
  if (operand.kind == Operand::Kind::kRegister) {
    if (operand.reads) Add(operand.reg, step.reads);
    if (operand.writes) Add(operand.reg, step.writes);
  }
  if (operand.kind != Operand::Kind::kMemory) return;
  Add(operand.base, step.reads);
  Add(operand.index, step.reads);
  if (operand.write_back != listing::WriteBack::kNone) {
    Add(operand.base, step.writes);
  }
}

void AddRegisters(Step& step) {
  for (const Operand& operand : step.instruction.operands) {
    AddRegisters(operand, step);
  }
  for (const std::string& name : step.instruction.implicit_reads) {
    Add(name, step.reads);
  }
  for (const std::string& name : step.instruction.implicit_writes) {
    Add(name, step.writes);
  }
}

bool Holds(const std::vector<std::string>& registers, std::string_view name) {
  return std::find(registers.begin(), registers.end(), name) != registers.end();
}

}  // namespace

bool Reads(const Step& step, std::string_view whole_register) {
  return Holds(step.reads, whole_register);
}

bool Writes(const Step& step, std::string_view whole_register) {
  return Holds(step.writes, whole_register);
}

bool IsCopy(const Step& step) {
  const std::vector<Operand>& operands = step.instruction.operands;
  return step.instruction.mnemonic == "mov" && operands.size() == 2 &&
         operands[0].kind == Operand::Kind::kRegister &&
         operands[1].kind == Operand::Kind::kRegister &&
         step.reads.size() == 1 && step.writes.size() == 1;
}

bool IsZeroing(const Step& step) {
  const std::vector<Operand>& operands = step.instruction.operands;
  const std::string& mnemonic = step.instruction.mnemonic;
  return (mnemonic == "xor" || mnemonic == "sub" || mnemonic == "eor") &&
         operands.size() >= 2 &&
         operands.back().kind == Operand::Kind::kRegister &&
         operands[operands.size() - 2].kind == Operand::Kind::kRegister &&
         operands.back().reg == operands[operands.size() - 2].reg;
}

std::string PlacedLine(const Step& step) {
  const std::string& operands = step.instruction.operand_text;
  return absl::StrCat(step.instruction.mnemonic, operands.empty() ? "" : " ",
                      operands, " at ", absl::Hex(step.instruction.address));
}

CodeReader::CodeReader(listing::Architecture architecture,
                       const listing::Decoder& decoder, Code code,
                       Extent extent, std::uint64_t address)
    : architecture_(architecture),
      decoder_(decoder),
      scanner_(ScannerFor(architecture)),
      isa_(IsaFor(architecture)),
      code_(code),
      extent_(extent),
      address_(address) {}

const Step* CodeReader::At(std::size_t offset) {
  auto found = steps_.find(offset);
  if (found == steps_.end()) {
    found = steps_.emplace(offset, Read(offset)).first;
  }
  return found->second.has_value() ? &*found->second : nullptr;
}

std::optional<Step> CodeReader::Read(std::size_t offset) const {
  if (offset < extent_.begin || offset >= extent_.end ||
      scanner_.Newer(code_, {offset, extent_.end}).has_value()) {
    return std::nullopt;
  }
  std::optional<listing::Decoded> decoded = decoder_.Decode(
      code_.subspan(offset, extent_.end - offset), address_ + offset);
  if (!decoded.has_value()) return std::nullopt;
  Step step = {.instruction = decoded->instruction};
  step.effect = isa_.Classify(step.instruction);
  step.flow = isa_.FlowOf(step.instruction);
  step.end = offset + step.instruction.bytes.size();
  AddWays(offset, *decoded, step);
  AddRegisters(step);
  return step;
}

void CodeReader::AddWays(std::size_t offset, const listing::Decoded& decoded,
                         Step& step) const {
  const auto go = [&](std::size_t to) {
    if (to >= extent_.begin && to < extent_.end) {
      step.next.push_back(to);
    } else {
      step.leaves = true;
    }
  };
  if (listing::FallsThrough(step.flow)) go(step.end);
  if (step.flow == Flow::kReturn) step.leaves = true;
  if (step.flow != Flow::kBranch && step.flow != Flow::kJump) return;
  if (!decoded.branch_target.has_value()) {
    step.leaves = true;
    return;
  }
  // An address before the code becomes an offset behind it.
  const auto target =
      static_cast<std::size_t>(*decoded.branch_target - address_);
  // Where a linker has still to write how far it goes, that is 0.
  if (target == elf::ByArchitecture(step.end, offset)[architecture_]) {
    step.leaves = true;
  } else {
    go(target);
  }
}

}  // namespace atomics_lab::isa
