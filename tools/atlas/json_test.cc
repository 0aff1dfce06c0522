#include "tools/atlas/json.h"

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "tools/atlas/atlas.h"

namespace atomics_lab::atlas {
namespace {

Atlas Sample() {
  return {.targets = {{.name = "aarch64-gcc",
                       .architecture = "aarch64",
                       .level = "aarch64",
                       .isa = "armv8-a",
                       .compiler = "gcc",
                       .version = "GNU C++20 1.0"}},
          .cells = {{.question = {.operation = "load",
                                  .order = "acquire",
                                  .width = 8,
                                  .result = "used"},
                     .target = "aarch64-gcc",
                     .mapping = "ldarb",
                     .family = "ldar",
                     .opcodes = {"ldarb", "ret"}}}};
}

std::string With(std::string_view what, std::string_view instead) {
  std::string text = ToJson(Sample());
  const std::size_t place = text.find(what);
  return place == std::string::npos ? "the sample has no such text"
                                    : text.replace(place, what.size(), instead);
}

std::string Refusal(const std::string& text) {
  return std::string(FromJson(text, "a.json").status().message());
}

TEST(AtlasJsonTest, ComesBackAsItWent) {
  const absl::StatusOr<Atlas> back = FromJson(ToJson(Sample()), "a.json");
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(*back, Sample());
}

TEST(AtlasJsonTest, RefusesWhatItCannotRead) {
  EXPECT_NE(Refusal("{").find("a.json"), std::string::npos);
  EXPECT_NE(Refusal(With("atomics-lab/atlas", "x")).find("/schema"),
            std::string::npos);
  EXPECT_NE(Refusal(With("\"version\": 1", "\"version\": 2")).find("/version"),
            std::string::npos);
  EXPECT_NE(Refusal(With("\"load\"", "\"fly\"")).find("/cells/0/operation"),
            std::string::npos);
  EXPECT_NE(Refusal(With("\"acquire\"", "1")).find("/cells/0/order"),
            std::string::npos);
  EXPECT_NE(Refusal(With("\"target\": \"aarch64-gcc\"", "\"target\": \"vax\""))
                .find("/cells/0"),
            std::string::npos);
}

TEST(AtlasJsonTest, AnyPrefixIsRefusedAndNotFatal) {
  const std::string text = ToJson(Sample());
  for (std::size_t size = 0; size + 2 < text.size(); ++size) {
    EXPECT_FALSE(FromJson(text.substr(0, size), "a.json").ok()) << size;
  }
}

TEST(AtlasJsonTest, MergeKeepsTheOrderOfParts) {
  Atlas second = Sample();
  second.targets[0].name = second.cells[0].target = "aarch64-clang";
  const Atlas merged = Merge({Sample(), second});
  ASSERT_EQ(merged.targets.size(), 2U);
  EXPECT_EQ(merged.targets[1].name, "aarch64-clang");
  EXPECT_EQ(merged.cells[0].target, "aarch64-gcc");
}

}  // namespace
}  // namespace atomics_lab::atlas
