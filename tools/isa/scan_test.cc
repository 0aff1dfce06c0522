#include "tools/isa/scan.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tools/isa/outlined_helper.h"
#include "tools/isa/sightings.h"
#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Architecture;

using Strings = std::vector<std::string>;

TEST(ScanTest, FindsWhatSynchronizesOnX86) {
  EXPECT_EQ(
      Forms(Architecture::kX86_64,
            {
                0xF0, 0x48, 0x0F, 0xC1, 0x07,        // lock xadd [rdi]
                0x87, 0x07,                          // xchg [rdi], eax
                0x87, 0xC1,                          // xchg ecx, eax
                0x0F, 0xAE, 0xF0,                    // mfence
                0x0F, 0xAE, 0xE8,                    // lfence
                0xF0, 0x83, 0x0C, 0x24, 0x00,        // lock or [rsp], 0
                0xF0, 0x83, 0x44, 0x24, 0x08, 0x01,  // lock add [rsp+8], 1
                0xB8, 0xF0, 0x00, 0x00, 0x00,        // mov eax, 0xF0
            }),
      (Strings{"lock xadd", "xchg", "mfence", "lock or [rsp]", "lock add"}));
}

TEST(ScanTest, FindsWhatSynchronizesOnAArch64) {
  EXPECT_EQ(
      Forms(Architecture::kAArch64, Bytes({
                                        0x885ffc01,  // ldaxr w1, [x0]
                                        0x8803fc01,  // stlxr w3, w1, [x0]
                                        0x88e17c02,  // casa w1, w2, [x0]
                                        0xf8e10002,  // ldaddal x1, x2, [x0]
                                        0xf8a18002,  // swpa x1, x2, [x0]
                                        0x88dffc01,  // ldar w1, [x0]
                                        0x889ffc01,  // stlr w1, [x0]
                                        0xb8bfc001,  // ldapr w1, [x0]
                                        0xd5033bbf,  // dmb ish
                                        0xd50339bf,  // dmb ishld
                                        0xd5033f9f,  // dsb sy
                                        0xd5033fdf,  // isb
                                        0xb9400001,  // ldr w1, [x0]
                                        0xf8206800,  // str x0, [x0, x0]
                                    })),
      (Strings{"ldaxr", "stlxr", "casa", "ldaddal", "swpa", "ldar", "stlr",
               "ldapr", "dmb ish", "dmb ishld", "dsb sy"}));
}

TEST(ScanTest, ResynchronizesAfterWhatIsNoInstruction) {
  EXPECT_EQ(Forms(Architecture::kX86_64, {0x06, 0xF0, 0xFF, 0x07}),
            (Strings{"lock inc"}));
}

// libgcc's __aarch64_ldadd8_acq_rel, linked, with its landing pad.
const std::vector<std::uint32_t> kHelper = {
    0xd503201f,  // nop
    0xd503245f,  // bti c
    0x90000010,  // adrp x16
    0x39400210,  // ldrb w16, [x16]
    0x34000070,  // cbz w16
    0xf8e00020,  // ldaddal x0, x0, [x1]
    0xd65f03c0,  // ret
    0xaa0003f0,  // mov x16, x0
    0xc85ffc20,  // ldaxr x0, [x1]
    0x8b100011,  // add x17, x0, x16
    0xc80ffc31,  // stlxr w15, x17, [x1]
    0x35ffffaf,  // cbnz w15
    0xd65f03c0,  // ret
    0x97fffff4,  // bl helper
    0x17fffff3,  // b helper
    0x97fffff5,  // bl elsewhere
};

TEST(ScanTest, AnOutlinedHelperIsKnownByItsBody) {
  const Raw code = Bytes(kHelper);
  const Scanner& scanner = ScannerFor(Architecture::kAArch64);
  EXPECT_EQ(scanner.OutlinedHelper(code, 20), (Extent{4, 52}));
  EXPECT_EQ(scanner.OutlinedHelper(code, 32), std::nullopt);
  EXPECT_EQ(scanner.OutlinedHelper(code, 0), std::nullopt);
  EXPECT_EQ(scanner.OutlinedHelper(Code(code).subspan(0, 24), 20),
            std::nullopt);
  const listing::Decoder decoder(Architecture::kAArch64);
  const listing::Decoded atomic =
      decoder.Decode(Code(code).subspan(20), 20).value_or(listing::Decoded{});
  EXPECT_EQ(OutlinedHelperName(atomic.instruction, /*fenced=*/false),
            "__aarch64_ldadd8_acq_rel");
  EXPECT_EQ(OutlinedHelperName(atomic.instruction, /*fenced=*/true),
            "__aarch64_ldadd8_sync");
}

TEST(ScanTest, ABodyWithoutTheTestIsNoHelper) {
  std::vector<std::uint32_t> words = kHelper;
  words[3] = 0xd503201f;
  EXPECT_EQ(ScannerFor(Architecture::kAArch64).OutlinedHelper(Bytes(words), 20),
            std::nullopt);
}

TEST(ScanTest, CallsAndTailCallsOfAHelperAreFound) {
  const Raw code = Bytes(kHelper);
  const std::uint64_t base = 0x10000;
  std::vector<CallSighting> calls;
  ScannerFor(Architecture::kAArch64)
      .ScanCalls(code, {0, code.size()}, base,
                 std::vector<std::uint64_t>{base + 4}, calls);
  ASSERT_EQ(calls.size(), 2u);
  EXPECT_EQ(calls[0].offset, 52u);
  EXPECT_EQ(calls[1].offset, 56u);
  EXPECT_EQ(calls[1].target, base + 4);
}

// The stub that `words` end in, except for what stands behind its jump.
std::optional<JumpStub> StubIn(const std::vector<std::uint32_t>& words,
                               std::size_t behind = 0) {
  const Raw code = Bytes(words);
  const std::size_t jump = code.size() - 4 * (behind + 1);
  const std::vector<Sighting> seen = ScanAll(Architecture::kAArch64, code);
  EXPECT_TRUE(std::find(seen.begin(), seen.end(),
                        Sighting{Sighting::Kind::kStub, {jump, jump + 4}}) !=
              seen.end());
  return ScannerFor(Architecture::kAArch64).StubAt(code, jump, 0x400000);
}

TEST(ScanTest, EntriesOfTheLinkageTableNameTheirSlots) {
  // adrp x16, +0x2000; ldr x17, [x16, #8]; add x16; br x17
  const std::vector<std::uint32_t> entry = {0xd0000010, 0xf9400611, 0x91002210,
                                            0xd61f0220};
  const JumpStub stub = {.through_slot = true, .target = 0x402008};
  EXPECT_EQ(StubIn(entry), stub);
  // The addition of zero is a nop; a landing pad; an authentication.
  EXPECT_EQ(StubIn({0xd0000010, 0xf9400611, 0xd503201f, 0xd61f0220}), stub);
  EXPECT_EQ(
      StubIn({0xd503245f, 0xd0000010, 0xf9400611, 0x91002210, 0xd61f0220}),
      stub);
  EXPECT_EQ(
      StubIn({0xd0000010, 0xf9400611, 0x91002210, 0xd503219f, 0xd61f0220}),
      stub);
}

TEST(ScanTest, VeneersNameWhereTheyLead) {
  // adrp x16, 0x20000000; add x16, x16, #0x2c; br x16
  EXPECT_EQ(StubIn({0x900fe010, 0x9100b210, 0xd61f0200}),
            (JumpStub{.target = 0x2000002c}));
  // ldr x16, .+8; br x16; the address
  EXPECT_EQ(StubIn({0x58000050, 0xd61f0200, 0x2000002c, 0x00000001}, 2),
            (JumpStub{.target = 0x12000002c}));
  // ldr x16, .+16; adr x17, .; add x16, x16, x17; br x16; the distance
  EXPECT_EQ(StubIn({0x58000090, 0x10000011, 0x8b110210, 0xd61f0200, 0xffc00028,
                    0x0000001f},
                   2),
            (JumpStub{.target = 0x200000002c}));
}

TEST(ScanTest, AJumpThroughARegisterAloneIsNoStub) {
  EXPECT_EQ(StubIn({0xd61f0200}), std::nullopt);
  EXPECT_EQ(StubIn({0xd503201f, 0xd61f0220}), std::nullopt);
  EXPECT_EQ(StubIn({0x58000050, 0xd61f0200}), std::nullopt);
}

TEST(ScanTest, NamesOfHelpersAreTold) {
  EXPECT_TRUE(IsOutlinedHelperName("__aarch64_cas16_acq_rel"));
  EXPECT_TRUE(IsOutlinedHelperName("__aarch64_swp1_relax"));
  EXPECT_FALSE(IsOutlinedHelperName("__aarch64_have_lse_atomics"));
  EXPECT_FALSE(IsOutlinedHelperName("ldadd8_relax"));
}

// Any bytes: sightings lie within the extent, loops do not overlap.
TEST(ScanTest, AnyBytesAreSurvived) {
  std::mt19937 random(20260301);  // numbers that the standard fixes
  for (const Architecture architecture :
       {Architecture::kX86_64, Architecture::kAArch64}) {
    for (int round = 0; round < 2000; ++round) {
      Raw code(random() % 300);
      for (std::uint8_t& byte : code) {
        byte = static_cast<std::uint8_t>(random());
      }
      std::size_t loops_end = 0;
      for (const Sighting& sighting : ScanAll(architecture, code)) {
        ASSERT_LT(sighting.extent.begin, sighting.extent.end);
        ASSERT_LE(sighting.extent.end, code.size());
        ScannerFor(architecture).OutlinedHelper(code, sighting.extent.begin);
        ScannerFor(architecture).Newer(code, sighting.extent);
        ScannerFor(architecture).StubAt(code, sighting.extent.begin, 0);
        if (sighting.kind != Sighting::Kind::kLoop) continue;
        ASSERT_GE(sighting.extent.begin, loops_end);
        loops_end = sighting.extent.end;
      }
    }
  }
}

// The instruction that each helper is for has the helper's name again.
TEST(ScanTest, HelpersStandForTheirInstructions) {
  const listing::Decoder decoder(Architecture::kAArch64);
  for (const char* name :
       {"__aarch64_cas1_relax", "__aarch64_cas4_acq", "__aarch64_cas8_acq_rel",
        "__aarch64_cas16_rel", "__aarch64_swp2_acq", "__aarch64_swp8_rel",
        "__aarch64_ldadd4_acq_rel", "__aarch64_ldset8_relax",
        "__aarch64_ldclr4_acq", "__aarch64_ldeor1_rel"}) {
    const auto word = OutlinedHelperWord(name);
    ASSERT_TRUE(word.has_value()) << name;
    const auto decoded = decoder.Decode(Bytes({*word}), 0);
    ASSERT_TRUE(decoded.has_value()) << name;
    EXPECT_EQ(OutlinedHelperName(decoded->instruction, false), name);
  }
  EXPECT_EQ(OutlinedHelperWord("__aarch64_have_lse_atomics"), std::nullopt);
  EXPECT_EQ(OutlinedHelperWord("__aarch64_swp16_acq"), std::nullopt);
}

}  // namespace
}  // namespace atomics_lab::isa
