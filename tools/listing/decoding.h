// What decoding has to know of an instruction set: one file for each implements
// this, and decoder.cc asks the one that it needs.
#ifndef ATOMICS_LAB_TOOLS_LISTING_DECODING_H_
#define ATOMICS_LAB_TOOLS_LISTING_DECODING_H_

#include <capstone/capstone.h>

#include <string>

#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::listing {

struct Decoding {
  cs_arch arch;
  cs_mode mode;
  bool words;  // each instruction is a word of four bytes
  // A register as the assembler writes it; empty for number 0, "none".
  std::string (*register_name)(csh handle, unsigned number);
  // Sets the operands with what is done to them (access.h), and the addresses
  // that count from the instruction's own.
  // Requires: all else of `decoded` is set, and `raw` has its detail.
  void (*read)(csh handle, const cs_insn& raw, Decoded& decoded);
};

const Decoding& X86_64Decoding();
const Decoding& AArch64Decoding();

// The library's name for a register, where that is the assembler's.
std::string RegisterName(csh handle, unsigned number);

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_DECODING_H_
