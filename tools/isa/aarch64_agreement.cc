#include "tools/isa/aarch64_agreement.h"

#include <unicorn/unicorn.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/log/check.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/types/span.h"
#include "tools/isa/aarch64_lower.h"
#include "tools/isa/aarch64_random_state.h"
#include "tools/isa/aarch64_registers.h"
#include "tools/isa/agreement.h"
#include "tools/isa/execute.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/register_file.h"
#include "tools/isa/unicorn_engine.h"
#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using Memory = EncodingClass::Memory;

constexpr std::uint64_t kCode = 0x100000;
constexpr std::size_t kCodeSize = 0x80000;
// Branches reach 16 KiB to either side.
constexpr std::size_t kFirstSlot = 0x8000;
// Two instructions that come before, the compared one, and one that the
// emulator may look at too early.
constexpr std::size_t kSlotSize = 16;
constexpr std::size_t kSlots = 0x60000 / kSlotSize;
constexpr int kStatesPerEncoding = 50;
constexpr std::uint32_t kClearExclusive = 0xd5033f5f;

bool IsVector(std::size_t reg) {
  return reg >= aarch64::kVectorLow && reg < aarch64::kThreadPointer;
}

class Comparison {
 public:
  Comparison(const EncodingClass& encodings, const Lowerer& lower);

  Agreement Run(std::int64_t cases);

 private:
  struct Lowered {
    std::uint64_t address = 0;
    std::uint32_t word = 0;
    std::string text;
    std::vector<MicroOp> operations;
  };

  void Put(std::size_t at, std::uint32_t word);
  std::uint8_t* Locate(std::uint64_t address, int size);
  std::optional<Lowered> Read(std::uint64_t address, std::uint32_t word);
  bool Usable(std::uint32_t word) const;
  void PrepareSlot(std::uint64_t address, std::uint32_t word);
  bool Known(std::uint64_t address, std::uint32_t word);
  void Compare(const Lowered& lowered, std::int64_t cases);
  void RunBefore(std::uint64_t address);
  std::string OneCase(const Lowered& lowered);
  std::string Differences(std::uint64_t pc);

  const EncodingClass& encodings_;
  const Lowerer& lower_;
  std::mt19937_64 random_{20260301};
  listing::Decoder decoder_{listing::Architecture::kAArch64};
  UnicornEngine engine_{UC_ARCH_ARM64, UC_MODE_ARM, UC_CPU_ARM64_MAX};
  std::vector<std::uint8_t> code_;
  TwoMemories data_;
  AArch64RandomState states_;
  AArch64Registers registers_;
  RegisterBatch passing_;
  MachineState state_;
  Agreement result_;
};

Comparison::Comparison(const EncodingClass& encodings, const Lowerer& lower)
    : encodings_(encodings),
      lower_(lower),
      code_(kCodeSize),
      data_(engine_.raw(), kAArch64Data, kAArch64DataSize, random_),
      states_(encodings, data_, random_),
      passing_(BatchOf(registers_, encodings.vectors)) {
  CHECK_EQ(uc_mem_map_ptr(engine_.raw(), kCode, kCodeSize, UC_PROT_ALL,
                          code_.data()),
           UC_ERR_OK);
  Connect(state_, [this](std::uint64_t address, int size) {
    return Locate(address, size);
  });
}

void Comparison::Put(std::size_t at, std::uint32_t word) {
  std::memcpy(&code_[at], &word, sizeof(word));
}

std::uint8_t* Comparison::Locate(std::uint64_t address, int size) {
  const std::uint64_t offset = address - kCode;
  const auto bytes = static_cast<std::uint64_t>(size);
  const bool code = offset < kCodeSize && bytes <= kCodeSize - offset;
  return code ? &code_[offset] : data_.Locate(address, size);
}

std::optional<Comparison::Lowered> Comparison::Read(std::uint64_t address,
                                                    std::uint32_t word) {
  const auto bytes = absl::MakeConstSpan(&code_[address - kCode], 4);
  const auto decoded = decoder_.Decode(bytes, address);
  if (!decoded.has_value()) return std::nullopt;
  const listing::Instruction& instruction = decoded->instruction;
  auto operations = lower_(instruction);
  if (!operations.ok()) return std::nullopt;
  return Lowered{
      address, word,
      absl::StrCat(instruction.mnemonic, " ", instruction.operand_text),
      *std::move(operations)};
}

// An index that is the base as well would leave the memory.
bool Comparison::Usable(std::uint32_t word) const {
  return encodings_.memory != Memory::kIndex ||
         (word >> 16 & 31) != (word >> 5 & 31);
}

// What makes an exclusive store succeed stands before it, as does `clrex`.
void Comparison::PrepareSlot(std::uint64_t address, std::uint32_t word) {
  const std::size_t at = address - kCode;
  const std::uint32_t base = word & 0x3e0;
  const bool pair = (word & 0x00200000) != 0;
  const std::uint32_t second = base == 30 << 5 ? 29 : 30;
  const std::uint32_t load = pair ? 0x887f001f | second << 10 : 0x085f7c1f;
  Put(at - 8, load | base | (word & 0xc0000000));
  Put(at - 4, kClearExclusive);
  Put(at, word);
}

// Whether the emulator executes the encoding, in a state in which nothing else
// can be wrong.
bool Comparison::Known(std::uint64_t address, std::uint32_t word) {
  states_.Make(word, registers_);
  passing_.Write(engine_.raw());
  const bool known = engine_.Step(address);
  data_.Align();
  return known;
}

void Comparison::RunBefore(std::uint64_t address) {
  const std::optional<Lowered> lowered = Read(address, 0);
  CHECK(lowered.has_value()) << "no lowering at " << address;
  CHECK(engine_.Step(address)) << lowered->text;
  Execute(lowered->operations, state_);
}

std::string Comparison::OneCase(const Lowered& lowered) {
  states_.Make(lowered.word, registers_);
  passing_.Write(engine_.raw());
  ToMachine(registers_, state_);
  if (encodings_.memory == Memory::kExclusive) {
    RunBefore(lowered.address - 8);
    if (random_() % 2 == 0) RunBefore(lowered.address - 4);
  }
  if (!engine_.Step(lowered.address)) return "the processor faults";
  passing_.Read(engine_.raw());
  const auto target = Execute(lowered.operations, state_);
  return Differences(target.value_or(lowered.address + 4));
}

std::string Comparison::Differences(std::uint64_t pc) {
  std::string text;
  MachineState theirs;
  ToMachine(registers_, theirs);
  for (std::size_t i = 0; i < aarch64::kFirstTemporary; ++i) {
    if (theirs.registers[i] == state_.registers[i]) continue;
    if (IsVector(i) && !encodings_.vectors) continue;
    absl::StrAppendFormat(&text, " %s is %x, not %x;",
                          AArch64RegisterName(static_cast<RegisterNumber>(i)),
                          state_.registers[i], theirs.registers[i]);
  }
  if (pc != registers_.pc) {
    absl::StrAppendFormat(&text, " control goes to %x, not %x;", pc,
                          registers_.pc);
  }
  if (encodings_.memory != Memory::kNone && !data_.Agree()) {
    absl::StrAppend(&text, " memory differs;");
    data_.Align();
  }
  return text;
}

void Comparison::Compare(const Lowered& lowered, std::int64_t cases) {
  for (int i = 0; i < kStatesPerEncoding && result_.cases < cases; ++i) {
    ++result_.cases;
    const std::string differences = OneCase(lowered);
    if (differences.empty()) continue;
    if (result_.disagreements++ == 0) {
      result_.first_disagreement = absl::StrFormat("%08x %s:%s", lowered.word,
                                                   lowered.text, differences);
    }
  }
}

Agreement Comparison::Run(std::int64_t cases) {
  for (std::size_t slot = 0; slot < kSlots && result_.cases < cases; ++slot) {
    const std::uint64_t address = kCode + kFirstSlot + slot * kSlotSize + 8;
    const auto bits = static_cast<std::uint32_t>(random_());
    const std::uint32_t word = encodings_.fixed | (bits & encodings_.random);
    if (!Usable(word)) continue;
    PrepareSlot(address, word);
    if (!Known(address, word)) continue;
    ++result_.executed;
    const std::optional<Lowered> lowered = Read(address, word);
    if (lowered.has_value()) {
      Compare(*lowered, cases);
    } else if (result_.missing++ == 0) {
      result_.first_missing = absl::StrFormat("%08x", word);
    }
  }
  return std::move(result_);
}

}  // namespace

Agreement Compare(const EncodingClass& encodings, std::int64_t cases,
                  const Lowerer& lower) {
  return Comparison(encodings, lower).Run(cases);
}

}  // namespace atomics_lab::isa
