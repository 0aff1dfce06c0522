#include "tools/isa/glossary.h"

#include <optional>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Architecture;

std::string MeaningOf(Architecture architecture, std::string_view spelling) {
  const std::optional<Explanation> found = Explain(architecture, spelling);
  return found.has_value() ? found->meaning : "unknown";
}

std::string NameOf(std::string_view spelling) {
  const std::optional<Explanation> found =
      Explain(Architecture::kAArch64, spelling);
  return found.has_value() ? found->name : "unknown";
}

TEST(GlossaryTest, UnknownMnemonicHasNoLine) {
  EXPECT_EQ(MeaningOf(Architecture::kX86_64, "fly"), "unknown");
  EXPECT_EQ(MeaningOf(Architecture::kX86_64, "lock fly"), "unknown");
  EXPECT_EQ(MeaningOf(Architecture::kAArch64, "ldaddx"), "unknown");
  EXPECT_EQ(MeaningOf(Architecture::kAArch64, "lock xadd"), "unknown");
}

TEST(GlossaryTest, OrderingOfAtomicsFollowsTheirSuffix) {
  const std::string plain = "adds and gives the old value, in one atomic step";
  EXPECT_EQ(MeaningOf(Architecture::kAArch64, "ldadd"),
            plain + "; no ordering");
  EXPECT_EQ(MeaningOf(Architecture::kAArch64, "ldadda"),
            plain + "; acquire on its load; its store is not ordered");
  EXPECT_EQ(MeaningOf(Architecture::kAArch64, "ldaddl"),
            plain + "; release on its store; its load is not ordered");
  EXPECT_EQ(MeaningOf(Architecture::kAArch64, "ldaddal"),
            plain + "; acquire on its load and release on its store");
}

TEST(GlossaryTest, NarrowFormsShareTheirLine) {
  EXPECT_EQ(NameOf("ldaddalb"), "ldaddal");
  // Not every last b or h is a width.
  EXPECT_EQ(NameOf("sub"), "sub");
  EXPECT_EQ(NameOf("dmb ish"), "dmb ish");
}

TEST(GlossaryTest, LockIsAFullBarrier) {
  EXPECT_EQ(MeaningOf(Architecture::kX86_64, "lock add"),
            "adds, in one atomic step and as a full barrier, whatever the "
            "order asked for");
}

}  // namespace
}  // namespace atomics_lab::isa
