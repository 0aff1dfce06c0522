#include "tools/listing/function_lookup.h"

#include <elf.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/span.h"
#include "tools/elf/names.h"
#include "tools/listing/name_pattern.h"
#include "tools/text/near_names.h"

namespace atomics_lab::listing {
namespace {

constexpr std::size_t kMostCandidates = 8;

std::vector<elf::Symbol> Mangled(absl::Span<const elf::Symbol> functions,
                                 const NamePattern& pattern) {
  std::vector<elf::Symbol> matches;
  std::copy_if(functions.begin(), functions.end(), std::back_inserter(matches),
               [&](const elf::Symbol& function) {
                 return pattern.IsSymbol(function.name, function.address);
               });
  return matches;
}

// Those that the name fits best.
std::vector<elf::Symbol> Demangled(absl::Span<const elf::Symbol> functions,
                                   const NamePattern& pattern) {
  std::vector<elf::Symbol> matches;
  NamePattern::Fit best = NamePattern::Fit::kWithoutArguments;
  for (const elf::Symbol& function : functions) {
    if (!pattern.MayFit(function.name)) continue;
    const std::string demangled = elf::Demangle(function.name);
    const NamePattern::Fit fit = pattern.FitOf({.mangled = function.name,
                                                .demangled = demangled,
                                                .address = function.address});
    if (fit < best) continue;
    if (fit > best) matches.clear();
    best = fit;
    matches.push_back(function);
  }
  return matches;
}

void DropAliases(std::vector<elf::Symbol>& functions) {
  const auto same_place = [](const elf::Symbol& a, const elf::Symbol& b) {
    return a.section == b.section && a.address == b.address;
  };
  functions.erase(std::unique(functions.begin(), functions.end(), same_place),
                  functions.end());
}

void PreferVisible(std::vector<elf::Symbol>& functions) {
  const auto is_invisible = [](const elf::Symbol& s) {
    return s.binding == STB_LOCAL || s.superseded;
  };
  const auto invisible =
      std::count_if(functions.begin(), functions.end(), is_invisible);
  if (static_cast<std::size_t>(invisible) + 1 == functions.size()) {
    std::erase_if(functions, is_invisible);
  }
}

absl::Status Ambiguous(absl::Span<const elf::Symbol> candidates,
                       std::string_view query, std::string_view file) {
  const std::string list =
      absl::StrJoin(candidates.subspan(0, kMostCandidates), ", ",
                    [](std::string* out, const elf::Symbol& s) {
                      absl::StrAppend(out, elf::Demangle(s.name), " (", s.name,
                                      " at 0x", absl::Hex(s.address), ")");
                    });
  const std::string more =
      candidates.size() > kMostCandidates
          ? absl::StrCat(" and ", candidates.size() - kMostCandidates, " more")
          : "";
  return absl::InvalidArgumentError(absl::StrCat(
      file, ": `", query, "` may be any of ", list, more, "; name one"));
}

absl::Status NotFound(absl::Span<const elf::Symbol> functions,
                      std::string_view query, std::string_view file) {
  const NamePattern pattern(query);
  text::NearNames near(elf::WithoutParameters(pattern.name()));
  for (const elf::Symbol& function : functions) {
    const std::string demangled = elf::Demangle(function.name);
    const std::string_view name = elf::WithoutParameters(demangled);
    near.Consider(name, demangled);
    near.Consider(elf::LastPartsOf(name).back(), demangled);
    near.Consider(function.name, demangled);
  }
  const std::string suggestions = absl::StrJoin(near.Nearest(), ", ");
  return absl::NotFoundError(absl::StrCat(
      file, ": no function is called `", query, "`",
      suggestions.empty()
          ? absl::StrCat(" among its ", functions.size(), " functions")
          : absl::StrCat("; near to it are ", suggestions)));
}

}  // namespace

absl::StatusOr<elf::Symbol> FindFunction(
    absl::Span<const elf::Symbol> functions, std::string_view query,
    std::string_view file) {
  const NamePattern pattern(query);
  std::vector<elf::Symbol> matches = Mangled(functions, pattern);
  if (matches.empty()) matches = Demangled(functions, pattern);
  if (matches.empty()) return NotFound(functions, query, file);
  DropAliases(matches);
  PreferVisible(matches);
  if (matches.size() > 1) return Ambiguous(matches, query, file);
  return matches.front();
}

}  // namespace atomics_lab::listing
