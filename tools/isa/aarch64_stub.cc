// Sources: ELF for the Arm 64-bit Architecture, "PLT Sequences and Usage
// Models" and "Call and Jump relocations" (a linker may use x16 and x17 in a
// veneer); Arm ARM DDI 0487, C6.2, ADRP, ADR, ADD, LDR, BR, for the encodings;
// GNU ld's bfd/elfnn-aarch64.c and lld's ELF/Thunks.cpp for the sequences.
#include "tools/isa/aarch64_stub.h"

#include <cstddef>
#include <cstdint>
#include <optional>

#include "tools/isa/aarch64_words.h"
#include "tools/isa/scan.h"

namespace atomics_lab::isa {
namespace {

constexpr Pattern kJump16Or17 = {0xFFFFFFDF, 0xD61F0200};
constexpr Pattern kJump16 = {0xFFFFFFFF, 0xD61F0200};
constexpr Pattern kBtiCall = {0xFFFFFFFF, 0xD503245F};
constexpr Pattern kAuthenticate17 = {0xFFFFFFDF, 0xD503219F};  // autia, autib
constexpr Pattern kAdrp16 = {0x9F00001F, 0x90000010};
constexpr Pattern kAdd16 = {0xFFC003FF, 0x91000210};
constexpr Pattern kNop = {0xFFFFFFFF, 0xD503201F};
constexpr Pattern kLoadSlot17 = {0xFFC003FF, 0xF9400211};    // ldr x17, [x16]
constexpr Pattern kLoadNext16 = {0xFFFFFFFF, 0x58000050};    // from +8
constexpr Pattern kLoadFourth16 = {0xFFFFFFFF, 0x58000090};  // from +16
constexpr Pattern kHere17 = {0xFFFFFFFF, 0x10000011};        // adr x17, .
constexpr Pattern kAddHere16 = {0xFFFFFFFF, 0x8B110210};

// GNU ld writes no addition of zero.
bool Adds16(Word word) { return kAdd16.Fits(word) || kNop.Fits(word); }

std::uint64_t Added16(Word word) {
  return kAdd16.Fits(word) ? word >> 10 & 0xFFF : 0;
}

// The words before a jump, the last one first; those beyond the code are 0.
class WordsBefore {
 public:
  WordsBefore(Code code, std::size_t jump) : code_(code), jump_(jump) {}

  Word operator[](std::size_t back) const {
    return jump_ >= back * kWord ? WordAt(code_, jump_ - back * kWord) : 0;
  }

 private:
  Code code_;
  std::size_t jump_;
};

std::uint64_t Page(Word adrp, std::uint64_t address) {
  const std::uint64_t pages = ((adrp >> 5 & 0x7FFFF) << 2) | (adrp >> 29 & 3);
  // 21 bits, signed: to the top and back, less the 12 that a page has.
  const auto distance = static_cast<std::int64_t>(pages << 43) >> 31;
  return (address & ~std::uint64_t{0xFFF}) +
         static_cast<std::uint64_t>(distance);
}

// The eight bytes behind the jump.
std::optional<std::uint64_t> Literal(Code code, std::size_t jump) {
  if (code.size() < 3 * kWord || jump > code.size() - 3 * kWord) {
    return std::nullopt;
  }
  return WordAt(code, jump + kWord) |
         std::uint64_t{WordAt(code, jump + 2 * kWord)} << 32;
}

// adrp x16; add x16; br x16, or with a distance or an address behind it.
std::optional<JumpStub> Veneer(Code code, std::size_t jump,
                               std::uint64_t address) {
  const WordsBefore word(code, jump);
  if (Adds16(word[1]) && kAdrp16.Fits(word[2])) {
    const std::size_t begin = jump - 2 * kWord;
    return JumpStub{
        .begin = begin,
        .target = Page(word[2], address + begin) + Added16(word[1])};
  }
  const std::optional<std::uint64_t> literal = Literal(code, jump);
  if (!literal.has_value()) return std::nullopt;
  if (kLoadNext16.Fits(word[1])) {
    return JumpStub{.begin = jump - kWord, .target = *literal};
  }
  if (kAddHere16.Fits(word[1]) && kHere17.Fits(word[2]) &&
      kLoadFourth16.Fits(word[3])) {
    return JumpStub{.begin = jump - 3 * kWord,
                    .target = address + jump - 2 * kWord + *literal};
  }
  return std::nullopt;
}

// adrp x16; ldr x17, [x16]; add x16 (perhaps); autia1716 (perhaps); br x17.
std::optional<JumpStub> ProcedureLinkage(Code code, std::size_t jump,
                                         std::uint64_t address) {
  const WordsBefore word(code, jump);
  std::size_t back = kAuthenticate17.Fits(word[1]) ? 2 : 1;
  if (Adds16(word[back])) ++back;
  if (!kLoadSlot17.Fits(word[back]) || !kAdrp16.Fits(word[back + 1])) {
    return std::nullopt;
  }
  const std::size_t begin = jump - (back + 1) * kWord;
  return JumpStub{.begin = begin,
                  .through_slot = true,
                  .target = Page(word[back + 1], address + begin) +
                            std::uint64_t{word[back] >> 10 & 0xFFF} * 8};
}

}  // namespace

bool EndsAArch64Stub(std::uint32_t word) { return kJump16Or17.Fits(word); }

std::optional<JumpStub> AArch64StubAt(Code code, std::size_t jump,
                                      std::uint64_t address) {
  if (jump > code.size() || code.size() - jump < kWord) return std::nullopt;
  const Word word = WordAt(code, jump);
  if (!EndsAArch64Stub(word)) return std::nullopt;
  std::optional<JumpStub> stub = kJump16.Fits(word)
                                     ? Veneer(code, jump, address)
                                     : ProcedureLinkage(code, jump, address);
  if (stub.has_value() && stub->begin >= kWord &&
      kBtiCall.Fits(WordAt(code, stub->begin - kWord))) {
    stub->begin -= kWord;
  }
  return stub;
}

}  // namespace atomics_lab::isa
