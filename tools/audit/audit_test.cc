#include "tools/audit/audit.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tools/audit/compare.h"
#include "tools/audit/print.h"
#include "tools/audit/totals.h"
#include "tools/elf/fixtures.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {
namespace {

using Raw = std::vector<std::uint8_t>;
using Strings = std::vector<std::string>;

FileAudit AuditFixture(std::string_view name) {
  return AuditFile(elf::FixturePath(name)).value();
}

// "kind form ordering" of a function's findings.
Strings FindingsOf(const FileAudit& audit, std::string_view function) {
  Strings findings;
  for (const FunctionAudit& candidate : audit.objects.front().functions) {
    if (candidate.helper || !absl::StartsWith(candidate.name, function)) {
      continue;
    }
    for (const Finding& finding : candidate.findings) {
      findings.push_back(absl::StrCat(KindName(finding.kind), " ", finding.form,
                                      finding.ordering.empty() ? "" : " ",
                                      finding.ordering));
    }
  }
  return findings;
}

TEST(AuditTest, LockedInstructionsAreFoundWithTheirLines) {
  const FileAudit audit = AuditFixture("x86_64-gcc.o");
  EXPECT_EQ(FindingsOf(audit, "fixture::FetchAddRelaxed("),
            (Strings{"locked lock xadd"}));
  EXPECT_EQ(FindingsOf(audit, "fixture::CasLoop("),
            (Strings{"retries lock cmpxchg", "locked lock cmpxchg"}));
  for (const FunctionAudit& function : audit.objects.front().functions) {
    for (const Finding& finding : function.findings) {
      EXPECT_EQ(finding.origin.source.value_or(listing::SourceLine{}).file,
                "fixture.cc");
    }
  }
}

// Where each finding of a function was written.
Strings OriginsOf(const FileAudit& audit, std::string_view function) {
  Strings origins;
  for (const FunctionAudit& candidate : audit.objects.front().functions) {
    if (!absl::StartsWith(candidate.name, function)) continue;
    for (const Finding& finding : candidate.findings) {
      origins.push_back(OriginText(finding.origin));
    }
  }
  return origins;
}

TEST(AuditTest, InlinedCodeHasTheLineInTheFunctionItselfFirst) {
  for (const std::string_view file :
       {"inlined/x86_64-gcc-5.o", "inlined/x86_64-clang.so",
        "inlined/aarch64-gcc-4.o"}) {
    SCOPED_TRACE(file);
    const FileAudit audit = AuditFixture(file);
    EXPECT_EQ(OriginsOf(audit, "fixture::Twice("),
              (Strings{"inlined.cc:15 ⟵ counter.h:5",
                       "inlined.cc:16 ⟵ counter.h:5"}));
    EXPECT_EQ(OriginsOf(audit, "fixture::Direct("), (Strings{"inlined.cc:7"}));
    EXPECT_TRUE(
        absl::StrContains(AuditText({audit}), "inlined.cc:15 ⟵ counter.h:5\n"));
    EXPECT_TRUE(absl::StrContains(AuditMarkdown({audit}),
                                  "`inlined.cc:15 ⟵ counter.h:5`"));
    const std::string json = AuditJson({audit});
    EXPECT_TRUE(absl::StrContains(json, R"("function": "FetchAdd")"));
    EXPECT_TRUE(absl::StrContains(json, R"("line": 15,)"));
  }
}

TEST(AuditTest, AArch64LevelsDifferInKind) {
  EXPECT_EQ(FindingsOf(AuditFixture("aarch64-gcc.o"), "fixture::AddRelaxed("),
            (Strings{"llsc ldxr…stxr relaxed"}));
  EXPECT_EQ(
      FindingsOf(AuditFixture("aarch64_lse-gcc.o"), "fixture::AddRelaxed("),
      (Strings{"lse ldadd relaxed"}));
  for (const char* file : {"aarch64_outline-gcc.o", "aarch64_outline.so"}) {
    EXPECT_EQ(FindingsOf(AuditFixture(file), "fixture::AddRelaxed("),
              (Strings{"outlined __aarch64_ldadd8_relax relaxed"}))
        << file;
  }
}

TEST(AuditTest, CallsThroughTheLinkersStubsAreFound) {
  for (const char* file :
       {"own_plt.so", "other_plt.so", "near_veneer", "far_veneer"}) {
    const FileAudit audit =
        AuditFile(absl::StrCat(elf::FixturePath("../../audit/testdata/"), file))
            .value();
    EXPECT_EQ(FindingsOf(audit, "FetchAdd"),
              (Strings{"outlined __aarch64_ldadd4_relax relaxed"}))
        << file;
    EXPECT_EQ(FindingsOf(audit, "Exchange"),
              (Strings{"outlined __aarch64_swp4_acq acquire"}))
        << file;
    EXPECT_EQ(TotalsOf({&audit, 1}).at(Kind::kOutlined).count, 2) << file;
  }
}

TEST(AuditTest, BodiesOfHelpersAreApart) {
  const FileAudit audit = AuditFixture("aarch64_outline.so");
  const Totals totals = TotalsOf({&audit, 1});
  EXPECT_GT(totals.at(Kind::kOutlined).count, 0);
  EXPECT_EQ(totals.at(Kind::kLse).count, 0);
  EXPECT_EQ(totals.at(Kind::kLlsc).count, 0);
  std::size_t helpers = 0;
  for (const FunctionAudit& function : audit.objects.front().functions) {
    helpers += function.helper;
  }
  EXPECT_GT(helpers, 0u);
}

// Gives sections of these types, the symbol tables, a type that nobody reads.
Raw WithoutSymbols(Raw bytes, const std::vector<std::uint32_t>& types) {
  const auto number = [&](std::size_t at, int width) {
    std::uint64_t value = 0;
    for (int i = 0; i < width; ++i) {
      value |= std::uint64_t{bytes[at + i]} << (8 * i);
    }
    return value;
  };
  const std::uint64_t table = number(40, 8);
  for (std::uint64_t i = 0; i < number(60, 2); ++i) {
    const std::uint64_t at = table + 64 * i + 4;
    for (const std::uint32_t type : types) {
      if (number(at, 4) == type) bytes[at] = 1;
    }
  }
  return bytes;
}

TEST(AuditTest, WithoutSymbolsTheCountsAreTheSame) {
  for (const char* name : {"aarch64_outline.so", "x86_64.so"}) {
    const Raw stripped =
        WithoutSymbols(elf::FixtureBytes(name), {2, 11});  // and dynamic
    const FileAudit whole = AuditFixture(name);
    const FileAudit without = AuditBytes(stripped, name).value();
    for (const Kind kind : kKinds) {
      EXPECT_EQ(TotalsOf({&whole, 1}).at(kind).forms,
                TotalsOf({&without, 1}).at(kind).forms)
          << name << ": " << KindName(kind);
    }
    for (const FunctionAudit& function : without.objects.front().functions) {
      EXPECT_TRUE(function.helper ||
                  absl::StartsWith(function.name, "function 0x"))
          << function.name;
    }
  }
}

TEST(AuditTest, KeepOnlyDropsTheRest) {
  FileAudit audit = AuditFixture("x86_64-gcc.o");
  KeepOnly(Kind::kRetries, audit);
  const Totals totals = TotalsOf({&audit, 1});
  EXPECT_GT(totals.at(Kind::kRetries).count, 0);
  EXPECT_EQ(totals.at(Kind::kLocked).count, 0);
}

TEST(AuditTest, LoopsThatWaitAreToldFromThoseThatTryAgain) {
  for (const char* file : {"aarch64_outline-gcc.o", "aarch64_outline.so"}) {
    EXPECT_EQ(FindingsOf(AuditFixture(file), "fixture::CasLoop("),
              (Strings{"retries __aarch64_cas8_relax",
                       "outlined __aarch64_cas8_relax relaxed"}))
        << file;
  }
  const FileAudit audit = AuditFixture("x86_64-gcc.o");
  const Totals totals = TotalsOf({&audit, 1});
  EXPECT_EQ(totals.at(Kind::kSpins).forms,
            (std::map<std::string, std::int64_t>{{"re-reads by cmp", 1}}));
  EXPECT_EQ(totals.at(Kind::kRetries).forms,
            (std::map<std::string, std::int64_t>{{"lock cmpxchg", 1}}));
}

TEST(AuditTest, SpinsHaveTheirHint) {
  const FileAudit audit = AuditFixture("x86_64-gcc.o");
  EXPECT_TRUE(absl::StrContains(AuditJson({audit}), R"("hint": "none")"));
  EXPECT_TRUE(absl::StrContains(AuditJson({audit}), R"("hints": {)"));
  EXPECT_TRUE(absl::StrContains(AuditText({audit}), "[no hint 1]"));
}

TEST(AuditTest, AWrongKindIsRefusedWithTheRightOnes) {
  EXPECT_EQ(ParseKind("spins").value(), Kind::kSpins);
  const absl::Status status = ParseKind("locks").status();
  EXPECT_TRUE(absl::IsInvalidArgument(status));
  EXPECT_TRUE(absl::StrContains(status.message(), "outlined, fences, locked"));
}

TEST(CompareTest, ShowsWhatEachFunctionGainedAndLost) {
  const Comparison comparison =
      Compare(AuditFixture("aarch64-gcc.o"), AuditFixture("aarch64_lse-gcc.o"))
          .value();
  for (const FunctionChange& function : comparison.functions) {
    if (!absl::StartsWith(function.name, "fixture::AddRelaxed(")) continue;
    ASSERT_EQ(function.changes.size(), 2u);
    EXPECT_EQ(function.changes[0].form, "ldadd");
    EXPECT_EQ(function.changes[0].difference, 1);
    EXPECT_EQ(function.changes[1].form, "ldxr…stxr");
    EXPECT_EQ(function.changes[1].difference, -1);
    return;
  }
  FAIL() << "AddRelaxed did not change";
}

TEST(CompareTest, AFileIsLikeItself) {
  const FileAudit audit = AuditFixture("x86_64-gcc.o");
  EXPECT_TRUE(Compare(audit, audit)->functions.empty());
}

TEST(CompareTest, OtherArchitecturesAreRefused) {
  EXPECT_TRUE(absl::IsInvalidArgument(
      Compare(AuditFixture("x86_64-gcc.o"), AuditFixture("aarch64-gcc.o"))
          .status()));
}

// What a hostile file can do to the audit: damage anywhere, the same in every
// run, printed in every form.
class DamagedTest : public testing::TestWithParam<const char*> {};

TEST_P(DamagedTest, IsAuditedOrRefused) {
  const Raw sound = elf::FixtureBytes(GetParam());
  std::mt19937 random(20260301);
  std::size_t refused = 0;
  for (int round = 0; round < 400; ++round) {
    Raw bytes = sound;
    for (std::size_t hits = 1 + random() % 12; hits > 0; --hits) {
      bytes[random() % bytes.size()] = static_cast<std::uint8_t>(random());
    }
    if (round % 4 == 0) bytes.resize(random() % bytes.size());
    const auto audit = AuditBytes(bytes, "input");
    if (!audit.ok()) {
      EXPECT_TRUE(absl::StartsWith(audit.status().message(), "input"));
      ++refused;
      continue;
    }
    EXPECT_FALSE(AuditText({&*audit, 1}).empty());
    EXPECT_FALSE(AuditJson({&*audit, 1}).empty());
    EXPECT_FALSE(AuditMarkdown({&*audit, 1}).empty());
  }
  EXPECT_GT(refused, 0u);
  EXPECT_LT(refused, 400u);
}

INSTANTIATE_TEST_SUITE_P(Fixtures, DamagedTest,
                         testing::Values("x86_64-gcc.o", "aarch64-clang.o",
                                         "aarch64_outline.so", "x86_64.so"));

}  // namespace
}  // namespace atomics_lab::audit
