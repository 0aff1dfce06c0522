// Source: Arm ARM DDI 0487, C4.1, "Loads and stores", by the group's title
// there: "128-bit atomic memory operations" (FEAT_LSE128, and with it
// FEAT_THE), "RCW compare and swap" and its pair, "Atomic memory operations"
// (FEAT_THE, FEAT_LS64, FEAT_LSFE), "Atomic memory operations unprivileged",
// "Load/store exclusive unprivileged", "Compare and swap unprivileged" and its
// pair (FEAT_LSUI), "Load/store ordered", "LDIAPP/STILP", "LDAPR/STLR
// (writeback)", "LDAPR/STLR (SIMD&FP)" and "Advanced SIMD load/store single
// structure" (FEAT_LRCPC3).
#include "tools/isa/aarch64_newer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/isa/aarch64_words.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Operand;

// How an instruction's order follows its name.
enum class Order {
  kFixed,     // it is in the name
  kBits,      // a by bit 23, l by bit 22
  kCompareT,  // a by bit 22, l by bit 15; then t
};

// Which registers it has; memory comes last.
enum class Shape {
  kAtomic,       // Rs, Rt
  kAtomicStore,  // Rs
  kPair,         // Rt, Rt2 in the place of Rs
  kCompare,      // Rs, Rt
  kComparePair,  // Rs, Rs+1, Rt, Rt+1
  kLoad,         // Rt
  kLoadPair,     // Rt, Rt2
  kStore,        // Rt
  kStorePair,    // Rt, Rt2
  kStatusStore,  // Rs, which says how it went, and Rt
};

// What names the registers.
enum class Bank {
  kX,
  kByBit30,   // w or x
  kByFloat,   // h, h, s, d by bits 31 and 30
  kByVector,  // b, h, s, d by bits 31 and 30; with bit 23 q
  kV,
};

struct Form {
  Pattern pattern;
  std::string_view name;
  Order order;
  Shape shape;
  Bank bank;
};

constexpr Word kOneSize = 0xFF20FC00;     // A and R free
constexpr Word kEitherSize = 0xBF20FC00;  // and bit 30

using enum Order;
using enum Shape;
using enum Bank;

constexpr Form kForms[] = {
    // FEAT_LSE128
    {{kOneSize, 0x19208000}, "swpp", kBits, kPair, kX},
    {{kOneSize, 0x19201000}, "ldclrp", kBits, kPair, kX},
    {{kOneSize, 0x19203000}, "ldsetp", kBits, kPair, kX},
    // FEAT_THE
    {{kOneSize, 0x19209000}, "rcwclrp", kBits, kPair, kX},
    {{kOneSize, 0x1920A000}, "rcwswpp", kBits, kPair, kX},
    {{kOneSize, 0x1920B000}, "rcwsetp", kBits, kPair, kX},
    {{kOneSize, 0x59209000}, "rcwsclrp", kBits, kPair, kX},
    {{kOneSize, 0x5920A000}, "rcwsswpp", kBits, kPair, kX},
    {{kOneSize, 0x5920B000}, "rcwssetp", kBits, kPair, kX},
    {{kOneSize, 0x38209000}, "rcwclr", kBits, kAtomic, kX},
    {{kOneSize, 0x3820A000}, "rcwswp", kBits, kAtomic, kX},
    {{kOneSize, 0x3820B000}, "rcwset", kBits, kAtomic, kX},
    {{kOneSize, 0x78209000}, "rcwsclr", kBits, kAtomic, kX},
    {{kOneSize, 0x7820A000}, "rcwsswp", kBits, kAtomic, kX},
    {{kOneSize, 0x7820B000}, "rcwsset", kBits, kAtomic, kX},
    {{kOneSize, 0x19200800}, "rcwcas", kBits, kCompare, kX},
    {{kOneSize, 0x59200800}, "rcwscas", kBits, kCompare, kX},
    {{kOneSize, 0x19200C00}, "rcwcasp", kBits, kComparePair, kX},
    {{kOneSize, 0x59200C00}, "rcwscasp", kBits, kComparePair, kX},
    // FEAT_LSUI
    {{kEitherSize, 0x19200400}, "ldtadd", kBits, kAtomic, kByBit30},
    {{kEitherSize, 0x19201400}, "ldtclr", kBits, kAtomic, kByBit30},
    {{kEitherSize, 0x19203400}, "ldtset", kBits, kAtomic, kByBit30},
    {{kEitherSize, 0x19208400}, "swpt", kBits, kAtomic, kByBit30},
    {{0xBFFFFC00, 0x895F7C00}, "ldtxr", kFixed, kLoad, kByBit30},
    {{0xBFFFFC00, 0x895FFC00}, "ldatxr", kFixed, kLoad, kByBit30},
    {{0xBFE0FC00, 0x89007C00}, "sttxr", kFixed, kStatusStore, kByBit30},
    {{0xBFE0FC00, 0x8900FC00}, "stltxr", kFixed, kStatusStore, kByBit30},
    {{0xFFA07C00, 0xC9807C00}, "cas", kCompareT, kCompare, kX},
    {{0xFFA07C00, 0x49807C00}, "casp", kCompareT, kComparePair, kX},
    // FEAT_LRCPC3
    {{0xBFE0EC00, 0x99400800}, "ldiapp", kFixed, kLoadPair, kByBit30},
    {{0xBFE0EC00, 0x99000800}, "stilp", kFixed, kStorePair, kByBit30},
    {{0xBFFFFC00, 0x99C00800}, "ldapr", kFixed, kLoad, kByBit30},
    {{0xBFFFFC00, 0x99800800}, "stlr", kFixed, kStore, kByBit30},
    {{0xBFFFFC00, 0x0D418400}, "ldap1", kFixed, kLoad, kV},
    {{0xBFFFFC00, 0x0D018400}, "stl1", kFixed, kStore, kV},
    {{0x3F600C00, 0x1D400800}, "ldapur", kFixed, kLoad, kByVector},
    {{0x3F600C00, 0x1D000800}, "stlur", kFixed, kStore, kByVector},
    // FEAT_LS64
    {{0xFFFFFC00, 0xF83FD000}, "ld64b", kFixed, kLoad, kX},
    {{0xFFFFFC00, 0xF83F9000}, "st64b", kFixed, kStore, kX},
    {{0xFFE0FC00, 0xF820B000}, "st64bv", kFixed, kStatusStore, kX},
    {{0xFFE0FC00, 0xF820A000}, "st64bv0", kFixed, kStatusStore, kX},
};

// FEAT_LSFE, by bits 14 to 12: one table for loads and stores, for floats of
// three sizes and for bfloat16.
constexpr std::string_view kFloatOperations[] = {
    "add", "", "", "", "max", "min", "maxnm", "minnm"};
constexpr Pattern kFloatAtomic = {0x3F200C00, 0x3C200000};
constexpr Word kStoresOnly = 0x8000;

std::string_view LoadStoreOrder(Word word) {
  constexpr std::string_view kSuffixes[] = {"", "l", "a", "al"};
  return kSuffixes[word >> 22 & 3];
}

std::string Mnemonic(const Form& form, Word word) {
  switch (form.order) {
    case Order::kBits:
      return absl::StrCat(form.name, LoadStoreOrder(word));
    case Order::kCompareT:
      return absl::StrCat(form.name, (word >> 22 & 1) != 0 ? "a" : "",
                          (word >> 15 & 1) != 0 ? "l" : "", "t");
    case Order::kFixed:
      break;
  }
  return std::string(form.name);
}

std::string_view Prefix(Bank bank, Word word) {
  constexpr std::string_view kFloats[] = {"h", "h", "s", "d"};
  constexpr std::string_view kVectors[] = {"b", "h", "s", "d"};
  switch (bank) {
    case Bank::kX:
      return "x";
    case Bank::kByBit30:
      return (word >> 30 & 1) != 0 ? "x" : "w";
    case Bank::kByFloat:
      return kFloats[word >> 30];
    case Bank::kByVector:
      return (word >> 23 & 1) != 0 ? "q" : kVectors[word >> 30];
    case Bank::kV:
      break;
  }
  return "v";
}

class Builder {
 public:
  Builder(Bank bank, Word word)
      : prefix_(Prefix(bank, word)),
        general_(prefix_ == "x" || prefix_ == "w"),
        rt_(word & 31),
        rn_(word >> 5 & 31),
        rs_(word >> 16 & 31) {}

  std::vector<Operand> Build(Shape shape) &&;

 private:
  void Register(std::string_view prefix, Word number, bool reads, bool writes) {
    const bool zero = general_ && number == 31;
    operands_.push_back({.kind = Operand::Kind::kRegister,
                         .reg = zero ? absl::StrCat(prefix, "zr")
                                     : absl::StrCat(prefix, number),
                         .reads = reads,
                         .writes = writes});
  }
  void Read(Word number) { Register(prefix_, number, true, false); }
  void Write(Word number) { Register(prefix_, number, false, true); }
  void Both(Word number) { Register(prefix_, number, true, true); }
  void Memory(bool reads, bool writes) {
    operands_.push_back({.kind = Operand::Kind::kMemory,
                         .base = rn_ == 31 ? "sp" : absl::StrCat("x", rn_),
                         .reads = reads,
                         .writes = writes});
  }

  std::string_view prefix_;
  bool general_;
  Word rt_;
  Word rn_;
  Word rs_;
  std::vector<Operand> operands_;
};

std::vector<Operand> Builder::Build(Shape shape) && {
  switch (shape) {
    case Shape::kAtomic:
      Read(rs_);
      Write(rt_);
      break;
    case Shape::kAtomicStore:
      Read(rs_);
      break;
    case Shape::kPair:
      Both(rt_);
      Both(rs_);
      break;
    case Shape::kCompare:
      Both(rs_);
      Read(rt_);
      break;
    case Shape::kComparePair:
      Both(rs_);
      Both((rs_ + 1) & 31);
      Read(rt_);
      Read((rt_ + 1) & 31);
      break;
    case Shape::kLoad:
      Write(rt_);
      break;
    case Shape::kLoadPair:
      Write(rt_);
      Write(rs_);
      break;
    case Shape::kStore:
      Read(rt_);
      break;
    case Shape::kStorePair:
      Read(rt_);
      Read(rs_);
      break;
    case Shape::kStatusStore:
      Register("w", rs_, false, true);
      Read(rt_);
      break;
  }
  const bool loads = shape == Shape::kLoad || shape == Shape::kLoadPair;
  const bool stores = shape == Shape::kStore || shape == Shape::kStorePair ||
                      shape == Shape::kStatusStore;
  Memory(!stores, !loads);
  return std::move(operands_);
}

listing::Instruction Made(std::string mnemonic, Shape shape, Bank bank,
                          Word word) {
  return {.mnemonic = std::move(mnemonic),
          .operands = Builder(bank, word).Build(shape)};
}

std::optional<listing::Instruction> FloatAtomic(Word word) {
  const std::string_view operation = kFloatOperations[word >> 12 & 7];
  const bool stores = (word & kStoresOnly) != 0;
  if (operation.empty()) return std::nullopt;
  if (stores && ((word & 31) != 31 || (word >> 23 & 1) != 0)) {
    return std::nullopt;
  }
  return Made(absl::StrCat(stores ? "st" : "ld", word >> 30 == 0 ? "bf" : "f",
                           operation, LoadStoreOrder(word)),
              stores ? Shape::kAtomicStore : Shape::kAtomic, Bank::kByFloat,
              word);
}

}  // namespace

bool MayBeNewerAArch64(std::uint32_t word) {
  switch (word >> 24 & 0x3F) {
    case 0x09:
    case 0x19:
      return true;
    case 0x0D:
      return (word & 0xBFBFFC00) == 0x0D018400;
    case 0x1D:
      return (word & 0x3F200C00) == 0x1D000800;
    case 0x3C:
      return kFloatAtomic.Fits(word);
    default:
      return false;
  }
}

std::optional<listing::Instruction> NewerAArch64(std::uint32_t word) {
  if (kFloatAtomic.Fits(word)) return FloatAtomic(word);
  for (const Form& form : kForms) {
    if (!form.pattern.Fits(word)) continue;
    return Made(Mnemonic(form, word), form.shape, form.bank, word);
  }
  return std::nullopt;
}

}  // namespace atomics_lab::isa
