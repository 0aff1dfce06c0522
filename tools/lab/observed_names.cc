#include "tools/lab/observed_names.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/elf/names.h"
#include "tools/program/function_job.h"
#include "tools/program/image.h"
#include "tools/text/near_names.h"

namespace atomics_lab::lab {
namespace {

using program::Observed;

constexpr std::string_view kReturned = "ret";

// N of "retN", from 1.
std::optional<std::size_t> ReturningThread(std::string_view name) {
  std::size_t number = 0;
  if (!name.starts_with(kReturned)) return std::nullopt;
  name.remove_prefix(kReturned.size());
  const bool plain =
      !name.empty() && name.front() >= '1' && name.front() <= '9';
  if (!plain || !absl::SimpleAtoi(name, &number)) return std::nullopt;
  return number;
}

// The threads that call a function of that name, from 1.
std::vector<std::size_t> CallersOf(std::string_view name,
                                   const ObservableNames& known) {
  std::vector<std::size_t> callers;
  for (std::size_t i = 0; i < known.functions.size(); ++i) {
    const std::string& function = known.functions[i];
    if (function == name ||
        absl::EndsWith(function, absl::StrCat("::", name))) {
      callers.push_back(i + 1);
    }
  }
  return callers;
}

bool IsVariable(std::string_view name, const ObservableNames& known) {
  return known.image->Find(name).has_value() ||
         std::ranges::find(known.cells, name) != known.cells.end();
}

absl::StatusOr<Observed> Returned(std::size_t thread, Observed observed,
                                  const ObservableNames& known) {
  if (thread > known.functions.size()) {
    return absl::NotFoundError(absl::StrCat(
        "'", observed.name, "': there are ", known.functions.size(),
        " threads, so that ret", known.functions.size(), " is the last"));
  }
  if (observed.size < 0 || observed.size > 8) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", observed.name, "': a size is from 1 to 8 bytes"));
  }
  observed.variable.clear();
  observed.thread = thread - 1;
  observed.reg = known.result;
  return observed;
}

absl::Status Unknown(std::string_view name, const ObservableNames& known) {
  text::NearNames near(name);
  for (std::size_t i = 0; i < known.functions.size(); ++i) {
    const std::string returned = absl::StrCat(kReturned, i + 1);
    near.Consider(returned, returned);
    near.Consider(known.functions[i], known.functions[i]);
  }
  for (const std::string& cell : known.cells) near.Consider(cell, cell);
  for (const auto& [mangled, variable] : known.image->variables) {
    if (variable.size == 0) continue;
    const std::string shown = elf::Demangle(mangled);
    near.Consider(shown, shown);
  }
  const std::vector<std::string> nearest = near.Nearest();
  return absl::NotFoundError(absl::StrCat(
      "'", name, "' is no variable, no function that a thread calls and no ",
      "ret1 to ret", known.functions.size(),
      nearest.empty() ? "" : "; near to it: ", absl::StrJoin(nearest, ", ")));
}

}  // namespace

absl::StatusOr<Observed> NameObserved(std::string_view text,
                                      const ObservableNames& known) {
  auto observed = program::ParseObserved(text);
  if (!observed.ok()) return observed.status();
  observed->name = std::string(text);
  const std::string name = observed->variable;
  if (name.empty()) return observed;
  if (const auto thread = ReturningThread(name)) {
    return Returned(*thread, *std::move(observed), known);
  }
  const std::vector<std::size_t> callers = CallersOf(name, known);
  if (callers.size() == 1) {
    return Returned(callers.front(), *std::move(observed), known);
  }
  if (callers.size() > 1) {
    return absl::InvalidArgumentError(absl::StrCat(
        "'", name, "': threads ", absl::StrJoin(callers, ", "),
        " call it; say ", kReturned, callers.front(), " and so on"));
  }
  if (IsVariable(name, known)) return observed;
  return Unknown(name, known);
}

}  // namespace atomics_lab::lab
