#include "tools/report/html_final_values.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/report/final_values.h"
#include "tools/report/html_matrix.h"
#include "tools/report/web/final_values_html.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using result::Results;
using result::Row;

// All that is not named.
constexpr std::string_view kElse = "else";

// More values than these are summed up.
constexpr std::size_t kMostValues = 6;

std::string Text(const std::vector<std::uint64_t>& values) {
  if (values.size() <= kMostValues) return absl::StrJoin(values, ", ");
  return absl::StrCat(values.back(), "–", values.front(), ", ", values.size(),
                      " values");
}

// A line, or nothing where there are no values.
std::string Line(std::string_view kind, std::string_view head,
                 std::string_view values) {
  if (values.empty()) return "";
  return absl::StrCat("<span class=\"ends", kind, "\">", head, " ", values,
                      "</span>");
}

std::string Forbidden(const FinalValues& values) {
  if (!values.all_explored) return "";
  return absl::StrCat(Text(values.forbidden),
                      values.forbidden.empty() ? "" : ", ", kElse);
}

}  // namespace

std::string HtmlFinalValues(const Results& results, const Row& row) {
  const std::optional<FinalValues> values = FinalValuesOf(results, row);
  if (!values.has_value()) return HtmlOutcome(results, row);
  return absl::StrCat(
      Line(" seen", "● seen", HtmlOutcome(results, row)),
      Line(" wrong", "✕ seen, yet forbidden", Text(values->seen_forbidden)),
      Line("", "○ not seen", Text(values->unseen)),
      Line(" weaker", "◇ cannot show", Text(values->cannot_show)),
      Line(" never", "⊘ forbidden", Forbidden(*values)),
      Line(" open", "? unknown", values->all_explored ? "" : kElse));
}

std::string HtmlFinalValuesLegend(const Results& results) {
  for (const Row& row : results.rows) {
    if (FinalValuesOf(results, row).has_value()) {
      return std::string(kFinalValuesHtml);
    }
  }
  return "";
}

}  // namespace atomics_lab::report
