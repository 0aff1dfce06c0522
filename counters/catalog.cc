#include "counters/catalog.h"

#include <span>
#include <string>
#include <string_view>

#include "counters/counter.h"
#include "counters/record.h"
#include "counters/specimens.h"

namespace atomics_lab {
namespace {

// The name must not contradict the claim: racy_ if and only if updates may be
// lost.
constexpr bool NameFitsClaims(std::string_view name, const Claims& claims) {
  return name.starts_with("racy_") == !claims.lossless;
}

#define ATOMICS_LAB_CHECK_SPECIMEN(name, header, ...)              \
  static_assert(Counter<__VA_ARGS__>,                              \
                #name " does not model Counter (counter.h)");      \
  static_assert(NameFitsClaims(#name, __VA_ARGS__::kClaims), #name \
                " must begin with racy_ if and only if "           \
                "it does not claim to be lossless");
ATOMICS_LAB_CATALOG(ATOMICS_LAB_CHECK_SPECIMEN)
#undef ATOMICS_LAB_CHECK_SPECIMEN

constexpr std::string_view kOperations[] = {"Add", "Read", "Snapshot"};

template <typename C>
constexpr std::span<const std::string_view> OperationsOf() {
  return std::span(kOperations).first(HasSnapshot<C> ? 3 : 2);
}

#define ATOMICS_LAB_DESCRIBE_SPECIMEN(name, header, ...)       \
  {#name, __VA_ARGS__::kSummary, header, __VA_ARGS__::kClaims, \
   OperationsOf<__VA_ARGS__>()},
constexpr Specimen kSpecimens[] = {
    ATOMICS_LAB_CATALOG(ATOMICS_LAB_DESCRIBE_SPECIMEN)};
#undef ATOMICS_LAB_DESCRIBE_SPECIMEN

}  // namespace

std::span<const Specimen> Specimens() { return kSpecimens; }

std::string ProbeSymbol(std::string_view name, std::string_view operation) {
  std::string symbol = "atomics_lab::probes::";
  symbol += name;
  symbol += "::";
  symbol += operation;
  return symbol;
}

}  // namespace atomics_lab
