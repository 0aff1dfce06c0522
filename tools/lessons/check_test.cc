#include "tools/lessons/check.h"

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/lessons/page.h"
#include "tools/toolbox/process.h"

namespace atomics_lab::lessons {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

absl::StatusOr<std::string> NoFiles(const std::string& file) {
  return absl::NotFoundError(file);
}

// A page with one command, which is said to print `expected`.
Checked CheckOne(std::string_view comment, std::string_view expected,
                 const toolbox::Finished& finished) {
  const auto page = ReadPage(
      "page.md", absl::StrCat(comment, "\n```console\n$ ./bazelw run //:lab\n",
                              expected, "```\n"));
  if (!page.ok()) {
    ADD_FAILURE() << page.status();
    return {};
  }
  auto checked = Check(
      *page, {{"//:lab", "lab"}},
      [&finished](const std::vector<std::string>&) { return finished; },
      NoFiles);
  if (!checked.ok()) {
    ADD_FAILURE() << checked.status();
    return {};
  }
  return *std::move(checked);
}

bool Holds(std::string_view comment, std::string_view expected,
           const std::string& printed) {
  return CheckOne(comment, expected, {.out = printed}).differing == 0;
}

TEST(CheckTest, ComparesLineByLine) {
  EXPECT_TRUE(Holds("", "a\nb\n", "a\nb\n"));
  EXPECT_TRUE(Holds("", "a\nb\n", "a  \nb"));
  EXPECT_TRUE(Holds("", "", ""));
  EXPECT_FALSE(Holds("", "a\nb\n", "a\nc\n"));
  EXPECT_FALSE(Holds("", "a\nb\n", "a\n"));
  EXPECT_FALSE(Holds("", "a\n", "a\nb\n"));
  EXPECT_FALSE(Holds("", "", "a\n"));
  EXPECT_FALSE(Holds("", "a\n", " a\n"));
}

TEST(CheckTest, SaysWhereTheyDiffer) {
  const Checked checked = CheckOne("", "a\nb\nc\n", {.out = "a\nx\nc\n"});
  EXPECT_EQ(checked.differing, 1);
  EXPECT_THAT(checked.report,
              HasSubstr("page.md:5: prints something else (- the page, + now): "
                        "./bazelw run //:lab\n"
                        "    a\n  - b\n  - c\n  + x\n  + c\n"));
  EXPECT_EQ(checked.fresh,
            "\n```console\n$ ./bazelw run //:lab\na\nx\nc\n```\n");
}

TEST(CheckTest, WhatVariesIsHeldToItsKind) {
  const std::string comment =
      "<!-- block:\nvaries \"in {time}, {size}\"\nvaries \"at {address}:\"\n"
      "varies \"ends {{runs}}\"\n-->";
  const std::string page = "all in 0.5 s, 3 MiB\nat 1be40:\nends {4: 1 run}\n";
  EXPECT_TRUE(Holds(comment, page, page));
  EXPECT_TRUE(Holds(comment, page,
                    "all in 12 ms, 0.4 GiB\nat 0xff:\n"
                    "ends {4: 98 runs, 2: 2 runs}\n"));
  EXPECT_FALSE(Holds(comment, page,
                     "one in 0.5 s, 3 MiB\nat 1be40:\nends {4: 1 run}\n"));
  EXPECT_FALSE(Holds(comment, page,
                     "all in many s, 3 MiB\nat 1be40:\nends {4: 1 run}\n"));
  EXPECT_FALSE(
      Holds(comment, page, "all in 0.5 s, 3 MiB\nat main:\nends {4: 1 run}\n"));
  EXPECT_FALSE(
      Holds(comment, page, "all in 0.5 s, 3 MiB\nat 1be40:\nends {}\n"));
}

TEST(CheckTest, SoManyLinesEachOfWhichIsOneOfAFew) {
  const std::string comment =
      "<!-- block: varies \"{2|3|4}  {number}  {percent}\" on 1 to 3 lines -->";
  const std::string page = "ends\n4  995   99.50 %\n2    5    0.50 %\nover\n";
  EXPECT_TRUE(Holds(comment, page, page));
  EXPECT_TRUE(Holds(comment, page, "ends\n4  1000  100.00 %\nover\n"));
  EXPECT_FALSE(Holds(comment, page, "ends\nover\n"));
  EXPECT_FALSE(Holds(comment, page, "ends\n1  1000  100.00 %\nover\n"));
  EXPECT_FALSE(Holds(comment, page,
                     "ends\n4  1  1 %\n3  1  1 %\n2  1  1 %\n2  1  1 %\nover"));
}

TEST(CheckTest, WhatIsLeftOutIsThereAndEndsWhereThePageGoesOn) {
  EXPECT_TRUE(Holds("", "a\n…\nd\n", "a\nb\nc\nd\n"));
  EXPECT_TRUE(Holds("", "a\n…\n", "a\nb\nc\n"));
  EXPECT_TRUE(Holds("", "…\nc\n", "c\nc\n"));
  EXPECT_FALSE(Holds("", "a\n…\nd\n", "a\nd\n"));
  EXPECT_FALSE(Holds("", "a\n…\n", "a\n"));
  EXPECT_FALSE(Holds("", "a\n…\nd\n", "a\nb\nd\ne\n"));
}

TEST(CheckTest, TheExitStatusCounts) {
  const Checked checked = CheckOne("", "a\n", {.exit_code = 2, .out = "a\n"});
  EXPECT_EQ(checked.differing, 1);
  EXPECT_THAT(checked.report,
              HasSubstr("page.md:3: exit status 2 instead of 0"));
  EXPECT_EQ(CheckOne("<!-- block: exit status 2 -->", "a\n",
                     {.exit_code = 2, .out = "a\n"})
                .differing,
            0);
}

TEST(CheckTest, AQuotationIsWhatItsFileHas) {
  const auto check = [](std::string_view remark, std::string_view block,
                        const std::string& source) {
    const auto page = ReadPage(
        "page.md", absl::StrCat("<!-- block: quotes a.cc", remark,
                                " -->\n```c++\n", block, "```\nend\n"));
    if (!page.ok()) return absl::StatusOr<Checked>(page.status());
    return Check(*page, {}, nullptr,
                 [&source](const std::string&) { return source; });
  };
  const std::string source = "// why\nint x;\n\nint y;  \nint z;\n";
  const auto holds = [&](std::string_view remark, std::string_view block) {
    const auto checked = check(remark, block, source);
    EXPECT_TRUE(checked.ok()) << checked.status();
    return checked.ok() && checked->differing == 0;
  };
  EXPECT_TRUE(holds("", source));
  EXPECT_TRUE(holds(" from \"int x;\"", "int x;\n\nint y;\nint z;\n"));
  EXPECT_TRUE(holds(" from \"int x;\" to \"int y;\"", "int x;\n\nint y;\n"));
  EXPECT_TRUE(holds(" to \"int x;\"", "// why\nint x;\n"));
  EXPECT_FALSE(holds("", "int x;\n\nint y;\nint z;\n"));
  EXPECT_FALSE(holds(" from \"int y;\"", "int y;\n"));
  EXPECT_FALSE(holds(" from \"int y;\"", "int y;\nint z;\n\n"));
  EXPECT_FALSE(holds(" to \"int x;\"", "// Why\nint x;\n"));

  const auto stale = check(" from \"int y;\"", "int y;\nint w;\n", source);
  ASSERT_TRUE(stale.ok()) << stale.status();
  EXPECT_THAT(stale->report,
              HasSubstr("page.md:4: is not what stands there (- the page, + "
                        "the file): a.cc\n    int y;\n  - int w;\n  + int "
                        "z;\n"));
  EXPECT_THAT(stale->fresh, HasSubstr("```c++\nint y;\nint z;\n```\nend\n"));

  const auto gone = check(" from \"int w;\"", "int w;\n", source);
  EXPECT_EQ(gone.status().message(),
            "page.md:2: quotes a.cc: no line there is \"int w;\"");
  EXPECT_FALSE(
      check(" from \"int z;\" to \"int x;\"", "int z;\n", source).ok());
}

TEST(CheckTest, ErrorsStandBelowTheOutput) {
  EXPECT_EQ(CheckOne("", "a\nno\n", {.out = "a\n", .err = "no\n"}).differing,
            0);
  EXPECT_EQ(CheckOne("", "a\n", {.out = "a\n", .err = "no\n"}).differing, 1);
}

TEST(CheckTest, DamagedBytesAreComparedAndShownSafely) {
  EXPECT_TRUE(Holds("", "a\xff\x1b[m\n", "a\xff\x1b[m\n"));
  const Checked checked =
      CheckOne("", "a\xff\n", {.out = std::string("a\xfe\0\x1b[m\xe2\x80", 9)});
  EXPECT_EQ(checked.differing, 1);
  EXPECT_THAT(checked.report, Not(HasSubstr("\x1b")));
  EXPECT_THAT(checked.report, Not(HasSubstr("\xfe")));
  EXPECT_THAT(checked.report, HasSubstr("\xEF\xBF\xBD"));
}

TEST(CheckTest, WordsAreAShells) {
  EXPECT_THAT(*SplitWords("a  'b c'\"d\"e --x=1"),
              ElementsAre("a", "b cde", "--x=1"));
  EXPECT_THAT(*SplitWords("''"), ElementsAre(""));
  EXPECT_THAT(*SplitWords("a  # all | of it"), ElementsAre("a"));
  for (const std::string_view wrong :
       {"a | b", "a > b", "$HOME", "\"$HOME\"", "a 'b", "a#b", "*.md"}) {
    EXPECT_FALSE(SplitWords(wrong).ok()) << wrong;
  }
}

TEST(CheckTest, OnlyProgramsOfTheTableAreRun) {
  const Programs programs = {{"//:lab", "/bin/lab"}};
  EXPECT_THAT(*ToProgram("./bazelw run //:lab", programs),
              ElementsAre("/bin/lab"));
  EXPECT_THAT(*ToProgram("./bazelw run //:lab -- dump x.o", programs),
              ElementsAre("/bin/lab", "dump", "x.o"));
  for (const std::string_view wrong :
       {"", "ls", "./bazelw test //...", "./bazelw run //:other",
        "./bazelw run //:lab dump"}) {
    EXPECT_FALSE(ToProgram(wrong, programs).ok()) << wrong;
  }
}

}  // namespace
}  // namespace atomics_lab::lessons
