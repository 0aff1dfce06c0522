// Sources: Arm Architecture Reference Manual for A-profile (DDI 0487): B2.3
// (ordering), B2.9 (exclusives), C6.2 (the instructions' own pages).
#include "tools/isa/aarch64_glossary.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "tools/isa/glossary.h"
#include "tools/isa/isa.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

struct Entry {
  std::string_view name;
  std::string_view meaning;
  std::string_view section = "C6.2";
};

constexpr Entry kEntries[] = {
    {"ldr", "plain load: orders nothing", "B2.3; C6.2"},
    {"str", "plain store: orders nothing", "B2.3; C6.2"},
    {"ldp", "loads two registers: orders nothing", "B2.3; C6.2"},
    {"stp", "stores two registers: orders nothing", "B2.3; C6.2"},
    {"ldar",
     "load-acquire: later accesses stay after it, and it stays after an "
     "earlier `stlr` (RCsc), which is what seq_cst needs",
     "B2.3; C6.2"},
    {"ldapr",
     "load-acquire of FEAT_LRCPC (RCpc): later accesses stay after it, but it "
     "may pass an earlier `stlr` to another place",
     "B2.3; C6.2"},
    {"stlr",
     "store-release: earlier accesses stay before it, and a later `ldar` "
     "stays after it",
     "B2.3; C6.2"},
    {"ldxr", "load-linked: loads and watches the place", "B2.9; C6.2"},
    {"ldaxr", "load-linked with acquire: later accesses stay after its load",
     "B2.3; B2.9; C6.2"},
    {"ldxp", "load-linked of two registers", "B2.9; C6.2"},
    {"ldaxp", "load-linked of two registers, with acquire", "B2.3; B2.9; C6.2"},
    {"stxr",
     "store-conditional: stores only if nobody wrote to the watched place, and "
     "says whether it did",
     "B2.9; C6.2"},
    {"stlxr",
     "store-conditional with release: earlier accesses stay before its store",
     "B2.3; B2.9; C6.2"},
    {"stxp", "store-conditional of two registers", "B2.9; C6.2"},
    {"stlxp", "store-conditional of two registers, with release",
     "B2.3; B2.9; C6.2"},
    {"clrex", "gives up watching, where no store-conditional follows",
     "B2.9; C6.2"},
    {"dmb ish",
     "full barrier among the cores that share memory: accesses before it stay "
     "before accesses after it",
     "B2.3; C6.2"},
    {"dmb ishld",
     "load barrier: loads before it stay before all accesses after it; earlier "
     "stores may pass it",
     "B2.3; C6.2"},
    {"dmb ishst",
     "store barrier: stores before it stay before stores after it; loads may "
     "pass it either way, so alone it is no release",
     "B2.3; C6.2"},
    {"mov", "moves between registers, or a constant"},
    {"add", "adds registers"},
    {"sub", "subtracts registers"},
    {"and",
     "bitwise and of registers; with a constant it clears the bits that the "
     "type does not have"},
    {"orr", "bitwise or of registers"},
    {"eor", "bitwise exclusive or of registers"},
    {"neg", "negates, so that `ldadd` subtracts"},
    {"mvn", "inverts, so that `ldclr` (and not) is an and"},
    {"uxtb", "clears all but 8 bits"},
    {"uxth", "clears all but 16 bits"},
    {"cmp", "compares and sets the flags"},
    {"ccmp", "compares if the last comparison was equal"},
    {"csel", "one of two registers, by the flags"},
    {"cset", "makes a bool of the flags"},
    {"csetm", "makes all ones or all zeros of the flags"},
    {"cbz", "jumps if a register is zero"},
    {"cbnz",
     "jumps if a register is not zero: the store-conditional failed, so once "
     "more"},
    {"b", "jumps; out of the function it is a call whose result is returned"},
    {"b.ne", "jumps if not equal"},
    {"b.eq", "jumps if equal"},
    {"bl", "calls a function: an outlined helper, or one of libatomic"},
    {"ret", "returns"},
    {"nop", "nothing; padding"},
};

// FEAT_LSE's operations, composed with a, l, al.
constexpr Entry kAtomics[] = {
    {"ldadd", "adds and gives the old value"},
    {"ldclr", "clears the bits given and gives the old value"},
    {"ldeor", "bitwise exclusive or, and gives the old value"},
    {"ldset", "sets the bits given and gives the old value"},
    {"swp", "swaps register and memory"},
    {"casp", "stores two registers if memory holds the two expected"},
    {"cas", "stores if memory holds what was expected"},
};

std::string_view Ordering(std::string_view suffix) {
  if (suffix == "a") return "acquire on its load; its store is not ordered";
  if (suffix == "l") return "release on its store; its load is not ordered";
  if (suffix == "al") {
    return "acquire on its load and release on its store";
  }
  return "no ordering";
}

std::optional<Explanation> ExplainAtomic(std::string_view name) {
  for (const Entry& entry : kAtomics) {
    std::string_view suffix = name;
    if (!absl::ConsumePrefix(&suffix, entry.name)) continue;
    if (!suffix.empty() && suffix != "a" && suffix != "l" && suffix != "al") {
      continue;
    }
    return Explanation{
        .name = std::string(name),
        .meaning = absl::StrCat(entry.meaning, ", in one atomic step; ",
                                Ordering(suffix)),
        .section = "Arm ARM B2.3; C6.2"};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Explanation> ExplainAArch64(std::string_view spelling) {
  const std::string_view name =
      IsaFor(listing::Architecture::kAArch64).WithoutWidth(spelling);
  const auto* found =
      std::find_if(std::begin(kEntries), std::end(kEntries),
                   [name](const Entry& entry) { return entry.name == name; });
  if (found == std::end(kEntries)) return ExplainAtomic(name);
  return Explanation{.name = std::string(name),
                     .meaning = std::string(found->meaning),
                     .section = absl::StrCat("Arm ARM ", found->section)};
}

}  // namespace atomics_lab::isa
