#include "tools/bench/locks.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "counters/catalog.h"

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

}  // namespace

std::span<const std::string_view> Locks() {
  static const auto* const locks = [] {
    auto* const names = new std::vector<std::string_view>;
    for (const auto& [name, type] : kCounters) {
      if (type == "AbslMutex" || type.starts_with("Guarded<")) {
        names->push_back(name);
      }
    }
    return names;
  }();
  return *locks;
}

bool IsLock(std::string_view counter) {
  return std::ranges::find(Locks(), counter) != Locks().end();
}

}  // namespace atomics_lab::bench
