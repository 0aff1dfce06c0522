// Random x86-64 instructions, by classes: those on which the lowering is
// compared with an emulated processor.
#ifndef ATOMICS_LAB_TOOLS_ISA_X86_64_ENCODINGS_H_
#define ATOMICS_LAB_TOOLS_ISA_X86_64_ENCODINGS_H_

#include <cstdint>
#include <random>
#include <string_view>
#include <vector>

#include "absl/types/span.h"

namespace atomics_lab::isa {

// Instructions that take the same preparations.
//
// `patterns` are encodings as the manuals write them (Intel SDM vol. 2, 3.1.1),
// one after the other with a semicolon between, each made of these words:
//   p66 pf2 pf3   a prefix that is part of the opcode
//   lock          that prefix
//   w, v, q       operands of 16, 32 or 64 bits; of 32 or 64; of 64
//   0f, 01|38     a byte; one with the bits of the second number random
//   /r, /4, /6|1  a ModRM byte with random registers; with that in its middle;
//                 `:m` behind it allows memory only, `:r` registers only
//   ib, id, iz, io, rel8, rel32
//                 an immediate of 1 byte; of 4; of as many as the operand has,
//                 but 4 at most; but 8 at most; a distance
//   moffs         an address of 8 bytes
struct X86EncodingClass {
  enum class Preparation : std::uint8_t {
    kNone,
    kStack,      // rsp and rbp are addresses
    kCompare,    // half the time the operand equals rax, or rdx:rax
    kDivide,     // dividends are small enough, more often than not
    kBitString,  // the register that counts bits counts few
  };

  std::string_view name;
  std::string_view patterns;
  Preparation preparation = Preparation::kNone;
  bool vectors = false;
  // Among a thousand of those that the processor executes, how many may be
  // without lowering.
  int missing_per_thousand = 0;
};
absl::Span<const X86EncodingClass> X86EncodingClasses();

// Where encodings are to stand and what they may address.
struct X86EncodingPlace {
  std::uint64_t address = 0;  // of the encoding's first byte
  std::uint64_t data = 0;     // below 2 GiB
};

// One encoding of the pattern. Its memory operand, if it has no registers, is
// at `data`, unless it is named relative to fs. Requires: a pattern as above.
std::vector<std::uint8_t> RandomX86Encoding(std::string_view pattern,
                                            const X86EncodingPlace& place,
                                            std::mt19937_64& random);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_X86_64_ENCODINGS_H_
