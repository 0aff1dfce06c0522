#include "tools/listing/function_lookup.h"

#include <elf.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace atomics_lab::listing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

elf::Symbol At(std::uint64_t address, std::string_view name,
               unsigned char binding = STB_GLOBAL) {
  return {.name = name,
          .address = address,
          .size = 16,
          .section = 1,
          .type = STT_FUNC,
          .binding = binding,
          .superseded = false};
}

// ns::F(int), ns::F(long), ns::C::C() twice at one place, void ns::T<int>(int).
const std::vector<elf::Symbol>& Functions() {
  static const auto& functions = *new std::vector<elf::Symbol>{
      At(0x10, "_ZN2ns1FEi"),          At(0x20, "_ZN2ns1FEl"),
      At(0x30, "_ZN2ns1CC1Ev"),        At(0x30, "_ZN2ns1CC2Ev"),
      At(0x40, "_ZN2ns1TIiEEvT_"),     At(0x50, "memcpy"),
      At(0x60, "twice", STB_LOCAL),    At(0x70, "twice", STB_LOCAL),
      At(0x80, "shadowed", STB_LOCAL), At(0x90, "shadowed"),
  };
  return functions;
}

absl::StatusOr<elf::Symbol> Find(std::string_view query) {
  return FindFunction(Functions(), query, "a.o");
}

TEST(FindFunctionTest, TakesMangledDemangledAndBareNames) {
  EXPECT_EQ(Find("_ZN2ns1FEl")->address, 0x20u);
  EXPECT_EQ(Find("ns::F(long)")->address, 0x20u);
  EXPECT_EQ(Find("ns::T<int>")->address, 0x40u);
  EXPECT_EQ(Find("memcpy")->address, 0x50u);
}

TEST(FindFunctionTest, TakesLastPartsAndNoTemplateArguments) {
  EXPECT_EQ(Find("F(long)")->address, 0x20u);
  EXPECT_EQ(Find("T")->address, 0x40u);
  EXPECT_EQ(Find("ns::T(int)")->address, 0x40u);
}

TEST(FindFunctionTest, TheNameThatFitsBestWins) {
  const std::vector<elf::Symbol> functions = {
      At(0x10, "_ZN2ns1FEi"), At(0x20, "_Z1Fi"), At(0x30, "_Z1Fl")};
  EXPECT_EQ(FindFunction(functions, "F(long)", "a.o")->address, 0x30u);
  EXPECT_EQ(FindFunction(functions, "ns::F", "a.o")->address, 0x10u);
  EXPECT_EQ(FindFunction(absl::MakeSpan(functions).subspan(0, 2), "F", "a.o")
                ->address,
            0x20u);
}

TEST(FindFunctionTest, AnAddressTellsTwinsApart) {
  EXPECT_EQ(Find("twice at 0x60")->address, 0x60u);
  EXPECT_EQ(Find("twice at 0x70")->address, 0x70u);
  EXPECT_EQ(Find("shadowed at 0x80")->address, 0x80u);
  EXPECT_TRUE(absl::IsNotFound(Find("twice at 0x80").status()));
}

TEST(FindFunctionTest, AliasesAreNotAmbiguous) {
  EXPECT_EQ(Find("ns::C::C()")->address, 0x30u);
}

TEST(FindFunctionTest, TheGlobalOneOfANameWins) {
  EXPECT_EQ(Find("shadowed")->address, 0x90u);
}

TEST(FindFunctionTest, TheCurrentVersionOfANameWins) {
  std::vector<elf::Symbol> functions = {At(0x10, "memcpy"), At(0x20, "memcpy")};
  functions[0].superseded = true;
  EXPECT_EQ(FindFunction(functions, "memcpy", "a.so")->address, 0x20u);
}

TEST(FindFunctionTest, AmbiguousNamesListTheCandidates) {
  const absl::Status status = Find("ns::F").status();
  EXPECT_TRUE(absl::IsInvalidArgument(status));
  EXPECT_THAT(status.message(),
              AllOf(HasSubstr("a.o: `ns::F`"), HasSubstr("ns::F(int)"),
                    HasSubstr("_ZN2ns1FEl at 0x20")));
  EXPECT_TRUE(absl::IsInvalidArgument(Find("twice").status()));
}

TEST(FindFunctionTest, UnknownNamesSuggestNearOnes) {
  const absl::Status status = Find("memcopy").status();
  EXPECT_TRUE(absl::IsNotFound(status));
  EXPECT_THAT(status.message(), HasSubstr("near to it are memcpy"));
  EXPECT_THAT(Find("completely_different").status().message(),
              HasSubstr("among its 10 functions"));
}

TEST(FindFunctionTest, NothingAtAllIsSurvived) {
  EXPECT_TRUE(absl::IsNotFound(FindFunction({}, "", "a.o").status()));
}

}  // namespace
}  // namespace atomics_lab::listing
