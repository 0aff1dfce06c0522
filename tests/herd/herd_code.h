// Instructions as herd7's front ends read them.
#ifndef ATOMICS_LAB_TESTS_HERD_HERD_CODE_H_
#define ATOMICS_LAB_TESTS_HERD_HERD_CODE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tests/herd/straight_code.h"
#include "tools/listing/listing.h"

namespace atomics_lab::herd {

using Lines = std::vector<std::string>;

struct HerdCode {
  std::string_view header;  // of a test
  // Registers that may be used beside a function's own, by canonical names.
  absl::Span<const std::string_view> spare;
  // As a test's initial state has a register.
  std::string (*initial)(std::string_view canonical);
  // The lines for `step`, which is followed by `next` (null at the end), which
  // accesses memory by the register `address`, and which jumps to `label`.
  // Errors: Unimplemented for what herd7 does not know.
  absl::StatusOr<Lines> (*step)(const Step& step, const Step* next,
                                std::string_view address,
                                std::string_view label);
  std::string (*jump)(std::string_view label);
  std::string (*set)(std::string_view canonical, int value);
};

const HerdCode& HerdCodeFor(listing::Architecture architecture);

extern const HerdCode kAArch64HerdCode;
extern const HerdCode kX86HerdCode;

}  // namespace atomics_lab::herd

#endif  // ATOMICS_LAB_TESTS_HERD_HERD_CODE_H_
