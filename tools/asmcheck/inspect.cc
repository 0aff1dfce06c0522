#include "tools/asmcheck/inspect.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/asmcheck/check.h"
#include "tools/asmcheck/parts.h"
#include "tools/asmcheck/promise.h"
#include "tools/elf/names.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/listing/name_pattern.h"
#include "tools/text/near_names.h"

namespace atomics_lab::asmcheck {
namespace {

bool Names(const Promise& promise, const listing::Function& function) {
  return listing::NamePattern(promise.subject)
      .Fits({.mangled = function.mangled,
             .demangled = function.demangled,
             .address = function.address});
}

// Holds one promise against all functions; false if it names none of them.
bool HoldAgainstAll(const Promise& promise,
                    const std::vector<listing::Function>& functions,
                    Inspection& inspection) {
  bool named = false;
  const bool applies = AppliesTo(promise, inspection.target);
  for (const listing::Function& function : functions) {
    if (!Names(promise, function)) continue;
    named = true;
    if (!applies) continue;
    ++inspection.checks;
    std::optional<Breach> breach = Check(promise.clause, function);
    if (!breach.has_value()) continue;
    inspection.findings.push_back({.kind = Finding::Kind::kBroken,
                                   .promise = promise,
                                   .function = function,
                                   .breach = *std::move(breach)});
  }
  return named;
}

bool IsCovered(const listing::Function& function, std::string_view target,
               const std::vector<Promise>& promises) {
  return std::any_of(
      promises.begin(), promises.end(), [&](const Promise& promise) {
        return AppliesTo(promise, target) && Names(promise, function);
      });
}

bool IsNamed(const listing::FunctionSymbol& symbol,
             const std::vector<listing::NamePattern>& patterns) {
  if (std::ranges::none_of(patterns, [&](const auto& pattern) {
        return pattern.MayFit(symbol.mangled);
      })) {
    return false;
  }
  const std::string demangled = elf::Demangle(symbol.mangled);
  return std::ranges::any_of(patterns, [&](const auto& pattern) {
    return pattern.Fits({.mangled = symbol.mangled,
                         .demangled = demangled,
                         .address = symbol.address});
  });
}

std::vector<listing::NamePattern> PatternsOf(
    const std::vector<Promise>& promises) {
  std::set<std::string_view> subjects;
  for (const Promise& promise : promises) subjects.insert(promise.subject);
  return {subjects.begin(), subjects.end()};
}

// Where `part`, which lies in `whole`, ends in it.
std::size_t EndOf(std::string_view part, std::string_view whole) {
  return static_cast<std::size_t>(part.data() - whole.data()) + part.size();
}

// "C::F" of "ns::C::F" for 2 parts.
std::string_view LastParts(std::string_view name, std::size_t count) {
  const std::vector<std::string_view> parts = elf::LastPartsOf(name);
  return count < parts.size() ? parts[parts.size() - count] : name;
}

// The parts of a file's functions, by the symbol of the whole. Static functions
// of one name share their parts: no symbol says which part belongs to which.
using PartsOfFunctions =
    std::map<std::string_view, std::vector<listing::FunctionSymbol>,
             std::less<>>;

// A part whose function was inlined wherever it was called belongs to none.
PartsOfFunctions FindParts(
    const std::vector<listing::FunctionSymbol>& symbols) {
  std::set<std::string_view> names;
  for (const listing::FunctionSymbol& symbol : symbols) {
    names.insert(symbol.mangled);
  }
  PartsOfFunctions parts;
  for (const listing::FunctionSymbol& symbol : symbols) {
    const std::string_view whole = WholeOf(symbol.mangled);
    if (whole == symbol.mangled || !names.contains(whole)) continue;
    parts[whole].push_back(symbol);
  }
  return parts;
}

absl::StatusOr<listing::Function> DisassembleWhole(
    const listing::Binary& binary, const listing::FunctionSymbol& symbol,
    const PartsOfFunctions& known) {
  absl::StatusOr<listing::Function> function = binary.Disassemble(symbol);
  const auto found = known.find(symbol.mangled);
  if (!function.ok() || found == known.end()) return function;
  std::vector<listing::Function> parts;
  for (const listing::FunctionSymbol& of_it : found->second) {
    ABSL_ASSIGN_OR_RETURN(listing::Function part, binary.Disassemble(of_it));
    parts.push_back(std::move(part));
  }
  return Joined(*std::move(function), parts);
}

}  // namespace

int ExitStatus(const Inspection& inspection) {
  if (!inspection.unreadable.empty()) return 2;
  return inspection.findings.empty() ? 0 : 1;
}

Inspection Inspect(const std::vector<Promise>& promises,
                   std::string_view target,
                   const std::vector<listing::Function>& functions) {
  Inspection inspection{.target = std::string(target),
                        .functions = functions.size()};
  for (const Promise& promise : promises) {
    if (HoldAgainstAll(promise, functions, inspection)) continue;
    inspection.findings.push_back(
        {.kind = Finding::Kind::kUnchecked, .promise = promise});
  }
  for (const listing::Function& function : functions) {
    if (IsCovered(function, target, promises)) continue;
    inspection.findings.push_back(
        {.kind = Finding::Kind::kUncovered, .function = function});
  }
  return inspection;
}

absl::StatusOr<std::vector<listing::Function>> FunctionsNamed(
    const std::vector<Promise>& promises, const listing::Binary& binary) {
  const std::vector<listing::FunctionSymbol> symbols = binary.Functions();
  const PartsOfFunctions parts = FindParts(symbols);
  const std::vector<listing::NamePattern> patterns = PatternsOf(promises);
  std::vector<listing::Function> functions;
  for (const listing::FunctionSymbol& symbol : symbols) {
    const std::string_view whole = WholeOf(symbol.mangled);
    if (whole != symbol.mangled && parts.contains(whole)) continue;
    if (!IsNamed(symbol, patterns)) continue;
    ABSL_ASSIGN_OR_RETURN(listing::Function function,
                          DisassembleWhole(binary, symbol, parts));
    functions.push_back(std::move(function));
  }
  return functions;
}

std::vector<std::string> NamesNear(std::string_view subject,
                                   const listing::Binary& binary) {
  const std::string_view name = elf::WithoutParameters(subject);
  const std::size_t parts = elf::LastPartsOf(name).size();
  text::NearNames near(name);
  for (const listing::FunctionSymbol& symbol : binary.Functions()) {
    const std::string demangled = elf::Demangle(symbol.mangled);
    const std::string_view last =
        LastParts(elf::WithoutParameters(demangled), parts);
    // Parameters are shown only if the subject has some.
    const std::string_view rest =
        std::string_view(demangled).substr(EndOf(last, demangled));
    near.Consider(
        last, name == subject ? std::string(last) : absl::StrCat(last, rest));
  }
  return near.Nearest();
}

}  // namespace atomics_lab::asmcheck
