#include "tools/isa/x86_64_agreement.h"

#include <unicorn/unicorn.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/log/check.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/types/span.h"
#include "tools/isa/agreement.h"
#include "tools/isa/execute.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/register_file.h"
#include "tools/isa/unicorn_engine.h"
#include "tools/isa/x86_64_emulator.h"
#include "tools/isa/x86_64_encodings.h"
#include "tools/isa/x86_64_lower.h"
#include "tools/isa/x86_64_random_state.h"
#include "tools/isa/x86_64_registers.h"
#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

// Branches reach 16 KiB to either side.
constexpr std::size_t kFirstSlot = 0x8000;
constexpr std::size_t kSlotSize = 32;
constexpr std::size_t kSlots = 0x70000 / kSlotSize;
constexpr int kStatesPerEncoding = 50;
// Within so many, a dividend comes that fits.
constexpr int kStatesToTry = 20;
// Keeps the emulator from translating further.
constexpr std::uint8_t kHalt = 0xf4;

class Comparison {
 public:
  Comparison(const X86EncodingClass& encodings, const Lowerer& lower);

  Agreement Run(std::int64_t cases);

 private:
  struct Lowered {
    listing::Instruction instruction;
    std::vector<MicroOp> operations;
  };

  void CompareEncoding(std::uint64_t address, std::string_view pattern,
                       std::int64_t cases);
  bool Known(X86RandomState& state, std::uint64_t address);
  bool Step(std::uint64_t address);
  void CompareStates(X86RandomState& state, const Lowered& lowered,
                     std::int64_t cases);
  std::string OneCase(X86RandomState& state, const Lowered& lowered);
  std::string Differences(std::uint64_t rip, unsigned undefined);

  const X86EncodingClass& encodings_;
  const Lowerer& lower_;
  std::mt19937_64 random_{20260301};
  listing::Decoder decoder_{listing::Architecture::kX86_64};
  UnicornEngine engine_{UC_ARCH_X86, UC_MODE_64, UC_CPU_X86_HASWELL};
  std::vector<std::uint8_t> code_;
  TwoMemories data_;
  X86Registers registers_, before_;
  RegisterBatch passing_;
  MachineState state_;
  Agreement result_;
};

Comparison::Comparison(const X86EncodingClass& encodings, const Lowerer& lower)
    : encodings_(encodings),
      lower_(lower),
      code_(kX86CodeSize, kHalt),
      data_(engine_.raw(), kX86Data, kX86DataSize, random_),
      passing_(BatchOf(registers_, encodings.vectors)) {
  CHECK_EQ(uc_mem_map_ptr(engine_.raw(), kX86Code, kX86CodeSize, UC_PROT_ALL,
                          code_.data()),
           UC_ERR_OK);
  Connect(state_, [this](std::uint64_t address, int size) {
    return data_.Locate(address, size);
  });
}

// True if it went on. The emulator reports an exception only the first time;
// after that it stays where it is, like a jump to itself.
bool Comparison::Step(std::uint64_t address) {
  before_ = registers_;
  passing_.Write(engine_.raw());
  const bool executed = engine_.Step(address);
  passing_.Read(engine_.raw());
  return executed && registers_.rip != address;
}

// Whether the emulator executes the encoding: in some state nothing else can be
// wrong.
bool Comparison::Known(X86RandomState& state, std::uint64_t address) {
  bool known = false;
  for (int i = 0; i < kStatesToTry && !known; ++i) {
    state.Make(registers_);
    known = Step(address);
    data_.Align();
  }
  return known;
}

// Where the lowering ends the program, the processor must fault, and the other
// way round.
std::string Comparison::OneCase(X86RandomState& state, const Lowered& lowered) {
  state.Make(registers_);
  ToMachine(registers_, state_);
  const listing::Instruction& instruction = lowered.instruction;
  const std::uint64_t next = instruction.address + instruction.bytes.size();
  const auto target = Execute(lowered.operations, state_);
  const bool stays = target == kTrapped || target == instruction.address;
  if (Step(instruction.address) == stays) {
    return stays ? "the processor goes on" : "the processor faults";
  }
  if (stays) return "";
  CorrectX86Emulator(instruction, before_, registers_);
  const unsigned undefined =
      UndefinedX86Flags(instruction, before_.general[kRcx]);
  return Differences(
      target == kReturned ? state.return_address() : target.value_or(next),
      undefined);
}

std::string Comparison::Differences(std::uint64_t rip, unsigned undefined) {
  std::string text;
  MachineState theirs;
  ToMachine(registers_, theirs);
  for (std::size_t i = 0; i < kTemporaries; ++i) {
    const auto reg = static_cast<RegisterNumber>(i);
    if (theirs.registers[i] == state_.registers[i]) continue;
    const bool flag = kCf <= i && i <= kAf;
    if (flag && (undefined & X86FlagBit(reg)) != 0) continue;
    absl::StrAppendFormat(&text, " %s is %x, not %x;", X86RegisterName(reg),
                          state_.registers[i], theirs.registers[i]);
  }
  if (rip != registers_.rip) {
    absl::StrAppendFormat(&text, " control goes to %x, not %x;", rip,
                          registers_.rip);
  }
  if (!data_.Agree()) absl::StrAppend(&text, " memory differs;");
  data_.Align();
  return text;
}

std::string Text(const listing::Instruction& instruction) {
  const std::string bytes(instruction.bytes.begin(), instruction.bytes.end());
  return absl::StrFormat("%s %s %s", absl::BytesToHexString(bytes),
                         instruction.mnemonic, instruction.operand_text);
}

void Comparison::CompareStates(X86RandomState& state, const Lowered& lowered,
                               std::int64_t cases) {
  for (int i = 0; i < kStatesPerEncoding && result_.cases < cases; ++i) {
    ++result_.cases;
    const std::string differences = OneCase(state, lowered);
    if (differences.empty()) continue;
    if (result_.disagreements++ == 0) {
      result_.first_disagreement =
          absl::StrCat(Text(lowered.instruction), ":", differences);
    }
  }
}

void Comparison::CompareEncoding(std::uint64_t address,
                                 std::string_view pattern, std::int64_t cases) {
  const std::vector<std::uint8_t> bytes =
      RandomX86Encoding(pattern, {address, kX86Operand}, random_);
  std::ranges::copy(bytes, &code_[address - kX86Code]);
  // It may have been where an earlier branch went.
  CHECK_EQ(uc_ctl_remove_cache(engine_.raw(), address, address + kSlotSize),
           UC_ERR_OK);
  const auto decoded = decoder_.Decode(bytes, address);
  if (!decoded.has_value()) return;
  const listing::Instruction& instruction = decoded->instruction;
  X86RandomState state(encodings_, instruction, data_, random_);
  if (!X86EmulatorKnows(instruction) || !state.Possible() ||
      !Known(state, address)) {
    return;
  }
  ++result_.executed;
  auto operations = lower_(instruction);
  if (operations.ok()) {
    CompareStates(state, {instruction, *std::move(operations)}, cases);
  } else if (result_.missing++ == 0) {
    result_.first_missing = Text(instruction);
  }
}

Agreement Comparison::Run(std::int64_t cases) {
  const std::vector<std::string_view> patterns =
      absl::StrSplit(encodings_.patterns, ';');
  for (std::size_t slot = 0; slot < kSlots && result_.cases < cases; ++slot) {
    CompareEncoding(kX86Code + kFirstSlot + slot * kSlotSize,
                    patterns[slot % patterns.size()], cases);
  }
  return std::move(result_);
}

}  // namespace

Agreement CompareX86(const X86EncodingClass& encodings, std::int64_t cases,
                     const Lowerer& lower) {
  return Comparison(encodings, lower).Run(cases);
}

}  // namespace atomics_lab::isa
