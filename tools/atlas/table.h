// Rows of the atlas as tables for people.
#ifndef ATOMICS_LAB_TOOLS_ATLAS_TABLE_H_
#define ATOMICS_LAB_TOOLS_ATLAS_TABLE_H_

#include <string>
#include <vector>

#include "tools/atlas/compare.h"

namespace atomics_lab::atlas {

// Titles of the columns that depend on what is compared.
struct Titles {
  std::string shared;  // "level", "compiler"; empty: no such column
  std::string left;    // "gcc"
  std::string right;   // "clang"
};

enum class Style { kText, kMarkdown };

// One table per operation under its name, a column per part of a row. Where
// left and right agree, the last column says so with "=" (text) or "same"
// (Markdown) instead of repeating it, so that what differs stands out.
// Guarantees: text is aligned; ends with a newline, or is empty.
// Requires: rows of an operation stand together.
std::string Tables(const std::vector<Row>& rows, const Titles& titles,
                   Style style);

}  // namespace atomics_lab::atlas

#endif  // ATOMICS_LAB_TOOLS_ATLAS_TABLE_H_
