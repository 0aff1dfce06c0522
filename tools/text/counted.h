// A number of things.
#ifndef ATOMICS_LAB_TOOLS_TEXT_COUNTED_H_
#define ATOMICS_LAB_TOOLS_TEXT_COUNTED_H_

#include <concepts>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"

namespace atomics_lab::text {

// "1 thread", "2 threads". Requires: `one` makes its plural with an s.
template <std::integral Number>
std::string Counted(Number count, std::string_view one) {
  return absl::StrCat(count, " ", one, count == 1 ? "" : "s");
}

}  // namespace atomics_lab::text

#endif  // ATOMICS_LAB_TOOLS_TEXT_COUNTED_H_
