// Columns that a table of measurements has only where they say something.
#ifndef ATOMICS_LAB_TOOLS_REPORT_BENCH_COLUMNS_H_
#define ATOMICS_LAB_TOOLS_REPORT_BENCH_COLUMNS_H_

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tools/result/bench.h"

namespace atomics_lab::report {

// Puts a column of one field of `rows` behind the second cell of each line,
// unless the field is `usual` in all of them.
// Requires: `cells` is a line of heads and one for each row, each of two cells
// at least.
template <typename Row>
void AddColumn(std::string_view head, std::string_view usual,
               std::string Row::* field, const std::vector<Row>& rows,
               std::vector<std::vector<std::string>>& cells) {
  constexpr std::ptrdiff_t kBehind = 2;
  if (std::ranges::all_of(
          rows, [&](const Row& row) { return row.*field == usual; })) {
    return;
  }
  cells.front().insert(cells.front().begin() + kBehind, std::string(head));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    cells[row + 1].insert(cells[row + 1].begin() + kBehind, rows[row].*field);
  }
}

// The columns for mix and hint, in this order.
template <typename Row>
void AddMixAndHint(const std::vector<Row>& rows,
                   std::vector<std::vector<std::string>>& cells) {
  AddColumn("hint", result::kNoHint, &Row::hint, rows, cells);
  AddColumn("mix", result::kAdds, &Row::mix, rows, cells);
}

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_BENCH_COLUMNS_H_
