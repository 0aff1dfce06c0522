#include "tools/atlas/atlas.h"

#include <optional>

#include "gtest/gtest.h"

namespace atomics_lab::atlas {
namespace {

TEST(CellNameTest, SaysWhatTheCellAsks) {
  const std::optional<Question> question = ParseCellName(
      "atomics_lab::atlas::cells::fetch_add::seq_cst::w64::used("
      "std::atomic<unsigned long>&, unsigned long)");
  EXPECT_EQ(question, (Question{.operation = "fetch_add",
                                .order = "seq_cst",
                                .width = 64,
                                .result = "used"}));
}

TEST(CellNameTest, OtherFunctionsAreNoCells) {
  for (const char* name :
       {"main", "", "atomics_lab::atlas::cells::fetch_add",
        "atomics_lab::atlas::cells::fly::seq_cst::w64::used()",
        "atomics_lab::atlas::cells::load::soon::w64::used()",
        "atomics_lab::atlas::cells::load::seq_cst::wide::used()",
        "atomics_lab::atlas::cells::load::seq_cst::w64::lost()"}) {
    EXPECT_EQ(ParseCellName(name), std::nullopt) << name;
  }
}

TEST(VersionTest, LeavesFlagsAndAddressesOut) {
  EXPECT_EQ(VersionOf("GNU C++20 16.2.0 -O2 -g1"), "GNU C++20 16.2.0");
  EXPECT_EQ(VersionOf("Debian clang version 21.1.8 (1)"),
            "Debian clang version 21.1.8");
  EXPECT_EQ(VersionOf(""), "");
}

}  // namespace
}  // namespace atomics_lab::atlas
