// What operations of std::atomic compile to, as the page shows it.
#ifndef ATOMICS_LAB_TOOLS_RESULT_ATLAS_TABLE_H_
#define ATOMICS_LAB_TOOLS_RESULT_ATLAS_TABLE_H_

#include <string>
#include <vector>

namespace atomics_lab::result {

// One compiler for one level.
struct AtlasColumn {
  std::string name;      // aarch64_lse-gcc
  std::string level;     // aarch64_lse
  std::string isa;       // armv8.1-a
  std::string compiler;  // gcc
  std::string version;   // GNU C++20 16.2.0

  friend bool operator==(const AtlasColumn&, const AtlasColumn&) = default;
};

// One operation with one order.
struct AtlasLine {
  std::string operation;  // fetch_add
  std::string order;      // seq_cst
  int width = 0;          // bits; 0 of a fence
  std::string result;     // used, unused; "none" where there is none
  // Of each column, without the letters of widths: `neg; ldaddal`. Empty where
  // it was not asked.
  std::vector<std::string> instructions;

  friend bool operator==(const AtlasLine&, const AtlasLine&) = default;
};

struct AtlasTable {
  std::vector<AtlasColumn> columns;
  std::vector<AtlasLine> lines;

  friend bool operator==(const AtlasTable&, const AtlasTable&) = default;
};

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_ATLAS_TABLE_H_
