#include "tools/isa/two_ways.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "gtest/gtest.h"
#include "tools/isa/sightings.h"
#include "tools/isa/taken_addresses.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

constexpr std::uint32_t kUpdate = 0xF8210000;  // ldadd x1, x0, [x0]
constexpr std::uint32_t kLoad = 0xC85F7C01;    // ldxr x1, [x0]
constexpr std::uint32_t kStore = 0xC8037C02;   // stxr w3, x2, [x0]
constexpr std::uint32_t kRetry = 0x35FFFFC3;   // cbnz w3, -8
constexpr std::uint32_t kReturn = 0xD65F03C0;  // ret
constexpr std::uint32_t kIfZero = 0x34000061;  // cbz w1, +12
constexpr std::uint32_t kJump = 0x14000003;    // b +12
constexpr std::uint32_t kNop = 0xD503201F;

bool Beside(const std::vector<std::uint32_t>& words, std::size_t index,
            bool patched = false) {
  const Raw code = Bytes(words);
  return StandsBesideOther(listing::Architecture::kAArch64, code,
                           {0, code.size()}, 4 * index,
                           [&](std::size_t) { return patched; });
}

TEST(TwoWaysTest, BothWaysOutOfABranchAreSeen) {
  const std::vector<std::uint32_t> code = {kIfZero, kUpdate, kReturn,
                                           kLoad,   kStore,  kRetry};
  EXPECT_TRUE(Beside(code, 1));
  EXPECT_TRUE(Beside(code, 3));
}

TEST(TwoWaysTest, WhatIsNotBehindOneBranchIsNot) {
  EXPECT_FALSE(Beside({kNop, kUpdate, kReturn, kLoad, kStore, kRetry}, 1));
  // The same kind on both ways.
  EXPECT_FALSE(Beside({kIfZero, kUpdate, kReturn, kUpdate, kReturn}, 1));
  EXPECT_FALSE(Beside({kIfZero, kLoad, kReturn, kLoad, kReturn}, 1));
  // A branch back, which repeats a failed store.
  EXPECT_FALSE(Beside({kLoad, kStore, kRetry, kUpdate, kReturn}, 3));
  // A second access behind the first may be reached in another way.
  EXPECT_FALSE(Beside({kIfZero, kReturn, kReturn, kLoad, kStore, kUpdate}, 5));
}

TEST(TwoWaysTest, AJumpCountsWhereALoaderReplacesIt) {
  const std::vector<std::uint32_t> code = {kJump, kUpdate, kReturn,
                                           kLoad, kStore,  kRetry};
  EXPECT_FALSE(Beside(code, 1));
  EXPECT_TRUE(Beside(code, 1, /*patched=*/true));
}

TEST(TakenAddressesTest, PagesAndTheirPartsAreAdded) {
  std::set<std::uint64_t> taken;
  AddTakenAddresses(Bytes({0x90000001,  // adrp x1, 0x10000
                           kNop,
                           0x91008021,    // add x1, x1, #0x20
                           0x91004042,    // add x2, x2, #0x10
                           0x10000043}),  // adr x3, +8
                    0x10000, taken);
  EXPECT_EQ(taken, (std::set<std::uint64_t>{0x10020, 0x10018}));
}

}  // namespace
}  // namespace atomics_lab::isa
