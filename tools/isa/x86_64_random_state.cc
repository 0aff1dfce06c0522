#include "tools/isa/x86_64_random_state.h"

#include <unicorn/unicorn.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <random>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/types/span.h"
#include "tools/isa/agreement.h"
#include "tools/isa/execute.h"
#include "tools/isa/x86_64_encodings.h"
#include "tools/isa/x86_64_registers.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using Preparation = X86EncodingClass::Preparation;
using listing::Operand;

constexpr int kGeneral[] = {
    UC_X86_REG_RAX, UC_X86_REG_RCX, UC_X86_REG_RDX, UC_X86_REG_RBX,
    UC_X86_REG_RSP, UC_X86_REG_RBP, UC_X86_REG_RSI, UC_X86_REG_RDI,
    UC_X86_REG_R8,  UC_X86_REG_R9,  UC_X86_REG_R10, UC_X86_REG_R11,
    UC_X86_REG_R12, UC_X86_REG_R13, UC_X86_REG_R14, UC_X86_REG_R15};

// Where they stand in rflags, from CF on as they are numbered.
constexpr int kFlagPositions[] = {0, 6, 7, 11, 2, 4};
constexpr std::uint64_t kFlags = 0x8d5;
constexpr std::uint64_t kAlwaysSet = 2;

std::size_t Whole(std::string_view reg) { return FindX86Part(reg)->whole; }
bool IsRegister(std::string_view reg) { return FindX86Part(reg).has_value(); }

bool Accesses(std::string_view mnemonic) {
  return mnemonic != "lea" && mnemonic != "nop";
}

}  // namespace

RegisterBatch BatchOf(X86Registers& registers, bool vectors) {
  RegisterBatch batch;
  for (std::size_t i = 0; i < registers.general.size(); ++i) {
    batch.Add(kGeneral[i], &registers.general[i]);
  }
  batch.Add(UC_X86_REG_RFLAGS, &registers.flags);
  batch.Add(UC_X86_REG_RIP, &registers.rip);
  batch.Add(UC_X86_REG_FS_BASE, &registers.fs_base);
  for (int i = 0; vectors && i < 16; ++i) {
    batch.Add(UC_X86_REG_XMM0 + i,
              registers.vectors[static_cast<std::size_t>(i)].data());
  }
  return batch;
}

void ToMachine(const X86Registers& from, MachineState& to) {
  std::ranges::copy(from.general, to.registers.begin());
  for (std::size_t i = 0; i < std::size(kFlagPositions); ++i) {
    to.registers[kCf + i] = from.flags >> kFlagPositions[i] & 1;
  }
  to.registers[kFsBase] = from.fs_base;
  for (std::size_t i = 0; i < from.vectors.size(); ++i) {
    std::ranges::copy(from.vectors[i], &to.registers[kXmm + 2 * i]);
  }
}

X86RandomState::X86RandomState(const X86EncodingClass& encodings,
                               const listing::Instruction& instruction,
                               TwoMemories& memory, std::mt19937_64& random)
    : encodings_(encodings),
      instruction_(instruction),
      memory_(memory),
      random_(random) {
  for (const Operand& operand : instruction.operands) {
    const bool in_memory = operand.kind == Operand::Kind::kMemory;
    if (in_memory && Accesses(instruction.mnemonic)) operand_ = &operand;
  }
}

// An address that has the same register twice would be an equation to solve.
// The registers of stack and bit counts have a value already.
bool X86RandomState::Possible() const {
  if (operand_ == nullptr) return true;
  const auto names = [this](std::string_view reg) {
    return operand_->base == reg || operand_->index == reg;
  };
  if (encodings_.preparation == Preparation::kStack && names("rsp")) {
    return false;
  }
  // It might be at an odd address.
  if (Aligned() && operand_->base.empty() && operand_->scale > 1) return false;
  if (encodings_.preparation == Preparation::kBitString &&
      instruction_.operands[1].kind == Operand::Kind::kRegister) {
    const std::size_t count = Whole(instruction_.operands[1].reg);
    for (const std::string_view reg : {operand_->base, operand_->index}) {
      if (IsRegister(reg) && Whole(reg) == count) return false;
    }
  }
  return operand_->base.empty() || operand_->base != operand_->index;
}

void X86RandomState::Make(X86Registers& registers) {
  std::ranges::generate(registers.general, [this] { return Random(); });
  registers.flags = (random_() & kFlags) | kAlwaysSet;
  registers.fs_base = Random();
  for (auto& vector : registers.vectors) {
    if (encodings_.vectors) vector = {Random(), Random()};
  }
  switch (encodings_.preparation) {
    case Preparation::kDivide:
      MakeDividend(registers);
      break;
    case Preparation::kBitString:
      MakeBitIndex(registers);
      break;
    case Preparation::kStack:
      MakeStack(registers);
      break;
    default:
      break;
  }
  if (operand_ != nullptr) {
    address_ = MakeAddress(registers);
    Fill(Random(), Random());
  }
  const bool compares = encodings_.preparation == Preparation::kCompare;
  if (compares && random_() % 2 == 0) MakeEqual(registers);
}

// An upper half that is small, or the lower one's sign.
void X86RandomState::MakeDividend(X86Registers& registers) {
  std::uint64_t& low = registers.general[kRax];
  std::uint64_t& high = registers.general[kRdx];
  if (random_() % 2 == 0) low = random_() >> random_() % 64;
  if (random_() % 2 == 0) high = random_() >> random_() % 64;
  if (random_() % 4 == 0) high = 0;
  if (random_() % 8 == 0) high = ~std::uint64_t{0};
}

// Bits of the register that do not count may be anything.
void X86RandomState::MakeBitIndex(X86Registers& registers) {
  const Operand& count = instruction_.operands[1];
  if (count.kind != Operand::Kind::kRegister) return;
  const X86Part part = *FindX86Part(count.reg);
  const std::uint64_t few = (random_() & 0x7ff) - 0x400;
  const std::uint64_t unused =
      part.bits == 64 ? 0 : ~std::uint64_t{0} << part.bits % 64;
  registers.general[part.whole] = (few & ~unused) | (random_() & unused);
}

// At its top is an address of code, for a return.
void X86RandomState::MakeStack(X86Registers& registers) {
  const std::uint64_t top = kX86Data + 0x400 + 8 * (random_() & 31);
  registers.general[kRsp] = top;
  registers.general[kRbp] = top + 8 * (random_() & 31);
  return_address_ = kX86Code + (random_() & 0x3fff);
  std::array<std::uint8_t, 8> bytes{};
  std::memcpy(bytes.data(), &return_address_, bytes.size());
  memory_.Set(top, bytes);
}

bool X86RandomState::Aligned() const {
  return encodings_.vectors || encodings_.preparation == Preparation::kCompare;
}

std::uint64_t X86RandomState::MakeAddress(X86Registers& registers) {
  const std::uint64_t offset = random_() & (Aligned() ? 0x1f0 : 0x1ff);
  const bool segment = operand_->segment == "fs";
  const auto shift = static_cast<std::uint64_t>(operand_->displacement);
  std::uint64_t& fs_base = registers.fs_base;
  if (operand_->base == "rip") {
    fs_base = offset;
    return kX86Operand + (segment ? offset : 0);
  }
  const bool base = IsRegister(operand_->base);
  const bool index = IsRegister(operand_->index);
  if (!base && !index) {
    const std::uint64_t address = kX86Operand + (segment ? offset : 0);
    fs_base = address - shift;
    return address;
  }
  const std::uint64_t address = kX86Operand + offset;
  const std::uint64_t rest = address - shift - (segment ? fs_base : 0);
  const auto scale = static_cast<std::uint64_t>(operand_->scale);
  if (!base) {
    registers.general[Whole(operand_->index)] = rest / scale;
    return address - rest % scale;
  }
  const std::uint64_t indexed =
      index ? scale * registers.general[Whole(operand_->index)] : 0;
  registers.general[Whole(operand_->base)] = rest - indexed;
  return address;
}

void X86RandomState::Fill(std::uint64_t low, std::uint64_t high) {
  std::array<std::uint8_t, 16> bytes{};
  std::memcpy(bytes.data(), &low, 8);
  std::memcpy(&bytes[8], &high, 8);
  memory_.Set(address_, bytes);
}

// Of two words in memory the second is compared with rdx.
void X86RandomState::MakeEqual(X86Registers& registers) {
  const std::uint64_t low = registers.general[kRax];
  const std::uint64_t high = registers.general[kRdx];
  if (operand_ == nullptr) {
    registers.general[Whole(instruction_.operands[0].reg)] = low;
  } else if (absl::EndsWith(instruction_.mnemonic, "8b")) {
    Fill((low & 0xffffffff) | high << 32, Random());
  } else {
    Fill(low, high);
  }
}

}  // namespace atomics_lab::isa
