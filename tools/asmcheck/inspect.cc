#include "tools/asmcheck/inspect.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/asmcheck/check.h"
#include "tools/asmcheck/promise.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/listing/names.h"

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
  std::vector<listing::Function> functions;
  for (const listing::FunctionSymbol& symbol : binary.Functions()) {
    if (!IsNamed(symbol.mangled, promises)) continue;
    absl::StatusOr<listing::Function> function =
        binary.Disassemble(symbol.mangled);
    if (!function.ok()) return function.status();
    functions.push_back(*std::move(function));
  }
  return functions;
}

}  // namespace atomics_lab::asmcheck
