#include "tools/bench/locks.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "counters/catalog.h"
#include "counters/hints.h"
#include "tools/result/bench.h"

namespace atomics_lab::bench {
namespace {

struct NameAndType {
  std::string_view name;
  std::string_view type;  // as the catalog spells it
};

#define ATOMICS_LAB_NAME_AND_TYPE(name, header, ...) {#name, #__VA_ARGS__},
constexpr NameAndType kCounters[] = {
    ATOMICS_LAB_CATALOG(ATOMICS_LAB_NAME_AND_TYPE)};
#undef ATOMICS_LAB_NAME_AND_TYPE

// The names of the counters whose type is as `wanted` says.
template <typename Wanted>
std::vector<std::string_view> NamesWhere(Wanted wanted) {
  std::vector<std::string_view> names;
  for (const auto& [name, type] : kCounters) {
    if (wanted(type)) names.push_back(name);
  }
  return names;
}

bool Contains(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

#define ATOMICS_LAB_HINT_NAME(type) type::kName,
constexpr std::string_view kHints[] = {
    result::kNoHint, ATOMICS_LAB_HINTS(ATOMICS_LAB_HINT_NAME)};
#undef ATOMICS_LAB_HINT_NAME

}  // namespace

std::span<const std::string_view> Locks() {
  static const auto* const locks =
      new std::vector<std::string_view>(NamesWhere([](std::string_view type) {
        return type == "AbslMutex" || type.starts_with("Guarded<");
      }));
  return *locks;
}

bool IsLock(std::string_view counter) { return Contains(Locks(), counter); }

std::span<const std::string_view> SpinLocks() {
  static const auto* const locks =
      new std::vector<std::string_view>(NamesWhere([](std::string_view type) {
        return type.starts_with("Guarded<") && type.ends_with("<>>");
      }));
  return *locks;
}

bool IsSpinLock(std::string_view counter) {
  return Contains(SpinLocks(), counter);
}

std::span<const std::string_view> Hints() { return kHints; }

}  // namespace atomics_lab::bench
