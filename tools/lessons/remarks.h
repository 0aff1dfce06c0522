// What the comment above a block says of it.
#ifndef ATOMICS_LAB_TOOLS_LESSONS_REMARKS_H_
#define ATOMICS_LAB_TOOLS_LESSONS_REMARKS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "tools/lessons/quote.h"
#include "tools/lessons/varying.h"

namespace atomics_lab::lessons {

struct Varying {
  std::size_t line = 0;
  std::string text;  // as the page has it
  Parts piece;
  // Not 0: whole lines, of which there may be so many.
  std::size_t least = 0;
  std::size_t most = 0;
};

struct Remarks {
  std::size_t line = 0;  // 0: there are none
  int exit_status = 0;
  std::string not_run;  // why
  std::optional<Quote> quote;
  std::vector<Varying> varying;
};

// Adds what one line of a comment says.
// Errors: InvalidArgument, one line, without the place.
absl::Status ReadRemark(std::string_view text, std::size_t line,
                        Remarks& remarks);

}  // namespace atomics_lab::lessons

#endif  // ATOMICS_LAB_TOOLS_LESSONS_REMARKS_H_
