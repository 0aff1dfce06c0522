#include "tools/isa/atomic_feature.h"

#include <cstdint>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "tools/isa/sightings.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Architecture;

std::string_view FeatureOfWord(std::uint32_t word) {
  const Raw bytes = Bytes({word});
  const AtomicFeature* feature =
      AtomicFeatureOf(Architecture::kAArch64, "", bytes);
  return feature == nullptr ? "" : feature->name;
}

TEST(AtomicFeatureTest, TellsAArch64sFeaturesApart) {
  const struct {
    std::uint32_t word;
    std::string_view feature;
  } kCases[] = {
      {0xF8E10000, "FEAT_LSE"},     // ldaddal x1, x0, [x0]
      {0xF8218000, "FEAT_LSE"},     // swp x1, x0, [x0]
      {0xC8E0FC41, "FEAT_LSE"},     // casal x0, x1, [x2]
      {0x48207C82, "FEAT_LSE"},     // casp x0, x1, x2, x3, [x4]
      {0xF8BFC020, "FEAT_LRCPC"},   // ldapr x0, [x1]
      {0xD9400020, "FEAT_LRCPC2"},  // ldapur x0, [x1]
      {0xD9000020, "FEAT_LRCPC2"},  // stlur x0, [x1]
      {0xD9C00820, "FEAT_LRCPC3"},  // ldapr x0, [x1], #8
      {0xD9800820, "FEAT_LRCPC3"},  // stlr x0, [x1, #-8]!
      {0xD9411820, "FEAT_LRCPC3"},  // ldiapp x0, x1, [x1]
      {0x1D400820, "FEAT_LRCPC3"},  // ldapur b0, [x1]
      {0x19228020, "FEAT_LSE128"},  // swpp x0, x2, [x1]
      {0x19221020, "FEAT_LSE128"},  // ldclrp x0, x2, [x1]
      {0x38229020, "FEAT_THE"},     // rcwclr x2, x0, [x1]
      {0x19220820, "FEAT_THE"},     // rcwcas x2, x0, [x1]
      {0x19220420, "FEAT_LSUI"},    // ldtadd w2, w0, [x1]
      {0x89007C20, "FEAT_LSUI"},    // sttxr w0, w0, [x1]
      {0xC9827C20, "FEAT_LSUI"},    // cast x2, x0, [x1]
      {0xF83FD020, "FEAT_LS64"},    // ld64b x0, [x1]
      {0x3C220020, "FEAT_LSFE"},    // ldbfadd h2, h0, [x1]
      {0xC8DF7C20, "FEAT_LOR"},     // ldlar x0, [x1]
      {0xC85F7C20, ""},             // ldxr x0, [x1]
      {0xC8007C20, ""},             // stxr w0, x0, [x1]
      {0xC87F0820, ""},             // ldxp x0, x2, [x1]
      {0xC8DFFC20, ""},             // ldar x0, [x1]
      {0xC89FFC20, ""},             // stlr x0, [x1]
      {0xD5033BBF, ""},             // dmb ish
  };
  for (const auto& [word, feature] : kCases) {
    EXPECT_EQ(FeatureOfWord(word), feature) << std::hex << word;
  }
}

TEST(AtomicFeatureTest, TellsX86sFeaturesApart) {
  const auto feature = [](std::string_view mnemonic, const Raw& bytes) {
    const AtomicFeature* found =
        AtomicFeatureOf(Architecture::kX86_64, mnemonic, bytes);
    return found == nullptr ? "" : found->name;
  };
  EXPECT_EQ(feature("lock cmpxchg16b", {0xF0, 0x48, 0x0F, 0xC7, 0x0F}), "CX16");
  EXPECT_EQ(feature("lock cmpxchg8b", {0xF0, 0x0F, 0xC7, 0x0F}), "");
  EXPECT_EQ(feature("lock xadd", {0xF0, 0x48, 0x0F, 0xC1, 0x07}), "");
  EXPECT_EQ(feature("xchg", {0x48, 0x87, 0x07}), "");
  EXPECT_EQ(feature("aadd", {0x0F, 0x38, 0xFC, 0x07}), "RAO-INT");
  EXPECT_EQ(feature("cmpzxadd", {0xC4, 0xE2, 0x71, 0xE4, 0x07}), "CMPCCXADD");
  EXPECT_EQ(feature("lock xadd", {0xF0, 0xD5, 0x98, 0xC1, 0x07}), "APX");
}

TEST(AtomicFeatureTest, LevelsAscend) {
  for (const Architecture architecture : listing::kArchitectures) {
    int last = -1;
    for (const Baseline& baseline : BaselinesOf(architecture)) {
      EXPECT_GE(baseline.level, last) << baseline.name;
      last = baseline.level;
    }
    EXPECT_GE(last, 4);
  }
}

}  // namespace
}  // namespace atomics_lab::isa
