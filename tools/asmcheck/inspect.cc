#include "tools/asmcheck/inspect.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/asmcheck/check.h"
#include "tools/asmcheck/parts.h"
#include "tools/asmcheck/promise.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/listing/names.h"
#include "tools/listing/near_names.h"

namespace atomics_lab::asmcheck {
namespace {

// Holds one promise against all functions; false if it names none of them.
bool HoldAgainstAll(const Promise& promise,
                    const std::vector<listing::Function>& functions,
                    Inspection& inspection) {
  bool named = false;
  const bool applies = AppliesTo(promise, inspection.target);
  for (const listing::Function& function : functions) {
    if (!NamesFunction(promise.subject, function.demangled)) continue;
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
        return AppliesTo(promise, target) &&
               NamesFunction(promise.subject, function.demangled);
      });
}

bool IsNamed(std::string_view mangled, const std::vector<Promise>& promises) {
  const std::string demangled = listing::Demangle(mangled);
  return std::any_of(promises.begin(), promises.end(),
                     [&](const Promise& promise) {
                       return NamesFunction(promise.subject, demangled);
                     });
}

std::size_t CountParts(std::string_view name) {
  std::size_t parts = 1;
  for (std::size_t at = name.find("::"); at != std::string_view::npos;
       at = name.find("::", at + 2)) {
    ++parts;
  }
  return parts;
}

// "C::F" of "ns::C::F" for 2 parts.
std::string_view LastParts(std::string_view name, std::size_t parts) {
  for (std::size_t have = CountParts(name); have > parts; --have) {
    name.remove_prefix(name.find("::") + 2);
  }
  return name;
}

// The parts of a file's functions, by symbol.
struct PartsOfFunctions {
  std::map<std::string, std::vector<std::string>> of;  // by the whole's symbol
  std::set<std::string> all;
};

// A part whose function was inlined wherever it was called belongs to none.
PartsOfFunctions FindParts(const std::vector<listing::FunctionSymbol>& symbols) {
  std::set<std::string_view> names;
  for (const listing::FunctionSymbol& symbol : symbols) {
    names.insert(symbol.mangled);
  }
  PartsOfFunctions parts;
  for (const std::string_view name : names) {
    const std::string_view whole = WholeOf(name);
    if (whole == name || !names.contains(whole)) continue;
    parts.of[std::string(whole)].emplace_back(name);
    parts.all.emplace(name);
  }
  return parts;
}

absl::StatusOr<listing::Function> DisassembleWhole(
    const listing::Binary& binary, const std::string& symbol,
    const PartsOfFunctions& known) {
  absl::StatusOr<listing::Function> function = binary.Disassemble(symbol);
  const auto found = known.of.find(symbol);
  if (!function.ok() || found == known.of.end()) return function;
  std::vector<listing::Function> parts;
  for (const std::string& name : found->second) {
    absl::StatusOr<listing::Function> part = binary.Disassemble(name);
    if (!part.ok()) return part.status();
    parts.push_back(*std::move(part));
  }
  return Joined(*std::move(function), parts);
}

}  // namespace

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
  std::vector<listing::Function> functions;
  for (const listing::FunctionSymbol& symbol : symbols) {
    if (parts.all.contains(symbol.mangled)) continue;
    if (!IsNamed(symbol.mangled, promises)) continue;
    absl::StatusOr<listing::Function> function =
        DisassembleWhole(binary, symbol.mangled, parts);
    if (!function.ok()) return function.status();
    functions.push_back(*std::move(function));
  }
  return functions;
}

std::vector<std::string> NamesNear(std::string_view subject,
                                   const listing::Binary& binary) {
  const std::size_t parts = CountParts(subject);
  listing::NearNames near(subject);
  for (const listing::FunctionSymbol& symbol : binary.Functions()) {
    const std::string demangled = listing::Demangle(symbol.mangled);
    const std::string_view name =
        LastParts(listing::WithoutParameters(demangled), parts);
    near.Consider(name, name);
  }
  return near.Nearest();
}

}  // namespace atomics_lab::asmcheck
