// Results as JSON: written, and read back.
#include "tools/result/json.h"

#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/result/result.h"
#include "tools/result/sample.h"

namespace atomics_lab::result {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(ToJson, IsReadBackAsItWas) {
  const absl::StatusOr<Results> read =
      FromJson(ToJson(SampleResults()), "a.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, SampleResults());
}

TEST(ToJson, KeepsEmptyResultsEmpty) {
  const absl::StatusOr<Results> read = FromJson(ToJson(Results()), "a.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, Results{});
}

TEST(ToJson, KeepsNumbersAtTheEndsOfTheirRanges) {
  Results results = SampleResults();
  results.targets[0].runs[0].exit_code = std::numeric_limits<int>::min();
  results.counters[0].width_bits = std::numeric_limits<int>::max();
  results.rows[0].outcomes[0].histogram = {{~0ULL, ~0ULL}, {0, 0}};
  const absl::StatusOr<Results> read = FromJson(ToJson(results), "a.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, results);
}

TEST(ToJson, WritesNumbersThatOtherReadersWouldRoundAsStrings) {
  Results results = SampleResults();
  const std::vector<std::pair<Value, std::string_view>> spellings = {
      {{.low = 0, .high = 0}, "\"wrote\": 0,"},
      {{.low = (1ULL << 53) - 1, .high = 0}, "\"wrote\": 9007199254740991,"},
      {{.low = 1ULL << 53, .high = 0}, "\"wrote\": \"0x20000000000000\","},
      {{.low = 5, .high = 1}, "\"wrote\": \"0x10000000000000005\","},
      {{.low = ~0ULL, .high = ~0ULL},
       "\"wrote\": \"0xffffffffffffffffffffffffffffffff\","}};
  for (const auto& [value, spelling] : spellings) {
    results.explorations[0].outcomes[0].witness[0].wrote = value;
    const std::string text = ToJson(results);
    EXPECT_THAT(text, HasSubstr(spelling));
    const absl::StatusOr<Results> read = FromJson(text, "a.json");
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(*read, results);
  }
}

TEST(ToJson, WritesTheOneValueOfAnOutcomePlainly) {
  const std::string text = ToJson(SampleResults().explorations[0]);
  EXPECT_THAT(text, HasSubstr("\"value\": 1,"));
  EXPECT_THAT(text, HasSubstr("\"value\": [\n    1,\n    2\n   ]"));
}

TEST(ToJson, WritesNoExplorationsWhereThereWereNone) {
  Results results = SampleResults();
  results.explorations.clear();
  EXPECT_THAT(ToJson(results), Not(HasSubstr("explorations")));
  const absl::StatusOr<Results> read = FromJson(ToJson(results), "a.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, results);
}

TEST(ToJson, WritesNoCostsWhereNoMeasurementWasNamed) {
  Results results = SampleResults();
  results.costs.reset();
  EXPECT_THAT(ToJson(results), Not(HasSubstr("costs")));
  const absl::StatusOr<Results> read = FromJson(ToJson(results), "a.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, results);
}

TEST(ToJson, WritesNoAtlasWhereThereWasNone) {
  Results results = SampleResults();
  results.atlas.reset();
  EXPECT_THAT(ToJson(results), Not(HasSubstr("atlas\"")));
  const absl::StatusOr<Results> read = FromJson(ToJson(results), "a.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, results);
}

TEST(ToJson, StatesSchemaAndVersionFirst) {
  EXPECT_THAT(ToJson(Results()),
              StartsWith("{\n \"schema\": \"atomics-lab/results\",\n"
                         " \"version\": 3,\n \"environment\""));
}

TEST(ToJson, EndsWithANewline) { EXPECT_EQ(ToJson(Results()).back(), '\n'); }

TEST(ToJson, WritesWhatWasNotMeasuredAsAbsent) {
  Results results = SampleResults();
  Instruction& instruction = results.rows[0].functions[0].instructions[0];
  instruction.file.clear();
  instruction.line = 0;
  instruction.frames.clear();
  results.rows.resize(1);
  results.costs.reset();
  EXPECT_THAT(ToJson(results), Not(HasSubstr("\"line\"")));
  EXPECT_THAT(ToJson(results), Not(HasSubstr("\"file\"")));
}

TEST(ToJson, WritesANoteOnlyWhereThereIsOne) {
  Results results = SampleResults();
  results.explorations.clear();
  results.steppers.clear();
  results.costs.reset();
  results.rows[0].outcomes[0].note = "";
  results.rows.resize(1);
  EXPECT_THAT(ToJson(results), Not(HasSubstr("\"note\"")));
  results.rows[0].outcomes[0].note = "it fell back";
  const absl::StatusOr<Results> read = FromJson(ToJson(results), "a.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->rows[0].outcomes[0].note, "it fell back");
}

TEST(ToJson, IsValidUtf8ForAnyBytes) {
  Results results = SampleResults();
  results.environment.cpu = "\xff\xfe\xc0\x80 \xed\xa0\x80 end";
  const absl::StatusOr<Results> read = FromJson(ToJson(results), "a.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_THAT(read->environment.cpu, HasSubstr("\xef\xbf\xbd"));
  EXPECT_THAT(read->environment.cpu, HasSubstr(" end"));
}

TEST(ToJson, KeepsControlCharactersAndQuotes) {
  Results results = SampleResults();
  results.environment.cpu = std::string("a\0b\n\"\\\x1b[31m</script>", 20);
  const absl::StatusOr<Results> read = FromJson(ToJson(results), "a.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->environment.cpu, results.environment.cpu);
}

TEST(ToJson, WritesFunctionsAloneAsAnArray) {
  EXPECT_EQ(ToJson(std::vector<Function>()), "[]\n");
  EXPECT_THAT(ToJson(SampleResults().rows[0].functions),
              StartsWith("[\n {\n  \"operation\": \"Add\""));
}

}  // namespace
}  // namespace atomics_lab::result
