// Source: Intel SDM vol. 2 (325383), "Flags Affected" of each instruction.
#include "tools/isa/x86_64_emulator.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tools/isa/place.h"
#include "tools/isa/x86_64_lowering.h"
#include "tools/isa/x86_64_random_state.h"
#include "tools/isa/x86_64_registers.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

constexpr unsigned kC = X86FlagBit(kCf);
constexpr unsigned kZ = X86FlagBit(kZf);
constexpr unsigned kS = X86FlagBit(kSf);
constexpr unsigned kO = X86FlagBit(kOf);
constexpr unsigned kP = X86FlagBit(kPf);
constexpr unsigned kA = X86FlagBit(kAf);

constexpr std::uint64_t kZeroFlag = 0x40;  // of rflags

struct Undefined {
  std::string_view mnemonic;
  unsigned flags = 0;
};

constexpr Undefined kAlways[] = {
    {"and", kA},
    {"or", kA},
    {"xor", kA},
    {"test", kA},
    {"mul", kZ | kS | kP | kA},
    {"imul", kZ | kS | kP | kA},
    {"div", kC | kZ | kS | kO | kP | kA},
    {"idiv", kC | kZ | kS | kO | kP | kA},
    {"bt", kS | kO | kP | kA},
    {"bts", kS | kO | kP | kA},
    {"btr", kS | kO | kP | kA},
    {"btc", kS | kO | kP | kA},
    {"bsf", kC | kS | kO | kP | kA},
    {"bsr", kC | kS | kO | kP | kA},
    {"tzcnt", kS | kO | kP | kA},
    {"lzcnt", kS | kO | kP | kA},
};

// What shifts by more than 1 leave undefined, and what all but those by 0 do.
struct UndefinedByCount {
  std::string_view mnemonic;
  unsigned more_than_one = 0;
  unsigned any = 0;
  unsigned all_bits = 0;  // by at least the width of the operand
};

constexpr UndefinedByCount kShifts[] = {
    {"shl", kO, kA, kC},  {"sal", kO, kA, kC}, {"shr", kO, kA, kC},
    {"sar", kO, kA, 0},   {"rol", kO, 0, 0},   {"ror", kO, 0, 0},
    {"shld", kO, kA, kC}, {"shrd", kO, kA, kC}};

std::uint64_t ShiftCount(const X86Lowering& x, std::uint64_t rcx) {
  std::uint64_t count = 1;
  if (x.count() > 1) {
    const std::size_t last = x.count() - 1;
    count = x.IsImmediate(last) ? static_cast<std::uint64_t>(
                                      x.instruction().operands[last].immediate)
                                : rcx;
  }
  return count & (x.Bits(0) == 64 ? 63 : 31);
}

}  // namespace

unsigned UndefinedX86Flags(const listing::Instruction& instruction,
                           std::uint64_t rcx) {
  const Place place;
  const X86Lowering x(instruction, place);
  // They are those of the operand, not of the result.
  if (x.locked() && x.name() == "neg") return kZ | kS | kO | kP | kA;
  for (const Undefined& known : kAlways) {
    if (known.mnemonic == x.name()) return known.flags;
  }
  for (const UndefinedByCount& known : kShifts) {
    if (known.mnemonic != x.name()) continue;
    const std::uint64_t count = ShiftCount(x, rcx);
    if (count == 0) return 0;
    const bool all = count >= static_cast<std::uint64_t>(x.Bits(0));
    return known.any | (count > 1 ? known.more_than_one : 0) |
           (all ? known.all_bits : 0);
  }
  return 0;
}

// The emulator forgets the immediate's byte in rip-relative addresses of shld
// and shrd.
bool X86EmulatorKnows(const listing::Instruction& instruction) {
  const Place place;
  const X86Lowering x(instruction, place);
  const bool shift = x.name() == "shld" || x.name() == "shrd";
  return !shift || !x.IsImmediate(2) || !x.IsMemory(0) ||
         instruction.operands[0].base != "rip";
}

void CorrectX86Emulator(const listing::Instruction& instruction,
                        const X86Registers& before, X86Registers& after) {
  const Place place;
  const X86Lowering x(instruction, place);
  const bool exchange = x.name() == "cmpxchg";
  const bool scan = x.name() == "bsf" || x.name() == "bsr";
  if ((!exchange && !scan) || x.Bits(0) != 32) return;
  const bool zero = (after.flags & kZeroFlag) != 0;
  const auto destination = FindX86Part(instruction.operands[0].reg);
  if (destination.has_value() && scan == zero) {
    after.general[destination->whole] = before.general[destination->whole];
  }
  const bool written = destination.has_value() && destination->whole == kRax;
  if (exchange && zero && !written) after.general[kRax] = before.general[kRax];
}

}  // namespace atomics_lab::isa
