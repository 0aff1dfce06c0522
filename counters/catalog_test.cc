// The catalog is complete and consistent: what is missing is named.
#include "counters/catalog.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <string_view>

#include "counters/counter.h"
#include "counters/probes.h"
#include "gtest/gtest.h"

namespace atomics_lab {
namespace {

// Every specimen header of the folder, as the build sees it.
constexpr std::string_view kHeaders[] = {
#include "counters/specimen_headers.inc"
};

bool IsSnakeCase(std::string_view name) {
  return !name.empty() && std::islower(name.front()) != 0 &&
         name.back() != '_' && name.find("__") == name.npos &&
         std::ranges::all_of(name, [](char c) {
           return c == '_' || (std::isdigit(c) != 0) || (std::islower(c) != 0);
         });
}

bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != text.npos;
}

TEST(CatalogTest, SnakeCaseIsLowerCaseWordsAndDigitsJoinedByUnderscores) {
  EXPECT_TRUE(IsSnakeCase("fetch_add_seq_cst_64"));
  for (const char* name : {"", "_a", "a_", "a__b", "FetchAdd", "a-b", "7a"}) {
    EXPECT_FALSE(IsSnakeCase(name)) << name;
  }
}

TEST(CatalogTest, NamesAreSnakeCaseAndUnique) {
  std::set<std::string_view> names;
  for (const Specimen& specimen : Specimens()) {
    EXPECT_TRUE(IsSnakeCase(specimen.name)) << specimen.name;
    EXPECT_TRUE(names.insert(specimen.name).second)
        << specimen.name << " stands twice in ATOMICS_LAB_CATALOG";
  }
}

TEST(CatalogTest, NamesThatCarryAWidthCarryTheClaimedOne) {
  for (const Specimen& specimen : Specimens()) {
    for (const int width : {8, 16, 32, 64, 128}) {
      if (!specimen.name.ends_with("_" + std::to_string(width))) continue;
      EXPECT_EQ(specimen.claims.width_bits, width) << specimen.name;
    }
  }
}

TEST(CatalogTest, NamesThatCarryAnOrderCarryTheClaimedOne) {
  for (const Specimen& specimen : Specimens()) {
    for (const Ordering order :
         {Ordering::kRelaxed, Ordering::kAcquire, Ordering::kRelease,
          Ordering::kAcqRel, Ordering::kSeqCst}) {
      if (!Contains(specimen.name, Name(order))) continue;
      EXPECT_EQ(specimen.claims.ordering, order) << specimen.name;
    }
  }
}

TEST(CatalogTest, EverySummaryIsOneNonEmptyLine) {
  for (const Specimen& specimen : Specimens()) {
    EXPECT_FALSE(specimen.summary.empty()) << specimen.name;
    EXPECT_EQ(specimen.summary.find('\n'), std::string_view::npos)
        << specimen.name;
  }
}

TEST(CatalogTest, EveryLineNamesAHeaderOfThisFolder) {
  for (const Specimen& specimen : Specimens()) {
    EXPECT_NE(std::ranges::find(kHeaders, specimen.header), std::end(kHeaders))
        << specimen.name << " names " << specimen.header
        << ", which is not among the specimen headers";
  }
}

TEST(CatalogTest, EverySpecimenHeaderHasALine) {
  for (const std::string_view header : kHeaders) {
    EXPECT_NE(std::ranges::find(Specimens(), header, &Specimen::header),
              Specimens().end())
        << header << " has no line in ATOMICS_LAB_CATALOG (counters/catalog.h)";
  }
}

TEST(CatalogTest, EverySpecimenHasAProbeInTheSameOrder) {
  ASSERT_EQ(Probes().size(), Specimens().size());
  for (std::size_t i = 0; i < Probes().size(); ++i) {
    EXPECT_EQ(Probes()[i].specimen.name, Specimens()[i].name);
    EXPECT_EQ(FindProbe(Specimens()[i].name), &Probes()[i]);
  }
}

TEST(CatalogTest, NoProbeHasAnUnknownName) {
  EXPECT_EQ(FindProbe("fetch_add"), nullptr);
  EXPECT_EQ(FindProbe(""), nullptr);
}

// Identical bodies must not be folded into one function: a listing under the
// wrong name would be the result.
TEST(CatalogTest, EveryProbeHasMachineCodeOfItsOwn) {
  std::set<const void*> code;
  for (const Probe& probe : Probes()) {
    EXPECT_TRUE(code.insert(probe.add_code).second) << probe.specimen.name;
    EXPECT_TRUE(code.insert(probe.read_code).second) << probe.specimen.name;
    if (probe.snapshot == nullptr) continue;
    EXPECT_TRUE(code.insert(probe.snapshot_code).second) << probe.specimen.name;
  }
}

TEST(CatalogTest, OperationsAreWhatThereAreProbesFor) {
  for (const Probe& probe : Probes()) {
    const auto& operations = probe.specimen.operations;
    EXPECT_EQ(operations[0], "Add");
    EXPECT_EQ(operations[1], "Read");
    EXPECT_EQ(operations.size() == 3 && operations[2] == "Snapshot",
              probe.snapshot != nullptr)
        << probe.specimen.name;
  }
}

TEST(CatalogTest, ProbeSymbolsAreNamespacedByTheSpecimen) {
  EXPECT_EQ(ProbeSymbol("cas_weak", "Read"),
            "atomics_lab::probes::cas_weak::Read");
}

}  // namespace
}  // namespace atomics_lab
