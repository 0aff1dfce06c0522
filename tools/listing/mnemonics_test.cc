#include "tools/listing/mnemonics.h"

#include "gtest/gtest.h"
#include "tools/listing/listing.h"

namespace atomics_lab::listing {
namespace {

TEST(MnemonicsTest, KnowsOpcodesAndPrefixes) {
  for (const char* word : {"lock", "xadd", "cmpxchg16b", "mfence", "jne"}) {
    EXPECT_TRUE(IsMnemonic(Architecture::kX86_64, word)) << word;
  }
  for (const char* word :
       {"ldaddal", "stlxrb", "caspal", "ldapr", "b.ne", "b.hs", "cmp", "bl"}) {
    EXPECT_TRUE(IsMnemonic(Architecture::kAArch64, word)) << word;
  }
}

TEST(MnemonicsTest, KeepsArchitecturesApart) {
  EXPECT_FALSE(IsMnemonic(Architecture::kX86_64, "ldadd"));
  EXPECT_FALSE(IsMnemonic(Architecture::kAArch64, "xadd"));
}

TEST(MnemonicsTest, RefusesWhatIsNoMnemonic) {
  for (const char* word : {"", "ldad", "b.", "b.xx", "LDADD", "x0", "ld add"}) {
    EXPECT_FALSE(IsMnemonic(Architecture::kAArch64, word)) << word;
    EXPECT_FALSE(IsMnemonic(Architecture::kX86_64, word)) << word;
  }
}

}  // namespace
}  // namespace atomics_lab::listing
