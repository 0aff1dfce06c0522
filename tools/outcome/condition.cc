#include "tools/outcome/condition.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/types/span.h"
#include "tools/text/near_names.h"

namespace atomics_lab::outcome {
namespace {

absl::Status NoCondition(std::string_view text, std::string_view part) {
  return absl::InvalidArgumentError(
      absl::StrCat("'", text, "': '", part,
                   "' is no equality; it takes them as in 'x=1 && y!=0x10'"));
}

bool ParseNumber(std::string_view text, Equality& equality) {
  equality.number = std::string(text);
  if (text.starts_with("0x")) {
    return absl::SimpleHexAtoi(text, &equality.bits);
  }
  if (!text.starts_with('-')) return absl::SimpleAtoi(text, &equality.bits);
  std::int64_t value = 0;
  if (!absl::SimpleAtoi(text, &value)) return false;
  equality.bits = static_cast<std::uint64_t>(value);
  equality.negative = value < 0;
  return true;
}

bool ParseEquality(std::string_view text, Equality& equality) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) return false;
  std::string_view name = text.substr(0, equals);
  if (name.ends_with('!')) {
    equality.equal = false;
    name.remove_suffix(1);
  }
  name = absl::StripAsciiWhitespace(name);
  equality.name = std::string(name);
  return !name.empty() &&
         ParseNumber(absl::StripAsciiWhitespace(text.substr(equals + 1)),
                     equality);
}

std::uint64_t Mask(int size) {
  return size >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * size)) - 1;
}

bool Fits(const Equality& equality, int size) {
  const std::uint64_t above = equality.bits & ~Mask(size);
  if (!equality.negative) return above == 0;
  const std::uint64_t sign = std::uint64_t{1} << (8 * size - 1);
  return above == ~Mask(size) && (equality.bits & sign) != 0;
}

bool Holds(const Equality& equality, const Observable& observable,
           std::uint64_t value) {
  bool same = value == (equality.bits & Mask(observable.size));
  if (observable.returned && equality.negative && Fits(equality, 4)) {
    same = same || value == (equality.bits & Mask(4));
  }
  return same == equality.equal;
}

auto FindObservable(absl::Span<const Observable> observed,
                    std::string_view name) {
  return std::ranges::find(observed, name, &Observable::name);
}

absl::Status NotObserved(const Condition& condition, std::string_view name,
                         absl::Span<const Observable> observed) {
  text::NearNames near(name);
  std::vector<std::string> names;
  names.reserve(observed.size());
  for (const Observable& observable : observed) {
    near.Consider(observable.name, observable.name);
    names.push_back(observable.name);
  }
  const std::vector<std::string> nearest = near.Nearest();
  return absl::NotFoundError(
      absl::StrCat("'", condition.text, "': '", name, "' is not observed; ",
                   nearest.empty() ? "what is: " : "near to it: ",
                   absl::StrJoin(nearest.empty() ? names : nearest, ", ")));
}

}  // namespace

absl::StatusOr<Condition> ParseCondition(std::string_view text) {
  Condition condition = {.text = std::string(text)};
  for (const std::string_view part : absl::StrSplit(text, "&&")) {
    Equality equality = {};
    if (!ParseEquality(part, equality)) {
      return NoCondition(text, absl::StripAsciiWhitespace(part));
    }
    condition.all.push_back(std::move(equality));
  }
  return condition;
}

absl::Status CheckCondition(const Condition& condition,
                            absl::Span<const Observable> observed) {
  for (const Equality& equality : condition.all) {
    const auto found = FindObservable(observed, equality.name);
    if (found == observed.end()) {
      return NotObserved(condition, equality.name, observed);
    }
    if (Fits(equality, found->size)) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("'", condition.text, "': ", equality.number,
                     " does not fit: '", equality.name, "' has ", found->size,
                     found->size == 1 ? " byte" : " bytes"));
  }
  return absl::OkStatus();
}

bool Matches(const Condition& condition, absl::Span<const Observable> observed,
             absl::Span<const std::uint64_t> values) {
  return std::ranges::all_of(condition.all, [&](const Equality& equality) {
    const auto found = FindObservable(observed, equality.name);
    const auto index = static_cast<std::size_t>(found - observed.begin());
    return index < values.size() && Holds(equality, *found, values[index]);
  });
}

}  // namespace atomics_lab::outcome
