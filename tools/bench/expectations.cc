#include "tools/bench/expectations.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "tools/bench/statistics.h"
#include "tools/result/bench.h"
#include "tools/result/bench_expectations.h"

namespace atomics_lab::bench {
namespace {

using Of = Expectation::Of;

constexpr std::string_view kHarnessName = "harness";

// "per_cpu at 2", or the harness.
absl::Status ParseSubject(std::string_view text, Expectation& expectation) {
  const std::vector<std::string_view> words =
      absl::StrSplit(text, ' ', absl::SkipEmpty());
  if (words.size() == 1 && words[0] == kHarnessName) return absl::OkStatus();
  if (words.size() != 3 || words[1] != "at" ||
      !absl::SimpleAtoi(words[2], &expectation.threads) ||
      expectation.threads < 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("`", text, "` is neither `COUNTER at THREADS` nor `",
                     kHarnessName, "`"));
  }
  expectation.counter = std::string(words[0]);
  return absl::OkStatus();
}

// Takes one of the two words off the front of `text`; nothing if neither stands
// there.
std::optional<bool> TakeEither(std::string_view& text, std::string_view yes,
                               std::string_view no) {
  if (absl::ConsumePrefix(&text, yes)) return true;
  if (absl::ConsumePrefix(&text, no)) return false;
  return std::nullopt;
}

std::optional<Of> TakeOf(std::string_view& text) {
  if (absl::ConsumePrefix(&text, "speedup ")) return Of::kSpeedup;
  const auto to_floor = TakeEither(text, "to floor ", "to baseline ");
  if (!to_floor.has_value()) return std::nullopt;
  return *to_floor ? Of::kToFloor : Of::kToBaseline;
}

// "to floor at most 1.1"
absl::Status ParseBound(std::string_view text, Expectation& expectation) {
  std::string_view rest = text;
  const std::optional<Of> of = TakeOf(rest);
  const auto at_most = TakeEither(rest, "at most ", "at least ");
  if (!of.has_value() || !at_most.has_value() ||
      !absl::SimpleAtod(rest, &expectation.limit)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "`", text,
        "` is not `to floor`, `to baseline` or `speedup`, then `at most` or "
        "`at least`, and a number"));
  }
  expectation.of = *of;
  expectation.at_most = *at_most;
  const bool of_counter = !expectation.counter.empty();
  if (of_counter || expectation.of == Of::kToFloor) return absl::OkStatus();
  return absl::InvalidArgumentError("the harness is held to the floor alone");
}

absl::StatusOr<Expectation> ParseLine(std::string_view line) {
  Expectation expectation = {.text = std::string(line)};
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) {
    return absl::InvalidArgumentError(
        absl::StrCat("`", line, "` has no colon behind what it is about"));
  }
  ABSL_RETURN_IF_ERROR(ParseSubject(line.substr(0, colon), expectation));
  ABSL_RETURN_IF_ERROR(ParseBound(
      absl::StripAsciiWhitespace(line.substr(colon + 1)), expectation));
  return expectation;
}

const result::BenchRow* RowOf(const result::Bench& bench,
                              const std::string& counter, int threads) {
  const auto found =
      std::ranges::find_if(bench.rows, [&](const result::BenchRow& row) {
        return row.counter == counter && row.threads == threads &&
               row.mix == result::kAdds && row.hint == result::kNoHint;
      });
  return found == bench.rows.end() ? nullptr : &*found;
}

// Of repetitions that both rows have.
std::vector<double> Speedups(const result::BenchRow& many,
                             const result::BenchRow& one) {
  std::vector<double> values;
  for (const result::BenchRepetition& of_many : many.repetitions) {
    for (const result::BenchRepetition& of_one : one.repetitions) {
      if (of_one.number != of_many.number) continue;
      values.push_back(many.threads * of_one.ns / of_many.ns);
    }
  }
  return values;
}

std::vector<double> ValuesOf(const Expectation& expectation,
                             const result::Bench& bench) {
  std::vector<double> values;
  const result::BenchRow* row =
      RowOf(bench, expectation.counter, expectation.threads);
  if (row == nullptr) return values;
  if (expectation.of == Of::kSpeedup) {
    const result::BenchRow* one = RowOf(bench, expectation.counter, 1);
    return one == nullptr ? values : Speedups(*row, *one);
  }
  for (const result::BenchRepetition& one : row->repetitions) {
    values.push_back(one.ns / (expectation.of == Of::kToFloor
                                   ? one.floor_ns
                                   : one.baseline_ns));
  }
  return values;
}

result::BenchExpectation JudgeOne(const Expectation& expectation,
                                  const result::Bench& bench) {
  result::BenchExpectation judged = {.text = expectation.text};
  if (expectation.counter.empty()) {
    judged.value = bench.harness.to_floor;
    judged.repetitions = bench.harness.repetitions;
  } else {
    const std::vector<double> values = ValuesOf(expectation, bench);
    judged.value = SpreadOf(values);
    judged.repetitions = static_cast<int>(values.size());
  }
  judged.met = judged.repetitions > 0 &&
               (expectation.at_most ? judged.value.lower <= expectation.limit
                                    : judged.value.upper >= expectation.limit);
  return judged;
}

}  // namespace

absl::StatusOr<std::vector<Expectation>> ParseExpectations(
    std::string_view text, std::string_view source) {
  std::vector<Expectation> expectations;
  int number = 0;
  for (std::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line.substr(0, line.find('#')));
    if (line.empty()) continue;
    auto parsed = ParseLine(line);
    if (!parsed.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat(source, ":", number, ": ", parsed.status().message()));
    }
    expectations.push_back(*std::move(parsed));
  }
  if (!expectations.empty()) return expectations;
  return absl::InvalidArgumentError(
      absl::StrCat(source,
                   ": expects nothing; a line such as `per_cpu at 1: "
                   "to floor at most 1.1` would"));
}

std::vector<std::string> CountersOf(
    const std::vector<Expectation>& expectations) {
  std::vector<std::string> counters;
  for (const Expectation& one : expectations) {
    const bool known =
        std::ranges::find(counters, one.counter) != counters.end();
    if (!known && !one.counter.empty()) counters.push_back(one.counter);
  }
  return counters;
}

std::vector<int> ThreadsOf(const std::vector<Expectation>& expectations) {
  std::set<int> threads;
  for (const Expectation& one : expectations) {
    threads.insert(one.threads);
    if (one.of == Of::kSpeedup) threads.insert(1);
  }
  return {threads.begin(), threads.end()};
}

result::BenchExpectations Judge(const std::vector<Expectation>& expectations,
                                const result::Bench& bench) {
  result::BenchExpectations judged = {.target = bench.target};
  judged.expectations.reserve(expectations.size());
  for (const Expectation& one : expectations) {
    judged.expectations.push_back(JudgeOne(one, bench));
  }
  return judged;
}

}  // namespace atomics_lab::bench
