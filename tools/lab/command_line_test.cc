#include "tools/lab/command_line.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/lab/command.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr Option kShowOptions[] = {
    {"--counter", &Options::counter, "NAME", "Which one."},
    {"--max-memory", &Options::max_memory, "SIZE", "How much."},
    {"--all", &Options::all, "All of them."},
    {"--thread", &Options::thread, "CALL", "One of many."},
};
constexpr Format kTextOnly[] = {Format::kText};

constexpr Command kFirst = {.name = "table",
                            .usage = "lab [table]",
                            .summary = "Everything.",
                            .options = {},
                            .formats = kAllFormats,
                            .words = "",
                            .run = nullptr};
constexpr Command kShow = {.name = "show",
                           .usage = "lab show FILE",
                           .summary = "One thing.",
                           .options = kShowOptions,
                           .formats = kTextOnly,
                           .words = "FILE…",
                           .run = nullptr};
constexpr const Command* kCommands[] = {&kFirst, &kShow};

absl::StatusOr<CommandLine> Parse(std::vector<std::string> words) {
  return ParseCommandLine(kCommands, std::move(words));
}

std::string ErrorOf(std::vector<std::string> words) {
  const absl::Status status = Parse(std::move(words)).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_FALSE(absl::StrContains(status.message(), "\n")) << status;
  return std::string(status.message());
}

std::string HelpOf(std::vector<std::string> words) {
  const auto line = Parse(std::move(words));
  EXPECT_TRUE(line.ok()) << line.status();
  if (!line.ok()) return "";
  EXPECT_EQ(line->command, nullptr);
  return line->help;
}

TEST(ParseCommandLineTest, TheFirstCommandIsMeantWhereNoneIsNamed) {
  EXPECT_EQ(Parse({})->command, &kFirst);
  const auto json = Parse({"--format=json"});
  EXPECT_EQ(json->command, &kFirst);
  EXPECT_EQ(json->options.format, Format::kJson);
}

TEST(ParseCommandLineTest, OptionsStandBeforeAndBehindWords) {
  const auto line =
      Parse({"show", "a", "--counter", "c", "b", "--max-memory=1G"});
  ASSERT_TRUE(line.ok()) << line.status();
  EXPECT_EQ(line->command, &kShow);
  EXPECT_THAT(line->options.words, ElementsAre("show", "a", "b"));
  EXPECT_EQ(line->options.counter, "c");
  EXPECT_EQ(line->options.max_memory, "1G");
}

TEST(ParseCommandLineTest, WhatIsNotSaidKeepsItsDefault) {
  EXPECT_EQ(Parse({"show", "a"})->options.max_memory, Options().max_memory);
}

TEST(ParseCommandLineTest, AnEmptyValueIsAValue) {
  const auto line = Parse({"show", "--max-memory=", "--counter=c", "a"});
  ASSERT_TRUE(line.ok()) << line.status();
  EXPECT_EQ(line->options.max_memory, "");
  EXPECT_EQ(line->options.counter, "c");
}

TEST(ParseCommandLineTest, WhatIsRepeatedKeepsItsOrderAndTakesNoWords) {
  const auto line =
      Parse({"show", "--thread=F(&x, 1)", "a", "--thread", "[G, H]", "b"});
  ASSERT_TRUE(line.ok()) << line.status();
  EXPECT_THAT(line->options.thread, ElementsAre("F(&x, 1)", "[G, H]"));
  EXPECT_THAT(line->options.words, ElementsAre("show", "a", "b"));
  EXPECT_THAT(Parse({"show", "--thread=", "a"})->options.thread,
              ElementsAre(""));
}

TEST(ParseCommandLineTest, AFlagIsSetByItsNameAlone) {
  EXPECT_FALSE(Parse({"show", "a"})->options.all);
  const auto line = Parse({"show", "--all", "a"});
  ASSERT_TRUE(line.ok()) << line.status();
  EXPECT_TRUE(line->options.all);
  EXPECT_THAT(line->options.words, ElementsAre("show", "a"));
  EXPECT_TRUE(Parse({"show", "a", "--all", "--all"})->options.all);
  EXPECT_THAT(HelpOf({"show", "--help"}), HasSubstr("All of them."));
}

TEST(ParseCommandLineTest, AFlagTakesNoValue) {
  EXPECT_THAT(ErrorOf({"show", "--all=no"}),
              HasSubstr("show: --all=no: --all takes no value"));
  EXPECT_THAT(ErrorOf({"show", "--al"}),
              HasSubstr("show has no option --al; near to it: --all"));
}

TEST(ParseCommandLineTest, HelpAnywhereIsHelp) {
  for (const auto& words :
       std::vector<std::vector<std::string>>{{"--help"}, {"-h"}, {"help"}}) {
    EXPECT_THAT(HelpOf(words), HasSubstr("lab show FILE\n    One thing."));
  }
  for (const auto& words : std::vector<std::vector<std::string>>{
           {"show", "--help"}, {"show", "a", "-h"}, {"help", "show"}}) {
    EXPECT_THAT(HelpOf(words), HasSubstr("--max-memory SIZE"));
  }
}

TEST(ParseCommandLineTest, WhatIsWrongIsOneLineWithWhatWouldBeRight) {
  EXPECT_THAT(ErrorOf({"shwo"}), HasSubstr("no command 'shwo'; near to it: "
                                           "show; the commands are: table, "
                                           "show, help"));
  EXPECT_THAT(ErrorOf({"show", "--countr=x"}),
              HasSubstr("show has no option --countr; near to it: --counter"));
  // Another command's option is as foreign as any.
  EXPECT_THAT(ErrorOf({"--counter=x"}),
              HasSubstr("table has no option --counter"));
  EXPECT_THAT(ErrorOf({"show", "--counter"}), HasSubstr("show: --counter"));
  EXPECT_THAT(ErrorOf({"show", "--format=json"}),
              HasSubstr("show: --format=json: it takes text"));
  EXPECT_THAT(ErrorOf({"--format=xml"}),
              HasSubstr("it takes text or json or markdown"));
  EXPECT_THAT(ErrorOf({"table", "x"}), HasSubstr("table takes no 'x'"));
  EXPECT_THAT(ErrorOf({"--format=json", "show"}),
              HasSubstr("a command comes first: lab show"));
}

}  // namespace
}  // namespace atomics_lab::lab
