#include "tools/isa/short_form_items.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/span.h"
#include "tools/isa/control_flow.h"
#include "tools/isa/exclusive.h"
#include "tools/isa/isa.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Function;

constexpr std::string_view kLoop = " loop";

// True if " loop" behind `text` would be read as a part's of it.
bool NeedsBraces(std::string_view text) {
  return absl::EndsWith(text, kLoop) || absl::StrContains(text, kFollowedCall);
}

// The items of one loop as one item. A loop around nothing but another loop
// reads like that one; one around a call does not, whatever is called.
Item AsLoop(const std::vector<Item>& items) {
  Item folded = items.front();
  if (items.size() == 1 && !folded.turn.empty()) return folded;
  folded.turn.clear();
  for (const Item& item : items) folded.turn.push_back(item.text);
  const bool several = items.size() > 1;
  if (several) folded.role = Role::kOther;
  folded.text = several || NeedsBraces(folded.text)
                    ? absl::StrCat("{", Joined(items), "}", kLoop)
                    : absl::StrCat(folded.text, kLoop);
  return folded;
}

// Takes out of `items` those whose instructions are in `body`, ascending.
std::vector<Item> TakeInside(const std::vector<std::size_t>& body,
                             std::vector<Item>& items) {
  const auto outside =
      std::stable_partition(items.begin(), items.end(), [&](const Item& item) {
        return !std::binary_search(body.begin(), body.end(), item.index);
      });
  std::vector<Item> inside(std::make_move_iterator(outside),
                           std::make_move_iterator(items.end()));
  items.erase(outside, items.end());
  return inside;
}

// True if the last of `items` are what one turn of `loop` does.
bool EndInTurn(const std::vector<Item>& items, const Item& loop) {
  return !loop.turn.empty() && loop.turn.size() <= items.size() &&
         std::equal(loop.turn.rbegin(), loop.turn.rend(), items.rbegin(),
                    [](const std::string& text, const Item& item) {
                      return item.text == text;
                    });
}

}  // namespace

std::string Joined(absl::Span<const Item> items) {
  return absl::StrJoin(items, "; ", [](std::string* out, const Item& item) {
    absl::StrAppend(out, item.text);
  });
}

void PairExclusives(const Function& function, std::vector<Item>& items) {
  const auto place = [&](const Item& item) {
    return ExclusivePlace(function.instructions[item.index]);
  };
  std::vector<Item> paired;
  for (Item& item : items) {
    if (item.role == Role::kStoreConditional && !paired.empty() &&
        paired.back().role == Role::kLoadLinked &&
        place(paired.back()) == place(item)) {
      absl::StrAppend(&paired.back().text, "…", item.text);
      paired.back().role = Role::kAtomicReadModifyWrite;
    } else {
      paired.push_back(std::move(item));
    }
  }
  items = std::move(paired);
}

void FoldLoops(const Function& function, const std::vector<Loop>& loops,
               std::vector<Item>& items) {
  for (const Loop& loop : loops) {
    std::vector<Item> inside = TakeInside(loop.body, items);
    if (inside.empty()) continue;
    FoldLoops(function, loop.inner, inside);
    PairExclusives(function, inside);
    const Item folded = AsLoop(inside);
    const auto place = std::find_if(
        items.begin(), items.end(),
        [&](const Item& item) { return item.index > folded.index; });
    items.insert(place, folded);
  }
}

void DropPeeled(std::vector<Item>& items) {
  std::vector<Item> kept;
  for (Item& item : items) {
    if (EndInTurn(kept, item)) {
      kept.erase(kept.end() - static_cast<std::ptrdiff_t>(item.turn.size()),
                 kept.end());
    }
    kept.push_back(std::move(item));
  }
  items = std::move(kept);
}

}  // namespace atomics_lab::isa
