#include "tools/isa/aarch64_weaken.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "tools/isa/weaken.h"

namespace atomics_lab::isa {
namespace {

// Words that equal `pattern` in the bits of `mask` lose the bits of `clear` and
// take those of `set`.
struct Rewrite {
  Weakening weakening;
  std::uint32_t mask;
  std::uint32_t pattern;
  std::uint32_t clear;
  std::uint32_t set;
};

// All but the size, the address's register and the value's.
constexpr std::uint32_t kKind = 0x3ffffc00;
constexpr std::uint32_t kLoad = 0x39400000;
constexpr std::uint32_t kStore = 0x39000000;
constexpr std::uint32_t kNop = 0xd503201f;

// The first that fits counts: ldapr lies among the encodings of the atomic
// updates.
constexpr Rewrite kRewrites[] = {
    {Weakening::kNotExclusive, 0x3fe08000, 0x08400000, kKind, kLoad},   // ldxr
    {Weakening::kNotExclusive, 0x3fe08000, 0x08408000, 0, 0x00800000},  // ldaxr
    {Weakening::kNotExclusive, 0x3fe08000, 0x08000000, kKind, kStore},  // stxr
    {Weakening::kNotExclusive, 0x3fe08000, 0x08008000, 0, 0x009f0000},  // stlxr

    {Weakening::kNotAcquire, 0x3fe08000, 0x08408000, 0x8000, 0},      // ldaxr
    {Weakening::kNotAcquire, 0x3fe08000, 0x08c08000, kKind, kLoad},   // ldar
    {Weakening::kNotAcquire, kKind, 0x38bfc000, kKind, kLoad},        // ldapr
    {Weakening::kNotAcquire, 0x3fe07c00, 0x08e07c00, 0x00400000, 0},  // casa
    {Weakening::kNotAcquire, 0x3fa00c00, 0x38a00000, 0x00800000, 0},  // ldadda

    {Weakening::kNotRelease, 0x3fe08000, 0x08008000, 0x8000, 0},      // stlxr
    {Weakening::kNotRelease, 0x3fe08000, 0x08808000, kKind, kStore},  // stlr
    {Weakening::kNotRelease, 0x3fa0fc00, 0x08a0fc00, 0x8000, 0},      // casl
    {Weakening::kNotRelease, 0x3f600c00, 0x38600000, 0x00400000, 0},  // ldaddl

    {Weakening::kNothing, 0xfffff0ff, 0xd50330bf, ~0u, kNop},  // dmb
    {Weakening::kNothing, 0x7e000000, 0x34000000, ~0u, kNop},  // cbz, cbnz
    {Weakening::kNothing, 0xff000010, 0x54000000, ~0u, kNop},  // b.cond
};

constexpr std::size_t kWord = 4;

std::uint32_t WordOf(absl::Span<const std::uint8_t> bytes) {
  std::uint32_t word = 0;
  for (std::size_t i = 0; i < kWord; ++i) {
    word |= std::uint32_t{bytes[i]} << (8 * i);
  }
  return word;
}

std::vector<std::uint8_t> BytesOf(std::uint32_t word) {
  std::vector<std::uint8_t> bytes;
  bytes.reserve(kWord);
  for (std::size_t i = 0; i < kWord; ++i) {
    bytes.push_back(static_cast<std::uint8_t>(word >> (8 * i)));
  }
  return bytes;
}

}  // namespace

std::optional<std::vector<std::uint8_t>> WeakenAArch64(
    absl::Span<const std::uint8_t> bytes, Weakening weakening) {
  if (bytes.size() != kWord) return std::nullopt;
  const std::uint32_t word = WordOf(bytes);
  for (const Rewrite& rewrite : kRewrites) {
    if (rewrite.weakening == weakening &&
        (word & rewrite.mask) == rewrite.pattern) {
      return BytesOf((word & ~rewrite.clear) | rewrite.set);
    }
  }
  return std::nullopt;
}

}  // namespace atomics_lab::isa
