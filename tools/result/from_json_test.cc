// Files that are no results are refused, and the message says where and why.
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/result/json.h"
#include "tools/result/result.h"
#include "tools/result/sample.h"

namespace atomics_lab::result {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// The sample's JSON with `from` replaced by `to`, read again: the error.
std::string ErrorWith(std::string_view from, std::string_view to) {
  const std::string text = ToJson(SampleResults());
  const std::string changed = absl::StrReplaceAll(text, {{from, to}});
  EXPECT_NE(changed, text) << "nothing to replace: " << from;
  const absl::StatusOr<Results> results = FromJson(changed, "a.json");
  EXPECT_EQ(results.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(results.status().message(), Not(HasSubstr("\n")));
  return std::string(results.status().message());
}

TEST(FromJson, PassesOverUnknownKeys) {
  const std::string text = absl::StrReplaceAll(
      ToJson(SampleResults()), {{"\"cpus\"", "\"later\": [{}], \"cpus\""}});
  EXPECT_TRUE(FromJson(text, "a.json").ok());
}

TEST(FromJson, NamesTheFileAndTheByteWhereParsingStopped) {
  const absl::StatusOr<Results> results = FromJson("{\"a\": nul}", "a.json");
  EXPECT_EQ(results.status(),
            absl::InvalidArgumentError("a.json: is not JSON from byte 10 on"));
}

TEST(FromJson, RefusesEmptyText) {
  EXPECT_THAT(FromJson("", "a.json").status().message(),
              HasSubstr("a.json: is not JSON from byte 1 on"));
}

TEST(FromJson, RefusesAFileCutShort) {
  const std::string text = ToJson(SampleResults());
  EXPECT_THAT(
      FromJson(text.substr(0, text.size() / 2), "a.json").status().message(),
      HasSubstr("is not JSON from byte"));
}

TEST(FromJson, RefusesInvalidUtf8) {
  EXPECT_THAT(ErrorWith("A processor", "\xff"), HasSubstr("is not JSON"));
}

TEST(FromJson, RefusesAnotherSchema) {
  EXPECT_EQ(ErrorWith("atomics-lab/results", "else"),
            "a.json: /schema must be \"atomics-lab/results\"");
}

TEST(FromJson, RefusesJsonThatIsNoObject) {
  EXPECT_EQ(FromJson("[]", "a.json").status().message(),
            "a.json: / is array, must be an object");
}

TEST(FromJson, SaysWhichVersionItReads) {
  EXPECT_EQ(ErrorWith("\"version\": 3", "\"version\": 4"),
            "a.json: /version is of schema version 4; this lab reads version "
            "3");
  EXPECT_THAT(ErrorWith("\"version\": 3", "\"version\": 0"),
              HasSubstr("schema version 0"));
}

TEST(FromJson, NamesTheVersionBeforeAnythingElse) {
  EXPECT_THAT(
      FromJson(R"({"schema": "atomics-lab/results", "version": 7})", "a.json")
          .status()
          .message(),
      HasSubstr("schema version 7"));
}

TEST(FromJson, PointsAtAMissingKey) {
  EXPECT_EQ(ErrorWith("\"symbol\"", "\"simbol\""),
            "a.json: /rows/0/functions/0 has no \"symbol\"");
  EXPECT_EQ(ErrorWith("\"rows\"", "\"lines\""), "a.json: / has no \"rows\"");
}

TEST(FromJson, PointsAtAValueOfTheWrongType) {
  EXPECT_EQ(ErrorWith("\"threads\": 2", "\"threads\": \"2\""),
            "a.json: /rows/0/outcomes/0/threads must be an integer of 32 bits");
  EXPECT_EQ(ErrorWith("\"lossless\": true", "\"lossless\": 1"),
            "a.json: /counters/1/lossless must be true or false");
  EXPECT_EQ(ErrorWith("\"kernel\": \"Linux 6.1\"", "\"kernel\": null"),
            "a.json: /environment/kernel is null, must be a string");
  EXPECT_EQ(ErrorWith("\"-O2\"", "{}"),
            "a.json: /targets/0/flags/0 is object, must be a string");
}

TEST(FromJson, PointsAtAnUnknownVerdict) {
  EXPECT_EQ(
      ErrorWith("\"passed\"", "\"fine\""),
      "a.json: /rows/0/verdict must be \"passed\", \"failed\" or \"not run\"");
}

TEST(FromJson, RefusesNumbersOutOfRange) {
  for (std::string_view number :
       {"2147483648", "-2147483649", "18446744073709551616", "1.0", "1e999",
        "18446744073709551615", "-1e999"}) {
    EXPECT_THAT(
        ErrorWith("\"threads\": 2", absl::StrCat("\"threads\": ", number)),
        StartsWith("a.json: "))
        << number;
  }
  EXPECT_THAT(ErrorWith("\"runs\": 1000", "\"runs\": -1"),
              HasSubstr("/histogram/0/runs must be an unsigned integer"));
}

TEST(FromJson, RefusesBottomlessNesting) {
  const std::string bomb(1'000'000, '[');
  EXPECT_EQ(FromJson(bomb, "a.json").status().message(),
            "a.json: nests deeper than 32 levels");
}

TEST(FromJson, RefusesAKeyThatStandsTwice) {
  EXPECT_EQ(ErrorWith("\"kernel\"", "\"cpu\""),
            "a.json: has the key \"cpu\" twice in one object");
}

TEST(FromJson, RefusesAHistogramValueThatStandsTwice) {
  EXPECT_THAT(
      ErrorWith("\"histogram\": [", R"("histogram": [{"value":4,"runs":1},)"),
      HasSubstr("/histogram/1 counts the value 4 again"));
}

TEST(FromJson, RefusesNamesThatStandTwice) {
  Results results = SampleResults();
  results.targets.push_back(results.targets[0]);
  EXPECT_EQ(FromJson(ToJson(results), "a.json").status().message(),
            "a.json: /targets/1 has the name of an earlier one");
}

TEST(FromJson, RefusesRowsThatBelongNowhere) {
  Results results = SampleResults();
  results.rows[1].counter = "unheard_of";
  EXPECT_EQ(FromJson(ToJson(results), "a.json").status().message(),
            "a.json: /rows/1/counter names none of the file's counters");
  results = SampleResults();
  results.rows[1].target = "unheard_of";
  EXPECT_EQ(FromJson(ToJson(results), "a.json").status().message(),
            "a.json: /rows/1/target names none of the file's targets");
}

TEST(FromJson, RefusesExplorationsThatBelongNowhere) {
  Results results = SampleResults();
  results.explorations[0].counter = "unheard_of";
  EXPECT_EQ(
      FromJson(ToJson(results), "a.json").status().message(),
      "a.json: /explorations/0/counter names none of the file's counters");
  results = SampleResults();
  results.explorations[0].target = "unheard_of";
  EXPECT_EQ(FromJson(ToJson(results), "a.json").status().message(),
            "a.json: /explorations/0/target names none of the file's targets");
}

TEST(FromJson, RefusesExplorationsThatAreNone) {
  EXPECT_EQ(ErrorWith("\"refuted\"", "\"maybe\""),
            "a.json: /explorations/0/verdict must be \"proved\", \"refuted\", "
            "\"consistent within the bound\" or \"not explorable\"");
  EXPECT_EQ(ErrorWith("\"seconds\": 0.25", "\"seconds\": \"1\""),
            "a.json: /explorations/0/seconds must be a number");
  for (std::string_view value :
       {"\"\"", "\"0x\"", "\"12\"", "\"0xg\"", "\"0x-1\"",
        "\"0x111111111111111111111111111111111\""}) {
    EXPECT_EQ(ErrorWith("\"value\": 7", absl::StrCat("\"value\": ", value)),
              "a.json: /explorations/0/outcomes/0/witness/0/store_buffer/0/"
              "value must be an unsigned integer or \"0x\" and up to 32 digits")
        << value;
  }
  EXPECT_THAT(ErrorWith("\"registers\": {", "\"registers\": 1, \"x\": {"),
              HasSubstr("/registers is number, must be an object"));
}

TEST(FromJson, RefusesARowThatStandsTwice) {
  Results results = SampleResults();
  results.rows[1] = results.rows[0];
  EXPECT_EQ(FromJson(ToJson(results), "a.json").status().message(),
            "a.json: /rows/1 has the counter and target of an earlier row");
}

TEST(FromJson, RefusesCostsThatBelongNowhere) {
  Results results = SampleResults();
  results.costs->rows[1].counter = "unheard_of";
  EXPECT_EQ(FromJson(ToJson(results), "a.json").status().message(),
            "a.json: /costs/rows/1/counter names none of the file's counters");
}

TEST(FromJson, RefusesCostsThatAreNone) {
  Results results = SampleResults();
  results.costs->rows[1].threads = results.costs->rows[0].threads;
  EXPECT_EQ(FromJson(ToJson(results), "a.json").status().message(),
            "a.json: /costs/rows/1 has the counter and threads of an earlier "
            "row");
  EXPECT_EQ(ErrorWith("\"median\": 1.25", "\"median\": \"1.25\""),
            "a.json: /costs/rows/0/to_floor/median must be a number");
  EXPECT_EQ(ErrorWith("\"baseline\"", "\"base\""),
            "a.json: /costs has no \"baseline\"");
}

TEST(FromJson, RefusesAnAtlasWithoutAllColumns) {
  Results results = SampleResults();
  results.atlas->lines[0].instructions.emplace_back("one too many");
  EXPECT_EQ(FromJson(ToJson(results), "a.json").status().message(),
            "a.json: /atlas/lines/0/instructions must have one text for each "
            "of 1 columns");
}

TEST(FromJson, KeepsItsMessageOneLineForAnyFileName) {
  EXPECT_EQ(FromJson("", "a\nb").status().message(),
            "a\\nb: is not JSON from byte 1 on");
}

}  // namespace
}  // namespace atomics_lab::result
