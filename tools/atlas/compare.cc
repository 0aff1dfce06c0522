#include "tools/atlas/compare.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/atlas/atlas.h"

namespace atomics_lab::atlas {
namespace {

using Key = std::string Target::*;

// What a pair of names can be names of, and what such a pair shares.
struct Side {
  Key names;
  Key shared;  // null: nothing
  std::string_view shared_title;
};
constexpr Side kSides[] = {{&Target::compiler, &Target::level, "level"},
                           {&Target::level, &Target::compiler, "compiler"},
                           {&Target::name, nullptr, ""}};

template <typename Names>
int IndexIn(const Names& names, std::string_view name) {
  return static_cast<int>(std::find(std::begin(names), std::end(names), name) -
                          std::begin(names));
}

std::vector<std::string> NamesOf(const Atlas& atlas, Key key) {
  std::vector<std::string> names;
  for (const Target& target : atlas.targets) {
    if (std::find(names.begin(), names.end(), target.*key) == names.end()) {
      names.push_back(target.*key);
    }
  }
  return names;
}

bool HasBoth(const std::vector<std::string>& names, std::string_view left,
             std::string_view right) {
  return std::find(names.begin(), names.end(), left) != names.end() &&
         std::find(names.begin(), names.end(), right) != names.end();
}

absl::Status NoSuchNames(const Atlas& atlas, std::string_view left,
                         std::string_view right) {
  const auto list = [&atlas](Key key) {
    return absl::StrJoin(NamesOf(atlas, key), ", ");
  };
  return absl::InvalidArgumentError(absl::StrCat(
      "--diff=", left, ",", right, ": it takes two compilers (",
      list(&Target::compiler), "), two levels (", list(&Target::level),
      ") or two targets (", list(&Target::name), ")"));
}

// Where a question stands in the tables.
using Place = std::tuple<int, int, int, int, std::string>;

Place PlaceOf(const Question& question, int shared) {
  return {IndexIn(kOperations, question.operation), shared, question.width,
          IndexIn(kOrders, question.order), question.result};
}

std::vector<Comparison> CompareSide(const Atlas& atlas, const Side& side,
                                    std::string_view left,
                                    std::string_view right) {
  std::map<std::string_view, const Target*> targets;
  for (const Target& target : atlas.targets) targets[target.name] = &target;
  const std::vector<std::string> shared = side.shared == nullptr
                                              ? std::vector<std::string>{""}
                                              : NamesOf(atlas, side.shared);
  std::map<Place, std::pair<const Cell*, const Cell*>> pairs;
  for (const Cell& cell : atlas.cells) {
    const Target& target = *targets[cell.target];
    const int index =
        side.shared == nullptr ? 0 : IndexIn(shared, target.*side.shared);
    auto& pair = pairs[PlaceOf(cell.question, index)];
    if (target.*side.names == left) pair.first = &cell;
    if (target.*side.names == right) pair.second = &cell;
  }
  std::vector<Comparison> comparisons;
  for (const auto& [place, pair] : pairs) {
    if (pair.first == nullptr || pair.second == nullptr) continue;
    comparisons.push_back({.question = pair.first->question,
                           .shared = shared[std::get<1>(place)],
                           .left = pair.first->family,
                           .right = pair.second->family});
  }
  return comparisons;
}

Row AsRow(const Comparison& comparison) {
  const Question& question = comparison.question;
  return {.operation = question.operation,
          .shared = {comparison.shared},
          .orders = {question.order},
          .widths = {question.width},
          .results = {question.result},
          .left = comparison.left,
          .right = comparison.right};
}

// What two rows must have in common to become one along `member`: everything
// but that.
template <typename T>
auto AllBut(const Row& row, std::vector<T> Row::* member) {
  Row rest = row;
  (rest.*member).clear();
  return std::tuple(rest.operation, rest.shared, rest.orders, rest.widths,
                    rest.results, rest.left, rest.right);
}

// Joins rows that differ in `member` alone; each stays where its first was.
template <typename T>
std::vector<Row> MergeAlong(const std::vector<Row>& rows,
                            std::vector<T> Row::* member) {
  std::vector<Row> merged;
  std::map<decltype(AllBut(rows[0], member)), std::size_t> places;
  for (const Row& row : rows) {
    const auto [place, is_new] =
        places.emplace(AllBut(row, member), merged.size());
    if (is_new) {
      merged.push_back(row);
      continue;
    }
    std::vector<T>& into = merged[place->second].*member;
    into.insert(into.end(), (row.*member).begin(), (row.*member).end());
  }
  return merged;
}

// The orders that the standard lets an operation have.
int LegalOrders(std::string_view operation) {
  return operation == "load" || operation == "store"
             ? 3
             : static_cast<int>(std::size(kOrders));
}

}  // namespace

absl::StatusOr<std::vector<Comparison>> Compare(const Atlas& atlas,
                                                std::string_view left,
                                                std::string_view right) {
  for (const Side& side : kSides) {
    if (HasBoth(NamesOf(atlas, side.names), left, right)) {
      return CompareSide(atlas, side, left, right);
    }
  }
  return NoSuchNames(atlas, left, right);
}

std::string_view SharedTitle(const Atlas& atlas, std::string_view left,
                             std::string_view right) {
  for (const Side& side : kSides) {
    if (HasBoth(NamesOf(atlas, side.names), left, right)) {
      return side.shared_title;
    }
  }
  return "";
}

std::vector<Row> Condense(const std::vector<Comparison>& comparisons) {
  std::vector<Row> rows;
  rows.reserve(comparisons.size());
  for (const Comparison& comparison : comparisons) {
    rows.push_back(AsRow(comparison));
  }
  if (rows.empty()) return rows;
  rows = MergeAlong(rows, &Row::results);
  rows = MergeAlong(rows, &Row::widths);
  rows = MergeAlong(rows, &Row::orders);
  return MergeAlong(rows, &Row::shared);
}

std::string WidthsText(const std::vector<int>& widths) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < widths.size();) {
    std::size_t last = i;
    while (last + 1 < widths.size() && widths[last + 1] == 2 * widths[last] &&
           widths[last] != 0) {
      ++last;
    }
    parts.push_back(last == i ? absl::StrCat(widths[i])
                              : absl::StrCat(widths[i], "–", widths[last]));
    i = last + 1;
  }
  const std::string text = absl::StrJoin(parts, ", ");
  return text == "0" ? "-" : text;
}

std::string OrdersText(std::string_view operation,
                       const std::vector<std::string>& orders) {
  if (static_cast<int>(orders.size()) == LegalOrders(operation)) return "any";
  return absl::StrJoin(orders, ", ");
}

std::string ResultsText(const std::vector<std::string>& results) {
  if (results.size() > 1) return "either";
  return results.front() == "none" ? "-" : results.front();
}

}  // namespace atomics_lab::atlas
