#include "tools/report/bench_expectations.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/report/sheet.h"
#include "tools/report/three_digits.h"
#include "tools/result/bench_expectations.h"

namespace atomics_lab::report {
namespace {

std::vector<std::string> RowCells(const result::BenchExpectation& one) {
  if (one.repetitions == 0) return {one.text, "-", "-", "-", "not measured"};
  return {one.text, ThreeDigits(one.value.median),
          absl::StrCat(ThreeDigits(one.value.lower), " … ",
                       ThreeDigits(one.value.upper)),
          absl::StrCat(one.repetitions), one.met ? "met" : "MISSED"};
}

}  // namespace

Sheet BenchExpectationsSheet(const result::BenchExpectations& expectations) {
  const auto& all = expectations.expectations;
  const auto met =
      std::ranges::count(all, true, &result::BenchExpectation::met);
  Sheet sheet = {
      .head = {absl::StrCat("What was expected of ", expectations.target),
               absl::StrCat(met, " met, ",
                            static_cast<std::ptrdiff_t>(all.size()) - met,
                            " missed")},
      .cells = {{"expected", "median", "quartiles", "repetitions", "verdict"}},
      .notes = {{"Missed is what lies beyond its limit with both quartiles."}}};
  for (const result::BenchExpectation& one : all) {
    sheet.cells.push_back(RowCells(one));
  }
  return sheet;
}

}  // namespace atomics_lab::report
