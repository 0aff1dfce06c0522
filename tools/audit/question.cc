#include "tools/audit/question.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace atomics_lab::audit {
namespace {

std::string BaselineNames(listing::Architecture architecture) {
  return absl::StrJoin(isa::BaselinesOf(architecture), ", ",
                       [](std::string* out, const isa::Baseline& baseline) {
                         absl::StrAppend(out, baseline.name);
                       });
}

absl::Status CheckArchitecture(const Question& question,
                               const ObjectAudit& object) {
  if (object.architecture == question.architecture) return absl::OkStatus();
  const std::string_view name = listing::ArchitectureName(object.architecture);
  if (!question.baseline.has_value()) {
    return absl::InvalidArgumentError(absl::StrCat(
        object.name, " is for ", name, "; --require=lse asks about ",
        listing::ArchitectureName(question.architecture)));
  }
  return absl::InvalidArgumentError(
      absl::StrCat(object.name, " is for ", name, ", which has no baseline ",
                   question.baseline->name, "; it has ",
                   BaselineNames(object.architecture)));
}

void Drop(const Question& question, FunctionAudit& function, Answer& answer) {
  std::erase_if(function.findings, [&](const Finding& finding) {
    if (!Concerns(question, finding)) return true;
    ++(finding.guarded ? answer.guarded : answer.found);
    if (!finding.guarded && finding.feature != nullptr) {
      ++answer.features[std::string(finding.feature->name)];
    }
    return finding.guarded;
  });
}

}  // namespace

absl::StatusOr<Question> ParseRequire(std::string_view name) {
  if (name == "lse") return Question{};
  return absl::InvalidArgumentError(
      absl::StrCat("--require=", name, ": it takes lse"));
}

absl::StatusOr<Question> ParseBaseline(std::string_view name) {
  std::string all;
  for (const listing::Architecture architecture : listing::kArchitectures) {
    for (const isa::Baseline& baseline : isa::BaselinesOf(architecture)) {
      if (baseline.name == name) return Question{architecture, baseline};
    }
    absl::StrAppend(&all, all.empty() ? "" : "; of ",
                    listing::ArchitectureName(architecture), " ",
                    BaselineNames(architecture));
  }
  return absl::InvalidArgumentError(
      absl::StrCat("--baseline=", name, ": there is none; of ", all));
}

bool Concerns(const Question& question, const Finding& finding) {
  if (finding.kind == Kind::kSpins || finding.kind == Kind::kRetries) {
    return false;
  }
  if (!question.baseline.has_value()) return finding.kind == Kind::kLlsc;
  return finding.feature != nullptr &&
         finding.feature->level > question.baseline->level;
}

absl::StatusOr<Answer> AnswerOf(const Question& question, FileAudit audit) {
  Answer answer = {.audit = std::move(audit)};
  for (ObjectAudit& object : answer.audit.objects) {
    ABSL_RETURN_IF_ERROR(CheckArchitecture(question, object));
    for (FunctionAudit& function : object.functions) {
      Drop(question, function, answer);
    }
    std::erase_if(object.functions, [](const FunctionAudit& function) {
      return function.findings.empty();
    });
  }
  return answer;
}

std::string AnswerSentence(const Question& question, const Answer& answer) {
  const std::string what =
      question.baseline.has_value()
          ? absl::StrCat(answer.found == 1 ? "needs" : "need", " more than ",
                         question.baseline->name, " without a check")
          : absl::StrCat(answer.found == 1 ? "runs" : "run",
                         " LL/SC whatever the processor has");
  std::string text =
      answer.found == 0
          ? absl::StrCat("nothing ", question.baseline.has_value()
                                         ? absl::StrCat("needs more than ",
                                                        question.baseline->name,
                                                        " without a check")
                                         : "runs LL/SC where there is LSE")
          : absl::StrCat(answer.found,
                         answer.found == 1 ? " place " : " places ", what);
  if (!answer.features.empty()) {
    absl::StrAppend(&text, ": ",
                    absl::StrJoin(answer.features, ", ",
                                  [](std::string* out, const auto& feature) {
                                    absl::StrAppend(out, feature.first, " ",
                                                    feature.second);
                                  }));
  }
  if (answer.guarded != 0) {
    absl::StrAppend(&text, " (", answer.guarded, " behind a check)");
  }
  return text;
}

}  // namespace atomics_lab::audit
