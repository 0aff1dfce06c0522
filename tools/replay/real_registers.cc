#include "tools/replay/real_registers.h"

#include <sys/user.h>

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "tools/isa/x86_64_registers.h"
#include "tools/replay/tracee.h"

namespace atomics_lab::replay {
namespace {

using Field = decltype(user_regs_struct::rax) user_regs_struct::*;

// By their numbers.
constexpr Field kGeneral[] = {
    &user_regs_struct::rax, &user_regs_struct::rcx, &user_regs_struct::rdx,
    &user_regs_struct::rbx, &user_regs_struct::rsp, &user_regs_struct::rbp,
    &user_regs_struct::rsi, &user_regs_struct::rdi, &user_regs_struct::r8,
    &user_regs_struct::r9,  &user_regs_struct::r10, &user_regs_struct::r11,
    &user_regs_struct::r12, &user_regs_struct::r13, &user_regs_struct::r14,
    &user_regs_struct::r15};

// Bits of RFLAGS (Intel SDM vol. 1, 3.4.3).
struct Flag {
  isa::RegisterNumber number;
  int bit;
};
constexpr Flag kFlags[] = {{isa::kCf, 0}, {isa::kPf, 2}, {isa::kAf, 4},
                           {isa::kZf, 6}, {isa::kSf, 7}, {isa::kOf, 11}};
constexpr std::uint64_t kFlagsAtStart = 0x202;  // interrupts are on

}  // namespace

RealRegisters FromUser(const user_regs_struct& general) {
  RealRegisters registers;
  registers.next_address = general.rip;
  for (std::size_t i = 0; i < std::size(kGeneral); ++i) {
    registers.values[i] = general.*kGeneral[i];
  }
  for (const Flag& flag : kFlags) {
    registers.values[flag.number] = general.eflags >> flag.bit & 1;
  }
  registers.values[isa::kFsBase] = general.fs_base;
  return registers;
}

void AddVectors(const user_fpregs_struct& floating, RealRegisters& registers) {
  static_assert(sizeof(floating.xmm_space) == std::size_t{16} * 16);
  std::memcpy(&registers.values[isa::kXmm], floating.xmm_space,
              sizeof(floating.xmm_space));
}

void ToUser(const RealRegisters& registers, user_regs_struct& general) {
  general.rip = registers.next_address;
  for (std::size_t i = 0; i < std::size(kGeneral); ++i) {
    general.*kGeneral[i] = registers.values[i];
  }
  general.eflags = kFlagsAtStart;
  general.orig_rax = ~std::uint64_t{0};  // no system call is to be restarted
}

}  // namespace atomics_lab::replay
