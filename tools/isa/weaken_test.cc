#include "tools/isa/weaken.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/log/check.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Architecture;
using ::testing::HasSubstr;
using Raw = std::vector<std::uint8_t>;

Raw Word(std::uint32_t word) {
  Raw bytes;
  for (int shift = 0; shift < 32; shift += 8) {
    bytes.push_back(static_cast<std::uint8_t>(word >> shift));
  }
  return bytes;
}

listing::Instruction Decoded(Architecture architecture, const Raw& bytes) {
  const auto decoded = listing::Decoder(architecture).Decode(bytes, 0);
  CHECK(decoded.has_value());
  return decoded->instruction;
}

// "ldxr x3, [x0]; nop"
std::string Listed(Architecture architecture, Raw bytes) {
  std::string text;
  while (!bytes.empty()) {
    const listing::Instruction one = Decoded(architecture, bytes);
    absl::StrAppend(&text, text.empty() ? "" : "; ", one.mnemonic,
                    one.operand_text.empty() ? "" : " ", one.operand_text);
    bytes.erase(bytes.begin(),
                bytes.begin() + static_cast<std::ptrdiff_t>(one.bytes.size()));
  }
  return text;
}

// What becomes of it; the error's text if nothing does.
std::string Weakened(Architecture architecture, const Raw& bytes,
                     Weakening weakening) {
  const auto weaker =
      Weaken(architecture, Decoded(architecture, bytes), weakening);
  if (!weaker.ok()) return std::string(weaker.status().message());
  EXPECT_EQ(weaker->size(), bytes.size());
  return Listed(architecture, *weaker);
}

struct Case {
  std::uint32_t word;
  const char* before;
  Weakening weakening;
  const char* after;
};

constexpr Case kCases[] = {
    {0xc85f7c03, "ldxr x3, [x0]", Weakening::kNotExclusive, "ldr x3, [x0]"},
    {0xc85ffc03, "ldaxr x3, [x0]", Weakening::kNotExclusive, "ldar x3, [x0]"},
    {0x085ffc23, "ldaxrb w3, [x1]", Weakening::kNotExclusive, "ldarb w3, [x1]"},
    {0xc8027c03, "stxr w2, x3, [x0]", Weakening::kNotExclusive, "str x3, [x0]"},
    {0x4802fc03, "stlxrh w2, w3, [x0]", Weakening::kNotExclusive,
     "stlrh w3, [x0]"},
    {0x085ffc23, "ldaxrb w3, [x1]", Weakening::kNotAcquire, "ldxrb w3, [x1]"},
    {0x88dffe61, "ldar w1, [x19]", Weakening::kNotAcquire, "ldr w1, [x19]"},
    {0xf8bfc261, "ldapr x1, [x19]", Weakening::kNotAcquire, "ldr x1, [x19]"},
    {0x88e37c04, "casa w3, w4, [x0]", Weakening::kNotAcquire,
     "cas w3, w4, [x0]"},
    {0xc8e3fc04, "casal x3, x4, [x0]", Weakening::kNotAcquire,
     "casl x3, x4, [x0]"},
    {0x38b48261, "swpab w20, w1, [x19]", Weakening::kNotAcquire,
     "swpb w20, w1, [x19]"},
    {0xf8e10001, "ldaddal x1, x1, [x0]", Weakening::kNotAcquire,
     "ldaddl x1, x1, [x0]"},
    {0xc802fc03, "stlxr w2, x3, [x0]", Weakening::kNotRelease,
     "stxr w2, x3, [x0]"},
    {0x089ffc5f, "stlrb wzr, [x2]", Weakening::kNotRelease, "strb wzr, [x2]"},
    {0xc8e3fc04, "casal x3, x4, [x0]", Weakening::kNotRelease,
     "casa x3, x4, [x0]"},
    {0xf8e10001, "ldaddal x1, x1, [x0]", Weakening::kNotRelease,
     "ldadda x1, x1, [x0]"},
    {0xd50339bf, "dmb ishld", Weakening::kNothing, "nop"},
    {0x35000002, "cbnz w2, #0", Weakening::kNothing, "nop"},
    {0x54000001, "b.ne #0", Weakening::kNothing, "nop"},
};

TEST(WeakenAArch64, TakesOnePropertyAndLeavesTheOthers) {
  for (const Case& one : kCases) {
    const Raw bytes = Word(one.word);
    EXPECT_EQ(Listed(Architecture::kAArch64, bytes), one.before);
    EXPECT_EQ(Weakened(Architecture::kAArch64, bytes, one.weakening),
              one.after);
  }
}

TEST(WeakenAArch64, RefusesWhatHasNothingToLose) {
  const struct {
    std::uint32_t word;
    Weakening weakening;
  } kPairs[] = {
      {0xc85f7c03, Weakening::kNotAcquire},    // ldxr
      {0xf8610001, Weakening::kNotAcquire},    // ldaddl
      {0x88a37c04, Weakening::kNotAcquire},    // cas
      {0xf9400261, Weakening::kNotAcquire},    // ldr
      {0xc8027c03, Weakening::kNotRelease},    // stxr
      {0xf8a10001, Weakening::kNotRelease},    // ldadda
      {0xf8bfc261, Weakening::kNotRelease},    // ldapr
      {0xf9000041, Weakening::kNotRelease},    // str
      {0xf8e10001, Weakening::kNotExclusive},  // ldaddal
      {0xc87f0801, Weakening::kNotExclusive},  // ldxp
      {0xf9400261, Weakening::kNothing},       // ldr
      {0xf8e10001, Weakening::kUnlocked},      // ldaddal
  };
  for (const auto& [word, weakening] : kPairs) {
    EXPECT_THAT(Weakened(Architecture::kAArch64, Word(word), weakening),
                HasSubstr("cannot be made"))
        << std::hex << word;
  }
}

TEST(WeakenX86, UnlocksWhatHasThePrefix) {
  EXPECT_EQ(Weakened(Architecture::kX86_64, {0xf0, 0x48, 0x01, 0x37},
                     Weakening::kUnlocked),
            "nop; add qword ptr [rdi], rsi");
  EXPECT_EQ(Weakened(Architecture::kX86_64, {0xf0, 0x48, 0x0f, 0xc1, 0x37},
                     Weakening::kUnlocked),
            "nop; xadd qword ptr [rdi], rsi");
  EXPECT_EQ(Weakened(Architecture::kX86_64, {0xf0, 0x0f, 0xb1, 0x17},
                     Weakening::kUnlocked),
            "nop; cmpxchg dword ptr [rdi], edx");
}

TEST(WeakenX86, RemovesAFence) {
  EXPECT_EQ(
      Weakened(Architecture::kX86_64, {0x0f, 0xae, 0xf0}, Weakening::kNothing),
      "nop; nop; nop");
}

TEST(WeakenX86, RefusesWhatHasNothingToLose) {
  EXPECT_EQ(
      Weakened(Architecture::kX86_64, {0x48, 0x87, 0x07}, Weakening::kUnlocked),
      "`xchg qword ptr [rdi], rax`: cannot be made unlocked");
  EXPECT_THAT(
      Weakened(Architecture::kX86_64, {0x48, 0x01, 0x37}, Weakening::kNothing),
      HasSubstr("cannot be made nothing"));
  EXPECT_THAT(Weakened(Architecture::kX86_64, {0xf0, 0x48, 0x01, 0x37},
                       Weakening::kNotAcquire),
              HasSubstr("cannot be made not acquire"));
}

}  // namespace
}  // namespace atomics_lab::isa
