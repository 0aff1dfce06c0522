// Damages good JSON in thousands of ways, the same ones in every run. What
// FromJson still accepts must be written and read again without change.
#include <array>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/result/json.h"
#include "tools/result/result.h"
#include "tools/result/sample.h"

namespace atomics_lab::result {
namespace {

// Distributions differ between standard libraries; the engine's numbers do
// not. The slight bias of the remainder does no harm here.
class Dice {
 public:
  std::size_t Below(std::size_t bound) { return engine_() % bound; }

 private:
  std::mt19937_64 engine_{20240607};
};

constexpr std::array<std::string_view, 14> kSplinters = {"{",
                                                         "}",
                                                         "[",
                                                         "]",
                                                         ",",
                                                         ":",
                                                         "\"",
                                                         "-1",
                                                         "1e999",
                                                         "null",
                                                         "18446744073709551616",
                                                         "\\ud800",
                                                         "\xff",
                                                         "{\"version\":9}"};

void FlipBit(std::string& text, Dice& dice) {
  char& byte = text[dice.Below(text.size())];
  byte = static_cast<char>(static_cast<unsigned char>(byte) ^
                           (1U << dice.Below(8)));
}

void CutOut(std::string& text, Dice& dice) {
  text.erase(dice.Below(text.size()), dice.Below(40));
}

void Repeat(std::string& text, Dice& dice) {
  const std::string piece = text.substr(dice.Below(text.size()), 40);
  text.insert(dice.Below(text.size()), piece);
}

void Splinter(std::string& text, Dice& dice) {
  const std::size_t at = dice.Below(text.size());
  text.replace(at, dice.Below(4), kSplinters[dice.Below(kSplinters.size())]);
}

std::string Mutated(std::string text, Dice& dice) {
  constexpr std::array kWays = {FlipBit, CutOut, Repeat, Splinter};
  for (std::size_t i = 0; i <= dice.Below(3) && !text.empty(); ++i) {
    kWays[dice.Below(kWays.size())](text, dice);
  }
  return text;
}

// Returns whether it was read.
bool ExpectReadOrRefused(const std::string& text) {
  const absl::StatusOr<Results> results = FromJson(text, "a.json");
  if (!results.ok()) {
    EXPECT_EQ(results.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(results.status().message(), ::testing::StartsWith("a.json: "));
    return false;
  }
  const absl::StatusOr<Results> again = FromJson(ToJson(*results), "b.json");
  EXPECT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again.ok() && *again == *results);
  return true;
}

TEST(FromJson, ReadsOrRefusesAnyDamagedText) {
  const std::string text = ToJson(SampleResults());
  Dice dice;
  int read = 0;
  for (int i = 0; i < 5000; ++i) {
    if (ExpectReadOrRefused(Mutated(text, dice))) ++read;
  }
  // Damage of one kind only would leave half of the reader untried.
  EXPECT_GT(read, 100);
  EXPECT_LT(read, 4900);
}

TEST(FromJson, ReadsOrRefusesEveryPrefix) {
  const std::string text = ToJson(SampleResults());
  // Without its last newline the text is still complete.
  for (std::size_t size = 0; size < text.size() - 1; ++size) {
    EXPECT_FALSE(ExpectReadOrRefused(text.substr(0, size))) << size;
  }
}

}  // namespace
}  // namespace atomics_lab::result
