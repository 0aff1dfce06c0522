// Sources: Intel SDM (325462): vol. 2, the instructions' own pages; vol. 3A,
// "Locked Atomic Operations" and "Memory Ordering".
#include "tools/isa/x86_64_glossary.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "tools/isa/glossary.h"

namespace atomics_lab::isa {
namespace {

struct Entry {
  std::string_view spelling;
  std::string_view meaning;
};

constexpr Entry kEntries[] = {
    {"mov",
     "a load, a store or a move; alone, an aligned load is already an acquire "
     "and a store already a release, but a load may pass an earlier store to "
     "another place"},
    {"movzx", "a load or move of 8 or 16 bits that clears the bits above"},
    {"movabs", "a constant of 64 bits into a register"},
    {"movq", "a move between a general and a vector register"},
    {"xadd", "adds and gives the old value"},
    {"cmpxchg", "stores if memory holds what was expected"},
    {"add", "adds; on memory without `lock`, no single step"},
    {"sub", "subtracts; on memory without `lock`, no single step"},
    {"and", "bitwise and; on memory without `lock`, no single step"},
    {"or", "bitwise or; on memory without `lock`, no single step"},
    {"xor", "bitwise exclusive or; of a register with itself, a zero"},
    {"inc", "adds one; on memory without `lock`, no single step"},
    {"dec", "subtracts one; on memory without `lock`, no single step"},
    {"neg", "negates, so that an addition subtracts"},
    {"cmp", "compares and sets the flags"},
    {"test", "sets the flags by a bitwise and"},
    {"lea", "computes an address and touches no memory"},
    {"push", "saves a register on the own stack"},
    {"pop", "takes a register back from the own stack"},
    {"call", "calls a function, here one of libatomic"},
    {"jmp", "jumps; out of the function it is a call whose result is returned"},
    {"je", "jumps if equal"},
    {"jne", "jumps if not equal: the store did not happen, so once more"},
    {"sete", "makes a bool of \"was equal\""},
    {"ret", "returns"},
    {"nop", "nothing; padding"},
    {"xchg",
     "swaps register and memory; with memory it is locked without the prefix, "
     "hence atomic and a full barrier"},
    {"lfence",
     "keeps everything after it behind the loads before it; alone it is no "
     "release"},
    {"sfence",
     "keeps stores after it behind the stores before it; alone it is no "
     "release"},
    {"mfence", "full barrier: no load or store moves across it"},
};

std::optional<std::string_view> Plain(std::string_view opcode) {
  const auto* found = std::find_if(
      std::begin(kEntries), std::end(kEntries),
      [opcode](const Entry& entry) { return entry.spelling == opcode; });
  if (found == std::end(kEntries)) return std::nullopt;
  return found->meaning;
}

// The prefix makes one step of what the plain form does, and says of it all
// that there is to say about ordering.
Explanation Locked(std::string_view opcode, std::string_view meaning) {
  const std::string_view what = meaning.substr(0, meaning.find(';'));
  return {.name = absl::StrCat("lock ", opcode),
          .meaning = absl::StrCat(what,
                                  ", in one atomic step and as a full "
                                  "barrier, whatever the order asked for"),
          .section =
              "Intel SDM vol. 3A, Locked Atomic Operations; Memory Ordering"};
}

std::string_view SectionOf(std::string_view opcode) {
  if (opcode == "mov" || absl::EndsWith(opcode, "fence")) {
    return "vol. 3A, Memory Ordering";
  }
  if (opcode == "xchg") return "vol. 3A, Locked Atomic Operations";
  return "vol. 2";
}

}  // namespace

std::optional<Explanation> ExplainX86_64(std::string_view spelling) {
  if (spelling == "lock or on the stack") {
    return Explanation{
        .name = std::string(spelling),
        .meaning =
            "changes nothing and is written for its `lock`: a full "
            "barrier, cheaper than `mfence` on many processors",
        .section =
            "Intel SDM vol. 3A, Locked Atomic Operations; Memory Ordering"};
  }
  std::string_view opcode = spelling;
  const bool locked = absl::ConsumePrefix(&opcode, "lock ");
  const std::optional<std::string_view> meaning = Plain(opcode);
  if (!meaning.has_value()) return std::nullopt;
  if (locked) return Locked(opcode, *meaning);
  return Explanation{.name = std::string(opcode),
                     .meaning = std::string(*meaning),
                     .section = absl::StrCat("Intel SDM ", SectionOf(opcode))};
}

}  // namespace atomics_lab::isa
