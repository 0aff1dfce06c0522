// Functions that a real compiler split, held against promises.
#include "tools/asmcheck/parts.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tools/asmcheck/check.h"
#include "tools/asmcheck/inspect.h"
#include "tools/asmcheck/parse.h"
#include "tools/asmcheck/promise.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"

namespace atomics_lab::asmcheck {
namespace {

TEST(WholeOfTest, PartsBelongToTheFunctionTheyWereCutFrom) {
  EXPECT_EQ(WholeOf("f.cold"), "f");
  EXPECT_EQ(WholeOf("f.part.0"), "f");
  EXPECT_EQ(WholeOf("f.cold.1"), "f");
  EXPECT_EQ(WholeOf("f.part.0.cold"), "f");
  EXPECT_EQ(WholeOf("f.constprop.0.cold"), "f.constprop.0");
}

TEST(WholeOfTest, CopiesAndOtherNamesAreWhole) {
  for (const char* name : {"f", "f.constprop.0", "f.isra.0", "f.12", "cold", "",
                           ".", "f.", "f.cold.", "f.colder"}) {
    EXPECT_EQ(WholeOf(name), name);
  }
}

// The functions of the split fixture that `name` names.
std::vector<listing::Function> Named(std::string_view name,
                                     std::string_view clause) {
  const auto binary =
      listing::Binary::Open("tools/asmcheck/testdata/split-x86_64-gcc.o");
  const auto promises =
      ParsePromise(absl::StrCat(name, " x86_64: ", clause), "test", 1);
  if (!binary.ok() || !promises.ok()) {
    ADD_FAILURE() << binary.status() << promises.status();
    return {};
  }
  const auto functions = FunctionsNamed(*promises, *binary);
  EXPECT_TRUE(functions.ok()) << functions.status();
  return functions.ok() ? *functions : std::vector<listing::Function>();
}

// "kept", or why it is broken.
std::string Verdict(std::string_view name, std::string_view clause) {
  const std::vector<listing::Function> functions = Named(name, clause);
  const auto promises =
      ParsePromise(absl::StrCat(name, " x86_64: ", clause), "test", 1);
  if (functions.size() != 1) {
    return absl::StrCat(functions.size(), " functions");
  }
  const std::optional<Breach> breach =
      Check(promises->front().clause, functions.front());
  return breach.has_value() ? breach->explanation : "kept";
}

TEST(PartsTest, AFunctionAndItsPartAreOne) {
  EXPECT_EQ(Named("AddOrFail", "lock").size(), 1);
  EXPECT_EQ(Named("*", "lock").size(), 2);
}

TEST(PartsTest, WhatThePartDoesBreaksThePromise) {
  EXPECT_EQ(Verdict("AddOrFail", "never xchg"), "there is xchg: xchg at +0x12");
  EXPECT_EQ(Verdict("AddOrFail", "never call Fail"),
            "there is call Fail: call at +0x15");
  EXPECT_EQ(Verdict("AddOrFail", "only lock add"),
            "something else can be noticed: xchg at +0x12");
  EXPECT_EQ(Verdict("AddTwice", "exactly 2 lock add"), "found 3 lock add");
}

TEST(PartsTest, JumpsBetweenTheFunctionAndItsPartAreNoCalls) {
  EXPECT_EQ(Verdict("AddOrFail", "exactly 1 call"), "kept");
  EXPECT_EQ(Verdict("AddTwice", "exactly 1 call"), "kept");
  EXPECT_EQ(Verdict("AddTwice", "exactly 1 branch"), "kept");
}

TEST(PartsTest, AddressesGoOnWhereTheFunctionEnds) {
  const std::vector<listing::Function> functions = Named("AddTwice", "lock");
  ASSERT_EQ(functions.size(), 1);
  std::uint64_t next = functions[0].address;
  for (const listing::Instruction& instruction : functions[0].instructions) {
    EXPECT_EQ(instruction.address, next);
    next += instruction.bytes.size();
  }
  EXPECT_EQ(next, functions[0].address + functions[0].size);
}

absl::StatusOr<Inspection> InspectTwins(std::string_view promises) {
  ABSL_ASSIGN_OR_RETURN(
      const auto binary,
      listing::Binary::Open("tools/asmcheck/testdata/twins-x86_64-gcc.o"));
  const auto parsed = ParsePromises(promises, "a.promises", Layout::kPlain);
  EXPECT_TRUE(parsed.unreadable.empty());
  ABSL_ASSIGN_OR_RETURN(const auto functions,
                        FunctionsNamed(parsed.promises, binary));
  return Inspect(parsed.promises, "x86_64-gcc", functions);
}

TEST(TwinsTest, APromiseSpeaksOfEveryFunctionOfTheName) {
  const auto inspection = InspectTwins("ASM Twin *: lock add");
  ASSERT_TRUE(inspection.ok()) << inspection.status();
  EXPECT_EQ(inspection->functions, 2);
  EXPECT_EQ(inspection->checks, 2);
  ASSERT_EQ(inspection->findings.size(), 1);
  EXPECT_EQ(inspection->findings[0].function.address, 0x10);
}

TEST(TwinsTest, AnAddressTellsThemApart) {
  const auto inspection = InspectTwins(
      "ASM Twin at 0x0 *: lock add\nASM Twin at 0x10 *: xchg; never lock\n");
  ASSERT_TRUE(inspection.ok()) << inspection.status();
  EXPECT_EQ(inspection->checks, 3);
  EXPECT_TRUE(inspection->findings.empty());
}

TEST(TwinsTest, ParametersTellOverloadsApart) {
  const auto inspection = InspectTwins(
      "ASM Over(unsigned long) *: lock add\n"
      "ASM Over(unsigned int) *: xchg; never lock add\n"
      "ASM Counter::Add *: lock add\n"
      "ASM _ZN12_GLOBAL__N_1L6hiddenEv *: xchg\n"
      "ASM (anonymous namespace)::hidden *: never lock\n");
  ASSERT_TRUE(inspection.ok()) << inspection.status();
  EXPECT_EQ(inspection->functions, 5);
  EXPECT_EQ(inspection->checks, 7);
  EXPECT_TRUE(inspection->findings.empty());
}

TEST(TwinsTest, AWrongOverloadIsNotFoundAndTheRightOnesAreNear) {
  const auto binary =
      listing::Binary::Open("tools/asmcheck/testdata/twins-x86_64-gcc.o");
  ASSERT_TRUE(binary.ok()) << binary.status();
  EXPECT_EQ(
      NamesNear("Over(int)", *binary),
      (std::vector<std::string>{"Over(unsigned int)", "Over(unsigned long)"}));
  const auto inspection = InspectTwins("ASM Over(int) *: ret");
  ASSERT_TRUE(inspection.ok()) << inspection.status();
  EXPECT_EQ(inspection->functions, 0);
}

}  // namespace
}  // namespace atomics_lab::asmcheck
