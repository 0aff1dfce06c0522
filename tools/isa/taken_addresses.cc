// Source: Arm ARM DDI 0487, C6.2, ADRP, ADR, ADD (immediate).
#include "tools/isa/taken_addresses.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>

#include "tools/isa/aarch64_words.h"
#include "tools/isa/scan.h"

namespace atomics_lab::isa {
namespace {

constexpr Pattern kAdrp = {0x9F000000, 0x90000000};
constexpr Pattern kAdr = {0x9F000000, 0x10000000};
constexpr Pattern kAdd = {0xFFC00000, 0x91000000};

constexpr std::size_t kReach = 64 * kWord;

// 21 bits, signed.
std::int64_t Immediate(Word word) {
  const std::uint32_t bits = ((word >> 5 & 0x7FFFF) << 2) | (word >> 29 & 3);
  return static_cast<std::int32_t>(bits << 11) >> 11;
}

}  // namespace

void AddTakenAddresses(Code code, std::uint64_t address,
                       std::set<std::uint64_t>& taken) {
  for (std::size_t at = 0; at + kWord <= code.size(); at += kWord) {
    const Word word = WordAt(code, at);
    if (kAdr.Fits(word)) {
      taken.insert(address + at + static_cast<std::uint64_t>(Immediate(word)));
      continue;
    }
    if (!kAdrp.Fits(word)) continue;
    const std::uint64_t page =
        ((address + at) & ~std::uint64_t{0xFFF}) +
        static_cast<std::uint64_t>(Immediate(word) * 4096);
    const std::size_t end = std::min(code.size(), at + kReach);
    for (std::size_t then = at + kWord; then + kWord <= end; then += kWord) {
      const Word add = WordAt(code, then);
      if (kAdd.Fits(add) && (add >> 5 & 31) == (word & 31)) {
        taken.insert(page + (add >> 10 & 0xFFF));
      }
    }
  }
}

}  // namespace atomics_lab::isa
