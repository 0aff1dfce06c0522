// The registers of an instruction set, and what a procedure call does with
// them.
//
// One file per instruction set implements it (x86_64_registers.cc,
// aarch64_registers.cc).
#ifndef ATOMICS_LAB_TOOLS_ISA_REGISTER_FILE_H_
#define ATOMICS_LAB_TOOLS_ISA_REGISTER_FILE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/isa/micro_op.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// The register's number; absent if the instruction set has no such register of
// 64 bits (its canonical names: "rax", "rsp", "zf", "xmm0l", "xmm0h",
// "fs_base"; "x0", "sp", "n", "v0l", "v0h", "tpidr_el0").
std::optional<RegisterNumber> FindRegister(listing::Architecture architecture,
                                           std::string_view name);

// The canonical name; "t0", "t1", … for temporaries.
std::string RegisterName(listing::Architecture architecture,
                         RegisterNumber number);

// Which registers a procedure call is about (System V ABI, AMD64 supplement,
// 3.2; Procedure Call Standard for the Arm 64-bit Architecture, 6.1).
struct CallingConvention {
  std::vector<RegisterNumber> arguments;  // integers and pointers, in order
  RegisterNumber result = 0;              // low 64 bits
  RegisterNumber result_high = 0;         // of 128
  RegisterNumber stack_pointer = 0;
  RegisterNumber thread_pointer = 0;
  std::vector<RegisterNumber> preserved;  // by the callee, stack pointer aside
  bool return_address_on_stack = false;   // else in `link`
  RegisterNumber link = 0;
};
const CallingConvention& CallingConventionOf(
    listing::Architecture architecture);

// What these say, of one instruction set.
std::optional<RegisterNumber> FindX86Register(std::string_view name);
std::string X86RegisterName(RegisterNumber number);
const CallingConvention& X86CallingConvention();
std::optional<RegisterNumber> FindAArch64Register(std::string_view name);
std::string AArch64RegisterName(RegisterNumber number);
const CallingConvention& AArch64CallingConvention();

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_REGISTER_FILE_H_
