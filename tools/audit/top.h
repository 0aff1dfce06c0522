// The functions of which an audit found the most.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_TOP_H_
#define ATOMICS_LAB_TOOLS_AUDIT_TOP_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/audit/findings.h"

namespace atomics_lab::audit {

// What --top takes beside `all`: a whole number from 1 on.
// Errors: InvalidArgument, one line.
absl::StatusOr<std::size_t> ParseTop(std::string_view text);

// Leaves shown only the `most` functions of all these audits that have the most
// findings, and puts those with more before those with fewer in each object. Of
// what is suspect errors count before hints, and bodies of helpers, which are
// not counted, come last. Of two that have as many, the first stays.
// Guarantees: drops nothing, so that totals and verdicts stay what they were.
void ShowTop(std::size_t most, absl::Span<FileAudit* const> audits);

// False if nothing of an object is shown.
bool ShowsAnything(const ObjectAudit& object);

// What is not shown.
struct LeftOut {
  std::int64_t functions = 0;
  std::int64_t findings = 0;
};

void AddLeftOut(const FileAudit& audit, LeftOut& left_out);

// "left out: 3 functions with 5 findings, none of which has more than those
// shown"; empty if everything is shown.
std::string LeftOutSentence(LeftOut left_out);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_TOP_H_
