#include "tools/litmus/litmus.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/litmus/parse.h"
#include "tools/litmus/translate.h"

namespace atomics_lab::litmus {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::string_view kArm = R"(AArch64 MP
"PodWW Rfe LxSx Fre"
Generator=diy7 (version 7.58)
{ uint64_t y; x=7;
0:X1=x; 0:X3=y;
1:X1=y; 1:X2=0x10;
}
 P0          | P1              ;
 MOV W0,#2   | MOV W5,#1       ;
 STR W0,[X1] | Loop00:         ;
 STR W0,[X3] | LDXR W4,[X1]    ;
             | STXR W6,W5,[X1] ;
             | CBNZ W6,Loop00  ;
exists (1:X4=0)
)";

constexpr std::string_view kX86 = R"(X86_64 SB
{
}
 P0            | P1            ;
 movl $1,(x)   | movl $1,(y)   ;
 movl (y),%eax | movl (x),%r8d ;
forall (0:rax=0)
)";

Test Read(std::string_view text) {
  absl::StatusOr<litmus::Test> test = Parse(text, "t.litmus");
  EXPECT_TRUE(test.ok()) << test.status();
  return test.ok() ? *std::move(test) : Test();
}

std::string ErrorOf(std::string_view text) {
  return std::string(Parse(text, "t.litmus").status().message());
}

// kArm with one thing changed.
std::string Changed(std::string_view from, std::string_view to) {
  return absl::StrReplaceAll(kArm, {{from, to}});
}

TEST(LitmusTest, ReadsHeaderLocationsAndInitialRegisters) {
  const litmus::Test test = Read(kArm);
  EXPECT_EQ(test.name, "MP");
  EXPECT_EQ(test.architecture, listing::Architecture::kAArch64);
  EXPECT_THAT(test.locations,
              ElementsAre(Location{"y", 8, 0, true}, Location{"x", 4, 7}));
  ASSERT_EQ(test.threads.size(), 2U);
  EXPECT_THAT(test.threads[1].initial,
              ElementsAre(Initial{"x1", "y", 0}, Initial{"x2", "", 16}));
}

TEST(LitmusTest, ReadsEachThreadsColumn) {
  const litmus::Test test = Read(kArm);
  ASSERT_EQ(test.threads.size(), 2U);
  EXPECT_THAT(test.threads[0].code,
              ElementsAre("MOV W0,#2", "STR W0,[X1]", "STR W0,[X3]"));
  EXPECT_EQ(test.threads[1].code[1], "Loop00:");
}

TEST(LitmusTest, FindsLocationsThatX86CodeNames) {
  EXPECT_THAT(Read(kX86).locations,
              ElementsAre(Location{"x", 4, 0}, Location{"y", 4, 0}));
}

TEST(LitmusTest, ObservesAllRegistersButAddressesAndAllLocations) {
  EXPECT_THAT(
      EverythingObservable(Read(kArm)),
      ElementsAre(Observed{0, "x0"}, Observed{1, "x5"}, Observed{1, "x4"},
                  Observed{1, "x6"}, Observed{Observed::kMemory, "y"},
                  Observed{Observed::kMemory, "x"}));
  EXPECT_THAT(EverythingObservable(Read(kX86)),
              ElementsAre(Observed{0, "rax"}, Observed{1, "r8"},
                          Observed{Observed::kMemory, "x"},
                          Observed{Observed::kMemory, "y"}));
}

TEST(LitmusTest, ErrorsNameTheLine) {
  EXPECT_THAT(ErrorOf("PPC MP\n"), StartsWith("t.litmus:1: a test begins"));
  EXPECT_THAT(ErrorOf("AArch64 T\n"), StartsWith("t.litmus:3: there is no {"));
  EXPECT_THAT(ErrorOf(Changed("0:X1=x", "0:Q1=x")),
              StartsWith("t.litmus:5: `Q1` is no general register"));
  EXPECT_THAT(ErrorOf(Changed("0:X1=x", "99:X1=x")),
              StartsWith("t.litmus:5: `99:X1`"));
  EXPECT_THAT(ErrorOf(Changed("uint64_t", "struct s")),
              StartsWith("t.litmus:4: `struct s y`"));
  EXPECT_THAT(ErrorOf(Changed("| P1 ", "| P2 ")),
              StartsWith("t.litmus:8: `P2` where P1 would stand"));
  EXPECT_THAT(ErrorOf(Changed("| LDXR W4,[X1]    ;", ";")),
              StartsWith("t.litmus:11: 1 columns for 2 threads"));
  EXPECT_THAT(ErrorOf(Changed("| LDXR W4,[X1]    ;", "| LDXR W4,[X1]")),
              StartsWith("t.litmus:11: a row of code ends in a semicolon"));
  EXPECT_THAT(ErrorOf(Changed("exists (1:X4=0)\n", "")),
              HasSubstr("no `exists` or `forall`"));
}

TEST(LitmusTest, TellsWhatItDoesNotReadFromWhatIsWrong) {
  EXPECT_EQ(Parse(Changed("x=7", "x=&y"), "t").status().code(),
            absl::StatusCode::kUnimplemented);
  EXPECT_EQ(Parse(Changed("| P1 ", "| P2 "), "t").status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(LitmusTest, SurvivesEveryPrefixAndEveryChangedByte) {
  for (const std::string_view whole : {kArm, kX86}) {
    for (std::size_t i = 0; i < whole.size(); ++i) {
      (void)Parse(whole.substr(0, i), "t");
      for (const char byte : {'\0', '{', '}', ';', '|', ':', '=', '\xff'}) {
        std::string changed(whole);
        changed[i] = byte;
        absl::StatusOr<litmus::Test> test = Parse(changed, "t");
        if (test.ok()) (void)AssemblyOf(*test);
      }
    }
  }
}

TEST(TranslateTest, WritesAFunctionForEachThreadWithLabelsOfItsOwn) {
  const std::string text = AssemblyOf(Read(kArm));
  EXPECT_THAT(text, HasSubstr("P0:\n\tMOV W0,#2\n\tSTR W0,[X1]\n"));
  EXPECT_THAT(text, HasSubstr(".LP1_Loop00:\n\tLDXR W4,[X1]\n"));
  EXPECT_THAT(text, HasSubstr("\tCBNZ W6,.LP1_Loop00\n\tret\n"));
  EXPECT_THAT(text, HasSubstr("x:\n\t.4byte 7\n"));
}

TEST(TranslateTest, ReachesX86LocationsFromTheInstructionPointer) {
  EXPECT_THAT(AssemblyOf(Read(kX86)),
              HasSubstr("\tmovl $1,x(%rip)\n\tmovl y(%rip),%eax\n\tret\n"));
}

TEST(TranslateTest, AsksHerdForEveryFinalState) {
  const litmus::Test test = Read(kX86);
  const std::string input = HerdInput(test, "T1", EverythingObservable(test));
  EXPECT_THAT(input, StartsWith("X86_64 T1\n{\n"));
  EXPECT_THAT(input, HasSubstr("locations [0:rax;1:r8;x;y;]\nforall (true)\n"));
  EXPECT_EQ(HerdName(test, {Observed::kMemory, "x"}), "[x]");
}

}  // namespace
}  // namespace atomics_lab::litmus
