#include "tools/isa/aarch64_random_state.h"

#include <unicorn/unicorn.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "absl/log/check.h"
#include "tools/isa/aarch64_agreement.h"
#include "tools/isa/aarch64_registers.h"
#include "tools/isa/agreement.h"
#include "tools/isa/execute.h"

namespace atomics_lab::isa {
namespace {

using Memory = EncodingClass::Memory;

constexpr std::uint64_t kBases = kAArch64Data + 0x4000;
constexpr std::size_t kGeneral = 31;

}  // namespace

RegisterBatch BatchOf(AArch64Registers& registers, bool vectors) {
  RegisterBatch batch;
  for (std::size_t i = 0; i < kGeneral; ++i) {
    const int id = i < 29 ? UC_ARM64_REG_X0 + static_cast<int>(i)
                          : (i == 29 ? UC_ARM64_REG_X29 : UC_ARM64_REG_X30);
    batch.Add(id, &registers.x[i]);
  }
  batch.Add(UC_ARM64_REG_SP, &registers.sp);
  batch.Add(UC_ARM64_REG_NZCV, &registers.nzcv);
  batch.Add(UC_ARM64_REG_PC, &registers.pc);
  batch.Add(UC_ARM64_REG_TPIDR_EL0, &registers.thread);
  for (int i = 0; vectors && i < 32; ++i) {
    batch.Add(UC_ARM64_REG_V0 + i,
              registers.v[static_cast<std::size_t>(i)].data());
  }
  return batch;
}

void ToMachine(const AArch64Registers& from, MachineState& to) {
  std::copy(from.x.begin(), from.x.end(), to.registers.begin());
  to.registers[aarch64::kStackPointer] = from.sp;
  to.registers[aarch64::kNegative] = from.nzcv >> 31 & 1;
  to.registers[aarch64::kZero] = from.nzcv >> 30 & 1;
  to.registers[aarch64::kCarry] = from.nzcv >> 29 & 1;
  to.registers[aarch64::kOverflow] = from.nzcv >> 28 & 1;
  to.registers[aarch64::kThreadPointer] = from.thread;
  for (std::size_t i = 0; i < from.v.size(); ++i) {
    to.registers[aarch64::kVectorLow + i] = from.v[i][0];
    to.registers[aarch64::kVectorHigh + i] = from.v[i][1];
  }
}

void AArch64RandomState::Make(std::uint32_t word, AArch64Registers& registers) {
  for (std::uint64_t& value : registers.x) value = RandomValue();
  registers.sp = RandomValue() & ~std::uint64_t{15};
  registers.nzcv = random_() & 0xf0000000;
  registers.thread = RandomValue();
  if (encodings_.vectors) {
    for (auto& [low, high] : registers.v) {
      low = RandomValue();
      high = RandomValue();
    }
  }
  if (encodings_.memory != Memory::kNone) PlaceAddresses(word, registers);
}

void AArch64RandomState::PlaceAddresses(std::uint32_t word,
                                        AArch64Registers& registers) {
  const std::size_t rn = word >> 5 & 31;
  const std::size_t rm = word >> 16 & 31;
  const std::uint64_t base = kBases + 16 * (random_() & 63);
  if (encodings_.memory == Memory::kIndex && rm < kGeneral) {
    const std::uint32_t option = word >> 13 & 7;
    const bool sign = option >= 6;
    const std::uint64_t small = random_() & 0xff;
    registers.x[rm] = sign && small % 2 == 1 ? 0 - small : small;
    const bool word_sized = (option & 1) == 0;
    if (word_sized) {
      registers.x[rm] = (registers.x[rm] & 0xffffffff) | random_() << 32;
    }
  }
  if (encodings_.memory == Memory::kCompare && random_() % 2 == 0) {
    MatchMemory(word, base, registers);
  }
  (rn < kGeneral ? registers.x[rn] : registers.sp) = base;
}

std::uint64_t AArch64RandomState::EightBytesAt(std::uint64_t address) {
  std::uint64_t value = 0;
  const std::uint8_t* const from = memory_.Locate(address, sizeof(value));
  CHECK(from != nullptr);
  std::memcpy(&value, from, sizeof(value));
  return value;
}

// Makes a compare-and-swap find what it expects.
void AArch64RandomState::MatchMemory(std::uint32_t word, std::uint64_t base,
                                     AArch64Registers& registers) {
  const std::size_t rs = word >> 16 & 31;
  if (rs >= kGeneral) return;
  const std::uint64_t held = EightBytesAt(base);
  registers.x[rs] = held;
  const bool pair = (word & 0x00800000) == 0;
  if (!pair || rs + 1 >= kGeneral) return;
  const bool doubles = (word & 0x40000000) != 0;
  registers.x[rs + 1] = doubles ? EightBytesAt(base + 8) : held >> 32;
}

}  // namespace atomics_lab::isa
