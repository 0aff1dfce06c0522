#include "tools/lessons/page.h"

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace atomics_lab::lessons {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr std::string_view kBlock =
    "```console\n"
    "$ ./bazelw run //:lab\n"
    "threads: 2 in 0.5 s\n"
    "```\n";

absl::StatusOr<Page> Under(std::string_view comment,
                           std::string_view block = kBlock) {
  return ReadPage("page.md", absl::StrCat(comment, "\n", block));
}

void ExpectRefused(const absl::StatusOr<Page>& page, std::string_view place,
                   std::string_view why) {
  ASSERT_FALSE(page.ok()) << why;
  EXPECT_EQ(page.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(page.status().message(), HasSubstr(place));
  EXPECT_THAT(page.status().message(), HasSubstr(why));
}

TEST(PageTest, FindsCommandsAndWhatTheyPrint) {
  const auto page = ReadPage("page.md",
                             "Text\n```console\n$ one\na\n\nb\n$ two\n```\n"
                             "```text\nint x;\n```\n");
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_THAT(page->commands, SizeIs(2));
  EXPECT_EQ(page->commands[0].text, "one");
  EXPECT_EQ(page->commands[0].line, 3);
  ASSERT_THAT(page->commands[0].output, SizeIs(3));
  EXPECT_EQ(page->commands[0].output[2].sample, "b");
  EXPECT_EQ(page->commands[0].output[2].line, 6);
  EXPECT_THAT(page->commands[1].output, SizeIs(0));
  EXPECT_EQ(page->commands[1].output_end, 8);
}

TEST(PageTest, ReadsWhatStandsAboveABlock) {
  const auto page =
      Under("<!-- block:\nvaries \"in {time}\"\nexit status 2\n-->\n");
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->commands[0].exit_status, 2);
  EXPECT_THAT(page->commands[0].output[0].parts, SizeIs(2));
}

TEST(PageTest, CountsWhatIsNotRun) {
  const auto page = Under("<!-- block: not run: needs Arm -->\n```sh\nls\n```");
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_THAT(page->not_run, SizeIs(1));
  EXPECT_EQ(page->not_run[0].reason, "needs Arm");
}

TEST(PageTest, RefusesCommandsThatNobodyRuns) {
  for (const std::string language : {"sh", "bash"}) {
    ExpectRefused(Under("", absl::StrCat("```", language, "\nls\n```\n")),
                  "page.md:2: ", "commands that nobody runs");
  }
  ExpectRefused(Under("", "```\n$ ls\n```\n"), "page.md:2: ", "nobody runs");
  ExpectRefused(Under("", "```console\nls\n```\n"), "page.md:2: ", "`$ ");
  ExpectRefused(Under("", "```text\nls\n```\n"), "page.md:0: ", "nothing to");
  ExpectRefused(Under("<!-- block: not run: -->"), "page.md:1: ", "reason");
}

TEST(PageTest, ReadsWhatABlockQuotes) {
  const auto page = Under("<!-- block: quotes a.cc from \"say(\"x\"); {\" -->",
                          "```c++\nx\ny  \n```\n");
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_THAT(page->quotations, SizeIs(1));
  EXPECT_EQ(page->quotations[0].quote.file, "a.cc");
  EXPECT_EQ(page->quotations[0].quote.from, "say(\"x\"); {");
  EXPECT_EQ(page->quotations[0].quote.to, "");
  EXPECT_THAT(page->quotations[0].shown, SizeIs(2));
}

TEST(PageTest, RefusesCodeThatNobodyCompilesAndQuotationsOfNothing) {
  ExpectRefused(Under("", "```c++\nint x;\n```\n"),
                "page.md:2: ", "nobody compiles");
  ExpectRefused(Under("<!-- block: quotes a.cc -->", "```c++\n```\n"),
                "page.md:2: ", "quotes nothing");
  ExpectRefused(Under("<!-- block: quotes a.cc -->"), "page.md:1: ", "one of");
  ExpectRefused(
      Under("<!-- block:\nquotes a.cc\nexit status 1\n-->", "```c++\nx\n```\n"),
      "page.md:1: ", "one of");
  for (const std::string quote :
       {"/a.cc", "a.cc from", "a.cc from \"", "a.cc from \"\"", "a.cc lines 1",
        "a.cc to \"x\" from \"y\" again"}) {
    ExpectRefused(Under(absl::StrCat("<!-- block: quotes ", quote, " -->"),
                        "```c++\nx\n```\n"),
                  "page.md:1: ", "`quotes FILE`");
  }
}

TEST(PageTest, RefusesWhatVariesTooWidely) {
  for (const std::string piece :
       {"{number}", "{number} {time}", "{time}: ", "{address}"}) {
    ExpectRefused(Under(absl::StrCat("<!-- block: varies \"", piece, "\" -->")),
                  "page.md:1: ", "fits nearly any line");
  }
  for (const std::string piece : {"", "threads", "{any}", "threads: {2|}"}) {
    ExpectRefused(Under(absl::StrCat("<!-- block: varies \"", piece, "\" -->")),
                  "page.md:1: ", "nothing may differ");
  }
  ExpectRefused(
      Under("<!-- block: varies \"threads: {2|3} in {time}\" on 1 to 99 "
            "lines -->"),
      "page.md:1: ", "on 1 to 3 lines");
}

TEST(PageTest, RefusesWhatNoLineNeeds) {
  ExpectRefused(Under("<!-- block: varies \"took {time}\" -->"),
                "page.md:1: ", "no line of the block has \"took {time}\"");
}

TEST(PageTest, RefusesToLeaveOutEverything) {
  ExpectRefused(Under("", "```console\n$ ls\n…\n```\n"),
                "page.md:4: ", "leaves out all");
  ExpectRefused(Under("", "```console\n$ ls\na\n…\n…\n```\n"),
                "page.md:6: ", "one is enough");
}

TEST(PageTest, RefusesCommentsThatBelongToNoBlock) {
  ExpectRefused(Under("<!-- block: exit status 1 -->\ntext"),
                "page.md:1: ", "no block begins");
  ExpectRefused(Under("", absl::StrCat(kBlock, "<!-- block: exit status 1\n")),
                "page.md:6: ", "does not end");
  ExpectRefused(Under("<!-- block: exit status 1 -->", "```text\n```\n"),
                "page.md:1: ", "is not run");
  for (const std::string remark :
       {"exit status 0", "exit status", "exit status 256", "varies {number}",
        "varies \"", "may differ"}) {
    ExpectRefused(Under(absl::StrCat("<!-- block: ", remark, " -->")),
                  "page.md:1: ", "");
  }
}

TEST(PageTest, RefusesABlockWithoutItsEnd) {
  ExpectRefused(Under("", "```console\n$ ls\n"), "page.md:2: ", "does not end");
}

}  // namespace
}  // namespace atomics_lab::lessons
