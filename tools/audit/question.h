// Questions about files that are answered by yes or by the places that say no.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_QUESTION_H_
#define ATOMICS_LAB_TOOLS_AUDIT_QUESTION_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tools/audit/findings.h"
#include "tools/isa/atomic_feature.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {

struct Question {
  listing::Architecture architecture = listing::Architecture::kAArch64;
  // What needs more than this and is checked by nobody; without it, what still
  // runs LL/SC on a processor that has LSE.
  std::optional<isa::Baseline> baseline;
};

// --require=lse and --baseline=armv8.1-a.
// Errors: InvalidArgument, which lists the right ones.
absl::StatusOr<Question> ParseRequire(std::string_view name);
absl::StatusOr<Question> ParseBaseline(std::string_view name);

// Whether the question is about a finding, if it is not guarded.
bool Concerns(const Question& question, const Finding& finding);

struct Answer {
  FileAudit audit;           // what says no, and nothing else
  std::int64_t found = 0;    // how many those are
  std::int64_t guarded = 0;  // what would say so, were there no check
  // How many of those found need which feature: "FEAT_LSE": 3.
  std::map<std::string, std::int64_t> features;
};

// Requires: `audit` was made with Finding::guarded for what the question
// concerns. Errors: InvalidArgument if the file, or a member of an archive, is
// for another architecture; lists what can be asked there.
absl::StatusOr<Answer> AnswerOf(const Question& question, FileAudit audit);

// "nothing needs more than armv8-a without a check (12 are checked)".
std::string AnswerSentence(const Question& question, const Answer& answer);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_QUESTION_H_
