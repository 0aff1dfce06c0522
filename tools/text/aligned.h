// Columns that line up.
#ifndef ATOMICS_LAB_TOOLS_TEXT_ALIGNED_H_
#define ATOMICS_LAB_TOOLS_TEXT_ALIGNED_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace atomics_lab::text {

// Fills with blanks up to `width` columns; longer texts stay as they are.
// Requires: `text` is printable.
std::string Padded(std::string_view text, std::size_t width);

// Columns between two of a table's columns.
inline constexpr std::size_t kColumnGap = 2;

struct AlignedCell {
  std::string text;
  // Columns that it takes: not those of its bytes that only set a color.
  std::size_t width = 0;
  bool right = false;  // to the right edge of its column, as numbers are
};

// A cell of plain, printable text.
AlignedCell ToTheLeft(std::string_view text);
AlignedCell ToTheRight(std::string_view text);

// A table: each line ends with a newline and, unless its last cell is to the
// right, with no blanks. A column in which nothing stands is left out.
// Requires: all lines have the same number of cells.
std::string Aligned(const std::vector<std::vector<AlignedCell>>& lines);

}  // namespace atomics_lab::text

#endif  // ATOMICS_LAB_TOOLS_TEXT_ALIGNED_H_
