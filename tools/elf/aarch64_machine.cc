#include <elf.h>

#include <cstdint>
#include <optional>

#include "tools/elf/byte_cursor.h"
#include "tools/elf/machine.h"

namespace atomics_lab::elf {
namespace {

// 256 is what it was before the ABI had settled.
bool IsNone(std::uint32_t type) {
  return type == R_AARCH64_NONE || type == 256;
}

// Fields count from their instruction's start, as the instruction does.
bool CountsFromItself(std::uint32_t) { return false; }

bool ThroughOffsetTable(std::uint32_t type) {
  return type == R_AARCH64_ADR_GOT_PAGE || type == R_AARCH64_LD64_GOT_LO12_NC ||
         type == R_AARCH64_LD64_GOTPAGE_LO15;
}

// bti c (perhaps); adrp x16, page; ldr x17, [x16, offset]; add; br x17.
std::optional<std::uint64_t> SlotOfStub(Bytes stub, std::uint64_t address) {
  constexpr std::uint64_t kBtiC = 0xd503245f;
  ByteCursor cursor(stub);
  cursor.SkipIfNext(4, kBtiC);
  const std::uint64_t page_base =
      (address + cursor.position()) & ~std::uint64_t{0xfff};
  const std::uint64_t adrp = cursor.Unsigned(4);
  const std::uint64_t ldr = cursor.Unsigned(4);
  if ((adrp & 0x9f00001f) != 0x90000010) return std::nullopt;
  if ((ldr & 0xffc003ff) != 0xf9400211) return std::nullopt;
  const std::uint64_t immhi = (adrp >> 5) & 0x7ffff;
  const std::uint64_t immlo = (adrp >> 29) & 0x3;
  // The 21-bit page count is signed: shift it to the top and back.
  const auto pages =
      static_cast<std::int64_t>(((immhi << 2) | immlo) << 43) >> 43;
  return page_base + static_cast<std::uint64_t>(pages) * 0x1000 +
         ((ldr >> 10) & 0xfff) * 8;
}

}  // namespace

const Machine& AArch64Machine() {
  static constexpr Machine kMachine = {
      .name = "AArch64",
      .number = EM_AARCH64,
      .is_none = IsNone,
      .counts_from_itself = CountsFromItself,
      .through_offset_table = ThroughOffsetTable,
      .relative = R_AARCH64_RELATIVE,
      .address = {R_AARCH64_GLOB_DAT, R_AARCH64_JUMP_SLOT, R_AARCH64_ABS64},
      .thread_offset = R_AARCH64_TLS_TPREL,
      .slot_of_stub = SlotOfStub};
  return kMachine;
}

}  // namespace atomics_lab::elf
