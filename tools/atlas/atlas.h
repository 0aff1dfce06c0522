// What every std::atomic operation compiles to: the atlas as plain values.
#ifndef ATOMICS_LAB_TOOLS_ATLAS_ATLAS_H_
#define ATOMICS_LAB_TOOLS_ATLAS_ATLAS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atomics_lab::atlas {

// In the order in which tables show them.
inline constexpr std::string_view kOperations[] = {"load",
                                                   "store",
                                                   "exchange",
                                                   "fetch_add",
                                                   "fetch_sub",
                                                   "fetch_and",
                                                   "fetch_or",
                                                   "fetch_xor",
                                                   "compare_exchange_weak",
                                                   "compare_exchange_strong",
                                                   "fence"};
inline constexpr std::string_view kOrders[] = {"relaxed", "acquire", "release",
                                               "acq_rel", "seq_cst"};

// What one operation is called with.
struct Question {
  std::string operation;  // one of kOperations
  std::string order;      // one of kOrders: of the overload with one order
  int width = 0;          // bits: 8, 16, 32, 64 or 128; a fence has 0
  std::string result;     // "used", "unused"; "none" where there is none

  friend bool operator==(const Question&, const Question&) = default;
};

// What one target's compiler answered.
struct Cell {
  Question question;
  std::string target;   // a Target's name
  std::string mapping;  // isa::Mapping with exact widths: `neg; ldaddalb`
  std::string family;   // the same without widths: `neg; ldaddal`
  // Every instruction of the function, as Isa::Spelling has it.
  std::vector<std::string> opcodes;

  friend bool operator==(const Cell&, const Cell&) = default;
};

struct Target {
  std::string name;          // as toolchains/targets.bzl spells it
  std::string architecture;  // x86_64 or aarch64
  std::string level;         // aarch64_lse
  std::string isa;           // armv8.1-a
  std::string compiler;      // gcc or clang
  std::string version;       // as DWARF says: "GNU C++20 16.2.0"

  friend bool operator==(const Target&, const Target&) = default;
};

struct Atlas {
  std::vector<Target> targets;
  std::vector<Cell> cells;

  friend bool operator==(const Atlas&, const Atlas&) = default;
};

// What a function of cells.cc asks, by its demangled name; none for a function
// that is no cell.
std::optional<Question> ParseCellName(std::string_view demangled);

// The compiler in DW_AT_producer, without the flags and the vendor's address.
std::string VersionOf(std::string_view producer);

}  // namespace atomics_lab::atlas

#endif  // ATOMICS_LAB_TOOLS_ATLAS_ATLAS_H_
