#include "tools/listing/page_tracker.h"

#include <cstdint>
#include <optional>
#include <vector>

#include "gtest/gtest.h"

namespace atomics_lab::listing {
namespace {

// Feeds AArch64 words, at 0x1000 and on, to a tracker.
class PageTrackerTest : public testing::Test {
 protected:
  std::optional<std::uint64_t> Observe(std::uint32_t word) {
    const std::vector<std::uint8_t> code = {
        static_cast<std::uint8_t>(word), static_cast<std::uint8_t>(word >> 8),
        static_cast<std::uint8_t>(word >> 16),
        static_cast<std::uint8_t>(word >> 24)};
    const auto decoded = decoder_.Decode(code, address_);
    address_ += 4;
    return tracker_.Observe(decoded.value_or(Decoded()));
  }

  // adrp x0, 0x2000
  static constexpr std::uint32_t kPage = 0xb0000000;
  // ldr x1, [x0, #8]
  static constexpr std::uint32_t kLoad = 0xf9400401;

  Decoder decoder_ = Decoder(Architecture::kAArch64);
  PageTracker tracker_;
  std::uint64_t address_ = 0x1000;
};

TEST_F(PageTrackerTest, ComposesPageAndOffset) {
  EXPECT_EQ(Observe(kPage), std::nullopt);
  EXPECT_EQ(Observe(0x91004000), 0x2010u);  // add x0, x0, #0x10
  EXPECT_EQ(Observe(kLoad), 0x2018u);
}

TEST_F(PageTrackerTest, ForgetsAnOverwrittenRegister) {
  Observe(kPage);
  Observe(0x52800000);  // mov w0, #0, which clears x0 as well
  EXPECT_EQ(Observe(kLoad), std::nullopt);
}

TEST_F(PageTrackerTest, ForgetsABaseThatIsWrittenBack) {
  Observe(kPage);
  EXPECT_EQ(Observe(0xf8408401), 0x2000u);  // ldr x1, [x0], #8
  EXPECT_EQ(Observe(kLoad), std::nullopt);
}

TEST_F(PageTrackerTest, ForgetsEverythingAtCallsAndJoins) {
  Observe(kPage);
  Observe(0x94000000);  // bl
  EXPECT_EQ(Observe(kLoad), std::nullopt);
  Observe(kPage);
  tracker_.Join();
  EXPECT_EQ(Observe(kLoad), std::nullopt);
}

TEST_F(PageTrackerTest, LeavesIndexedAccessesAlone) {
  Observe(kPage);
  EXPECT_EQ(Observe(0xf8626801), std::nullopt);  // ldr x1, [x0, x2]
}

TEST_F(PageTrackerTest, KnowsLiteralsWithoutAPage) {
  EXPECT_EQ(Observe(0x58000040), 0x1008u);  // ldr x0, 0x1008
}

}  // namespace
}  // namespace atomics_lab::listing
