#include "tools/isa/short_form.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "tools/elf/names.h"
#include "tools/isa/control_flow.h"
#include "tools/isa/isa.h"
#include "tools/isa/reading.h"
#include "tools/isa/short_form_items.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Function;
using listing::Instruction;

// Helpers through which compilers choose an instruction set at run time
// (libgcc, compiler-rt): "__aarch64_ldadd8_relax".
constexpr std::string_view kOutlinedPrefix = "__aarch64_";

// Functions that do not return: where they are called, something has gone
// wrong, and what the counter does is over.
constexpr std::string_view kNoReturn[] = {
    "__clang_call_terminate", "__cxa_throw",    "__cxa_rethrow",
    "__stack_chk_fail",       "_Unwind_Resume", "abort",
    "_ZSt9terminatev",        "std::__throw_",
};

// A name as people say it: without parameters, and without the versioned
// inline namespace that Abseil's releases wrap everything in.
std::string SpokenName(const listing::SymbolReference& target) {
  std::string name(elf::WithoutParameters(target.demangled));
  const std::size_t begin = name.find("absl::lts_");
  if (begin == std::string::npos) return name;
  const std::size_t end = name.find("::", begin + 6);
  if (end != std::string::npos) name.erase(begin + 6, end + 2 - (begin + 6));
  return name;
}

std::vector<Item> ItemsOf(const Reading& function,
                          const FunctionLookup& lookup);

// True if the code from `begin` to `end` returns somewhere: then what stands
// at the end belongs to another path.
bool Returns(const Reading& function, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (function.effect(i).role == Role::kReturn) return true;
  }
  return false;
}

// What an outlined helper does: one path per instruction set, `cas |
// ldxr…stxr loop`. One that does several things has braces around them, so
// that none looks like the caller's or like a further choice.
std::string OutlinedForms(const Function& outlined) {
  const Reading helper(outlined);
  std::vector<std::vector<Item>> paths;
  for (Item& item : ItemsOf(helper, nullptr)) {
    // The test of what the processor has.
    if (item.role == Role::kLoad || item.role == Role::kStore) continue;
    if (paths.empty() ||
        Returns(helper, paths.back().back().index, item.index)) {
      paths.emplace_back();
    }
    paths.back().push_back(std::move(item));
  }
  return absl::StrJoin(paths, " | ",
                       [](std::string* out, const std::vector<Item>& path) {
                         const bool several = path.size() > 1;
                         absl::StrAppend(out, several ? "{" : "", Joined(path),
                                         several ? "}" : "");
                       });
}

bool NeverReturns(const Instruction& call) {
  if (!call.target.has_value()) return false;
  return std::any_of(std::begin(kNoReturn), std::end(kNoReturn),
                     [&](std::string_view prefix) {
                       return absl::StartsWith(call.target->mangled, prefix) ||
                              absl::StartsWith(call.target->demangled, prefix);
                     });
}

// Outlined helpers have their width in bytes behind the operation.
std::string WithoutHelperWidth(std::string text) {
  const std::size_t name = text.find(kOutlinedPrefix);
  if (name == std::string::npos) return text;
  const std::size_t width =
      text.find_first_of("0123456789", name + kOutlinedPrefix.size());
  if (width != std::string::npos) text[width] = 'N';
  return text;
}

std::string CallText(const Instruction& instruction,
                     const FunctionLookup& lookup) {
  if (!instruction.target.has_value()) return "call *";
  const std::string& symbol = instruction.target->mangled;
  std::string text = absl::StrCat("call ", SpokenName(*instruction.target));
  if (lookup == nullptr || !absl::StartsWith(symbol, kOutlinedPrefix)) {
    return text;
  }
  const absl::StatusOr<Function> helper = lookup(symbol);
  if (!helper.ok()) return text;
  return absl::StrCat(text, kFollowedCall, OutlinedForms(*helper));
}

// Everything that others may notice, each instruction an item of its own.
std::vector<Item> Noticeable(const Reading& function,
                             const FunctionLookup& lookup) {
  std::vector<Item> items;
  for (std::size_t i = 0; i < function.size(); ++i) {
    if (!function.IsNoticeable(i)) continue;
    const Instruction& instruction = function.function().instructions[i];
    Item item{.text = instruction.mnemonic,
              .role = function.effect(i).role,
              .index = i};
    if (item.role == Role::kCall) {
      if (NeverReturns(instruction)) continue;
      item.text = CallText(instruction, lookup);
    }
    items.push_back(std::move(item));
  }
  return items;
}

// `items` with loops and pairs as one.
std::vector<Item> Folded(const Reading& function, std::vector<Item> items) {
  FoldLoops(function.function(), function.loops(), items);
  PairExclusives(function.function(), items);
  DropPeeled(items);
  return items;
}

std::vector<Item> ItemsOf(const Reading& function,
                          const FunctionLookup& lookup) {
  return Folded(function, Noticeable(function, lookup));
}

// Neighbours that read the same become one: `mov ×3`.
std::vector<std::string> WithoutRepeats(const std::vector<Item>& items) {
  std::vector<std::string> texts;
  for (auto item = items.begin(); item != items.end();) {
    const auto end = std::find_if(item, items.end(), [&](const Item& other) {
      return other.text != item->text;
    });
    const auto count = end - item;
    texts.push_back(count == 1 ? item->text
                               : absl::StrCat(item->text, " ×", count));
    item = end;
  }
  return texts;
}

// True of what computes something that is neither noticed by others nor mere
// plumbing.
bool Computes(const Reading& function, std::size_t index) {
  return function.effect(index).role == Role::kOther &&
         !function.OnlyArranges(index);
}

std::string MappingText(const Reading& function, const Item& item,
                        Width width) {
  if (item.role == Role::kCall) {
    return width == Width::kExact ? item.text : WithoutHelperWidth(item.text);
  }
  const std::string spelling = function.Spelling(item.index);
  const Isa& isa = IsaFor(function.function().architecture);
  return width == Width::kExact ? spelling
                                : std::string(isa.WithoutWidth(spelling));
}

std::vector<Item> ComputingItems(const Reading& function) {
  std::vector<Item> items;
  for (std::size_t i = 0; i < function.size(); ++i) {
    if (function.IsInLoop(i) || !Computes(function, i)) continue;
    items.push_back(
        {.text = function.function().instructions[i].mnemonic, .index = i});
  }
  return items;
}

}  // namespace

std::string Mapping(const Reading& function, Width width) {
  std::vector<Item> items = Noticeable(function, nullptr);
  for (Item& item : items) item.text = MappingText(function, item, width);
  std::vector<Item> computing = ComputingItems(function);
  items.insert(items.end(), computing.begin(), computing.end());
  std::ranges::sort(items, {}, &Item::index);
  items = Folded(function, std::move(items));
  return items.empty() ? "none" : absl::StrJoin(WithoutRepeats(items), "; ");
}

std::string ShortForm(const Reading& function, const FunctionLookup& lookup) {
  const std::vector<Item> items = ItemsOf(function, lookup);
  return items.empty() ? "none" : absl::StrJoin(WithoutRepeats(items), "; ");
}

}  // namespace atomics_lab::isa
