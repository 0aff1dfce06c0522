// Promises that can be read.
#include "tools/asmcheck/parse.h"

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/asmcheck/known_targets.h"
#include "tools/asmcheck/promise.h"
#include "tools/isa/isa.h"

namespace atomics_lab::asmcheck {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

std::vector<Promise> Parse(std::string_view text) {
  ParsedPromises parsed = ParsePromises(text, "a.h", Layout::kComments);
  EXPECT_THAT(parsed.unreadable, IsEmpty());
  return parsed.promises;
}

Clause OnlyClause(std::string_view clause) {
  const std::vector<Promise> promises =
      Parse(absl::StrCat("// ASM F *: ", clause));
  EXPECT_EQ(promises.size(), 1) << clause;
  return promises.size() == 1 ? promises[0].clause : Clause();
}

std::vector<std::string> Texts(const std::vector<Promise>& promises) {
  std::vector<std::string> texts;
  texts.reserve(promises.size());
  for (const Promise& promise : promises) texts.push_back(promise.clause.text);
  return texts;
}

TEST(ParseTest, EachClauseIsAPromiseOfItsOwnWithItsPlace) {
  const std::vector<Promise> promises =
      Parse("int x;\n  // ASM Add x86_64: lock; never cmpxchg, call\n");
  ASSERT_EQ(promises.size(), 2);
  EXPECT_EQ(promises[0].subject, "Add");
  EXPECT_EQ(promises[0].file, "a.h");
  EXPECT_EQ(promises[0].line, 2);
  EXPECT_EQ(promises[0].targets,
            (std::vector<std::string>{"x86_64-gcc", "x86_64-clang"}));
  EXPECT_EQ(promises[0].clause.kind, Clause::Kind::kSequence);
  EXPECT_EQ(promises[1].clause.kind, Clause::Kind::kNever);
  EXPECT_EQ(promises[1].clause.elements.size(), 2);
  EXPECT_EQ(promises[1].clause.text, "never cmpxchg, call");
}

TEST(ParseTest, ASubjectIsWhatStandsBeforeTheTargets) {
  for (const char* subject :
       {"Add(unsigned long)", "Read() const", "operator int", "operator new",
        "C::operator()(int) const", "(anonymous namespace)::f", "f(int, long)",
        "f(char const*, ...)", "f[abi:cxx11](int)", "C<int, long>::F",
        "operator<", "operator,(A, B)", "dup at 0x20", "_ZN2ns1FEi"}) {
    for (const char* targets :
         {" x86_64: ", "\tx86_64,aarch64: ", " x86_64 , aarch64 : "}) {
      const std::vector<Promise> promises =
          Parse(absl::StrCat("// ASM ", subject, targets, "no call; *: ret"));
      ASSERT_EQ(promises.size(), 2) << subject;
      EXPECT_EQ(promises[0].subject, subject);
      EXPECT_EQ(promises[0].targets[0], "x86_64-gcc");
    }
  }
}

TEST(ParseTest, AScopeHoldsUntilTheNext) {
  const std::vector<Promise> promises = Parse(
      "// ASM Add aarch64: ldxr…stxr; aarch64_lse: ldadd; never ldxr, bl");
  ASSERT_EQ(promises.size(), 3);
  EXPECT_EQ(promises[0].targets[0], "aarch64-gcc");
  EXPECT_EQ(promises[1].targets[0], "aarch64_lse-gcc");
  EXPECT_EQ(promises[2].targets, promises[1].targets);
}

TEST(ParseTest, AScopeIsACompilerALevelAPatternOrAList) {
  const auto targets = [](std::string_view scope) {
    return Parse(absl::StrCat("// ASM F ", scope, ": no call"))[0].targets;
  };
  EXPECT_EQ(targets("aarch64_lse-clang"),
            std::vector<std::string>{"aarch64_lse-clang"});
  EXPECT_EQ(targets("*").size(), KnownTargets().size());
  EXPECT_EQ(targets("*-gcc").size(), KnownTargets().size() / 2);
  EXPECT_EQ(targets("x86_64, aarch64").size(), 4);
}

TEST(ParseTest, DeeperLinesContinueAPromiseAndEndItsClauses) {
  EXPECT_EQ(Texts(Parse("// ASM F x86_64: lock\n"
                        "//     aarch64: ldxr…stxr\n"
                        "//     never bl,\n"
                        "//           dmb\n"
                        "// Not this.\n"
                        "//   nor this\n")),
            (std::vector<std::string>{"lock", "ldxr…stxr", "never bl, dmb"}));
}

TEST(ParseTest, CodeAndProseAreNoPromises) {
  EXPECT_TRUE(Parse("ASM F x86_64: lock\n"
                    "// Says nothing of ASM F: it only speaks of it.\n"
                    "// ASMF x86_64: lock\n"
                    "// asm volatile is not for you.\n"
                    "// asm: see below\n"
                    "// ASM\n"
                    "const char* text = \"// ASM F x86_64: lock\";\n")
                  .empty());
}

TEST(ParseTest, CommentsOfEveryKindHoldPromises) {
  for (const char* text :
       {"// ASM F x86_64: lock", "/// ASM F x86_64: lock",
        "# ASM F x86_64: lock", "; ASM F x86_64: lock",
        "/* ASM F x86_64: lock */", "/*\n * ASM F x86_64: lock\n */",
        "/*\n  ASM F x86_64: lock\n*/", "/* ASM F\n     x86_64: lock */",
        "\xEF\xBB\xBF// ASM F x86_64: lock", "void F();  // ASM F x86_64: lock",
        "void F();  /* ASM F x86_64: lock */",
        "f(\"a\", \"b\");  // ASM F x86_64: lock",
        "  ret  # ASM F x86_64: lock", "// ASM F x86_64: lock\r\n",
        "// ASM\n//   F x86_64: lock"}) {
    EXPECT_EQ(Texts(Parse(text)), std::vector<std::string>{"lock"}) << text;
  }
}

TEST(ParseTest, LinesBelowABlockCommentsFirstGoOn) {
  EXPECT_EQ(Texts(Parse("/* ASM F x86_64: lock\n"
                        "       never call */\n"
                        "     never ret\n")),
            (std::vector<std::string>{"lock", "never call"}));
}

TEST(ParseTest, OnePromiseThatCannotBeReadCostsNoOther) {
  const ParsedPromises parsed = ParsePromises(
      "// ASM F x86_64: lok\n// ASM F x86_64: never call\n// ASM G vax: ret\n",
      "a.h", Layout::kComments);
  EXPECT_EQ(Texts(parsed.promises), (std::vector<std::string>{"never call"}));
  EXPECT_THAT(parsed.unreadable, ElementsAre(StartsWith("a.h:1: unknown word"),
                                             StartsWith("a.h:3: ")));
}

TEST(ParseTest, FilesOfPromisesNeedNoCommentMarks) {
  EXPECT_EQ(LayoutOf("a/b.promises"), Layout::kPlain);
  EXPECT_EQ(LayoutOf("a/b.cc"), Layout::kComments);
  EXPECT_EQ(ParsePromises("ASM F x86_64: lock\n  never call\n# why\n", "p",
                          Layout::kPlain)
                .promises.size(),
            2);
}

TEST(ParseTest, SequencesTakeEllipsesAlternativesAndLoops) {
  const Clause clause = OnlyClause("ldaxr|ldxr ... stxr loop");
  EXPECT_TRUE(clause.loop);
  ASSERT_EQ(clause.elements.size(), 2);
  EXPECT_EQ(clause.elements[0].alternatives.size(), 2);
  EXPECT_EQ(clause.elements[1].text, "stxr");
}

TEST(ParseTest, NextBindsAnElementToTheOneBeforeIt) {
  const Clause clause = OnlyClause("ldxr…stxr next cbnz|cbz loop");
  ASSERT_EQ(clause.elements.size(), 3);
  EXPECT_FALSE(clause.elements[1].next);
  EXPECT_TRUE(clause.elements[2].next);
  EXPECT_EQ(clause.elements[2].alternatives.size(), 2);
  EXPECT_EQ(clause.text, "ldxr…stxr next cbnz|cbz loop");
}

TEST(ParseTest, CommasSeparateSequencesThatMustAllOccur) {
  EXPECT_EQ(Texts(Parse("// ASM F x86_64: lock xadd, ret")),
            (std::vector<std::string>{"lock xadd", "ret"}));
}

TEST(ParseTest, RolesAreKnownByTheirNames) {
  const Clause clause = OnlyClause("atomic…load-linked…call");
  EXPECT_EQ(clause.elements[0].alternatives[0].role,
            isa::Role::kAtomicReadModifyWrite);
  EXPECT_EQ(clause.elements[1].alternatives[0].role, isa::Role::kLoadLinked);
  EXPECT_EQ(clause.elements[2].alternatives[0].role, isa::Role::kCall);
}

TEST(ParseTest, ACallMayNameWhatItCalls) {
  const Clause clause = OnlyClause("call absl::Mutex::lock");
  const Term& term = clause.elements[0].alternatives[0];
  EXPECT_EQ(term.kind, Term::Kind::kCallTo);
  EXPECT_EQ(term.words, std::vector<std::string>{"absl::Mutex::lock"});
}

TEST(ParseTest, CommasAndEllipsesInANameAreTheNames) {
  const Clause clause =
      OnlyClause("never call f(int, char*, ...)|lock, call C<int, int>::F");
  ASSERT_EQ(clause.elements.size(), 2);
  EXPECT_EQ(clause.elements[0].alternatives.size(), 2);
  EXPECT_EQ(clause.elements[0].alternatives[0].words,
            std::vector<std::string>{"f(int, char*, …)"});
  EXPECT_EQ(clause.elements[1].alternatives[0].words,
            std::vector<std::string>{"C<int, int>::F"});
  EXPECT_EQ(Parse("// ASM F *: call f(int, long), ret").size(), 2);
  EXPECT_EQ(OnlyClause("call f(char, ...)...ret").elements.size(), 2);
}

TEST(ParseTest, CountsTakeANumberAndAnElement) {
  EXPECT_EQ(OnlyClause("at most 3 instructions").count, 3);
  EXPECT_EQ(OnlyClause("at most 3 instructions").kind, Clause::Kind::kAtMost);
  EXPECT_EQ(OnlyClause("exactly 1 atomic").kind, Clause::Kind::kExactly);
  EXPECT_EQ(OnlyClause("no loop").elements[0].alternatives[0].kind,
            Term::Kind::kLoop);
}

}  // namespace
}  // namespace atomics_lab::asmcheck
