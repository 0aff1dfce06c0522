#include "tools/litmus/final_states.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/litmus/litmus.h"
#include "tools/litmus/translate.h"

namespace atomics_lab::litmus {
namespace {

// The location whose type the value has; null if the test has none.
const Location* TypeOf(const Test& test, const Observed& observed) {
  const auto& all = test.locations;
  const auto found =
      observed.thread == Observed::kMemory
          ? std::ranges::find(all, observed.name, &Location::name)
          : std::ranges::max_element(all, {}, &Location::size);
  return found == all.end() ? nullptr : &*found;
}

std::string Number(std::uint64_t value, const Location* type) {
  if (type == nullptr || type->is_unsigned) return absl::StrCat(value);
  const int unused = 64 - 8 * type->size;
  return absl::StrCat(static_cast<std::int64_t>(value << unused) >> unused);
}

}  // namespace

int WidthOf(const Test& test, const Observed& observed) {
  const Location* type = TypeOf(test, observed);
  return type == nullptr ? Location().size : type->size;
}

std::uint64_t Cut(std::uint64_t value, int width) {
  return width >= 8 ? value : value & ((std::uint64_t{1} << (8 * width)) - 1);
}

std::string Show(const State& state, const Test& test,
                 absl::Span<const Observed> observed) {
  std::string text;
  for (std::size_t i = 0; i < state.size(); ++i) {
    absl::StrAppend(&text, i == 0 ? "" : " ", HerdName(test, observed[i]), "=",
                    Number(state[i], TypeOf(test, observed[i])), ";");
  }
  return text;
}

}  // namespace atomics_lab::litmus
