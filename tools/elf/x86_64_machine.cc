#include <elf.h>

#include <cstdint>
#include <optional>

#include "tools/elf/byte_cursor.h"
#include "tools/elf/machine.h"

namespace atomics_lab::elf {
namespace {

bool IsNone(std::uint32_t type) { return type == R_X86_64_NONE; }

// All branches and rip-relative operands.
bool CountsFromItself(std::uint32_t type) {
  switch (type) {
    case R_X86_64_PC8:
    case R_X86_64_PC16:
    case R_X86_64_PC32:
    case R_X86_64_PC64:
    case R_X86_64_PLT32:
    case R_X86_64_GOTPCREL:
    case R_X86_64_GOTPCREL64:
    case R_X86_64_GOTPCRELX:
    case R_X86_64_REX_GOTPCRELX:
    case R_X86_64_GOTPC32:
    case R_X86_64_GOTTPOFF:
    case R_X86_64_TLSGD:
    case R_X86_64_TLSLD:
    case R_X86_64_GOTPC32_TLSDESC:
      return true;
    default:
      return false;
  }
}

bool ThroughOffsetTable(std::uint32_t type) {
  return type == R_X86_64_GOTPCREL || type == R_X86_64_GOTPCREL64 ||
         type == R_X86_64_GOTPCRELX || type == R_X86_64_REX_GOTPCRELX;
}

// endbr64 (perhaps); bnd (perhaps); jmp [rip + displacement].
std::optional<std::uint64_t> SlotOfStub(Bytes stub, std::uint64_t address) {
  constexpr std::uint64_t kEndbr64 = 0xfa1e0ff3;
  constexpr std::uint64_t kBnd = 0xf2;
  constexpr std::uint64_t kJumpThroughMemory = 0x25ff;
  ByteCursor cursor(stub);
  cursor.SkipIfNext(4, kEndbr64);
  cursor.SkipIfNext(1, kBnd);
  if (cursor.Unsigned(2) != kJumpThroughMemory) return std::nullopt;
  const auto displacement = static_cast<std::int32_t>(cursor.Unsigned(4));
  if (!cursor.ok()) return std::nullopt;
  return address + cursor.position() + static_cast<std::int64_t>(displacement);
}

}  // namespace

const Machine& X86_64Machine() {
  static constexpr Machine kMachine = {
      .name = "x86-64",
      .number = EM_X86_64,
      .is_none = IsNone,
      .counts_from_itself = CountsFromItself,
      .through_offset_table = ThroughOffsetTable,
      .relative = R_X86_64_RELATIVE,
      .address = {R_X86_64_GLOB_DAT, R_X86_64_JUMP_SLOT, R_X86_64_64},
      .thread_offset = R_X86_64_TPOFF64,
      .slot_of_stub = SlotOfStub};
  return kMachine;
}

}  // namespace atomics_lab::elf
