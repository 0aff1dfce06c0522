// What an instruction does for others, in words.
#ifndef ATOMICS_LAB_TOOLS_TEXT_ORDERED_H_
#define ATOMICS_LAB_TOOLS_TEXT_ORDERED_H_

#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"

namespace atomics_lab::text {

// A role and the orders that come with it: "load, acquire"; "fence,
// store-store". `Instruction` has the flags acquire, release and store_store.
template <typename Instruction>
std::string Ordered(std::string_view role, const Instruction& instruction) {
  return absl::StrCat(role, instruction.acquire ? ", acquire" : "",
                      instruction.release ? ", release" : "",
                      instruction.store_store ? ", store-store" : "");
}

}  // namespace atomics_lab::text

#endif  // ATOMICS_LAB_TOOLS_TEXT_ORDERED_H_
