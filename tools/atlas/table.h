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

// A column per part of a row. Where left and right agree, one of them stands in
// the first column and the second holds "=" (text) or "same" (Markdown), so
// that what differs stands out.
// Guarantees: columns are aligned; ends with a newline.
std::string TextTable(const std::vector<Row>& rows, const Titles& titles);
std::string MarkdownTable(const std::vector<Row>& rows, const Titles& titles);

}  // namespace atomics_lab::atlas

#endif  // ATOMICS_LAB_TOOLS_ATLAS_TABLE_H_
