// What a short form is made of, and how loops and pairs become one part of it.
#ifndef ATOMICS_LAB_TOOLS_ISA_SHORT_FORM_ITEMS_H_
#define ATOMICS_LAB_TOOLS_ISA_SHORT_FORM_ITEMS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "tools/isa/control_flow.h"
#include "tools/isa/isa.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// Stands in an item's text between a call and what the called function does.
inline constexpr std::string_view kFollowedCall = " → ";

// A part of the short form: what stands at some instructions.
struct Item {
  std::string text;
  Role role = Role::kOther;
  std::size_t index = 0;  // of the first instruction
  // Of a loop: the texts of what one turn does.
  std::vector<std::string> turn;
};

std::string Joined(absl::Span<const Item> items);

// Load-linked and store-conditional that belong together become one item.
void PairExclusives(const listing::Function& function,
                    std::vector<Item>& items);

// What lies in a loop becomes one item: `cas loop`, `{ldr; cas} loop`.
// Requires: `loops` are the function's, or those within one of them.
void FoldLoops(const listing::Function& function,
               const std::vector<Loop>& loops, std::vector<Item>& items);

// Compilers may peel the first iteration off a loop: `cas; cas loop` says no
// more than `cas loop`.
void DropPeeled(std::vector<Item>& items);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_SHORT_FORM_ITEMS_H_
