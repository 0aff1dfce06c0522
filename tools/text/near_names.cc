#include "tools/text/near_names.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/match.h"

namespace atomics_lab::text {
namespace {

constexpr std::size_t kLeastLimit = 2;
constexpr std::size_t kShortestPart = 3;
// Keeps the cost of one comparison bounded whatever is asked for.
constexpr std::size_t kLongestQuery = 1024;

}  // namespace

std::size_t EditDistance(std::string_view a, std::string_view b,
                         std::size_t limit) {
  const std::size_t difference =
      a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > limit) return limit + 1;
  // Levenshtein's table, three rows at a time: row[j] is the distance between
  // the first i characters of `a` and the first j of `b`. What an exchange of
  // neighbours reaches from two rows above is never nearer than the limit when
  // the whole row above is beyond it.
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  std::vector<std::size_t> above;
  std::vector<std::size_t> two_above;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    two_above = std::exchange(above, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced =
          above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, above[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], two_above[j - 2] + 1);
      }
    }
    if (*std::min_element(row.begin(), row.end()) > limit) return limit + 1;
  }
  return std::min(row.back(), limit + 1);
}

NearNames::NearNames(std::string_view query)
    : query_(query.substr(0, kLongestQuery)),
      limit_(std::max(kLeastLimit, query_.size() / 3)) {}

void NearNames::Consider(std::string_view name, std::string_view shown) {
  std::size_t distance = EditDistance(query_, name, limit_);
  if (distance > limit_) {
    const bool contains =
        query_.size() >= kShortestPart && absl::StrContains(name, query_);
    if (!contains) return;
    distance = limit_;
  }
  const Candidate candidate = {.distance = distance,
                               .length = shown.size(),
                               .shown = std::string(shown)};
  const bool known = std::any_of(
      candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
        return other.shown == shown && other.distance <= distance;
      });
  if (known) return;
  std::erase_if(candidates_,
                [&](const Candidate& other) { return other.shown == shown; });
  candidates_.insert(
      std::upper_bound(candidates_.begin(), candidates_.end(), candidate),
      candidate);
  if (candidates_.size() > kMost) candidates_.pop_back();
}

std::vector<std::string> NearNames::Nearest() const {
  std::vector<std::string> names;
  names.reserve(candidates_.size());
  for (const Candidate& candidate : candidates_) {
    names.push_back(candidate.shown);
  }
  return names;
}

}  // namespace atomics_lab::text
