#include "tools/audit/top.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/audit/findings.h"
#include "tools/text/counted.h"

namespace atomics_lab::audit {
namespace {

// What has more is greater.
using Weight = std::tuple<bool, std::size_t, std::size_t>;

Weight WeightOf(const FunctionAudit& function) {
  const auto errors =
      std::ranges::count_if(function.findings, [](const Finding& finding) {
        return finding.suspect != nullptr && finding.suspect->error;
      });
  return {!function.helper, static_cast<std::size_t>(errors),
          function.findings.size()};
}

struct Weighed {
  Weight weight;
  FunctionAudit* function = nullptr;
};

std::vector<Weighed> HeaviestFirst(absl::Span<FileAudit* const> audits) {
  std::vector<Weighed> all;
  for (FileAudit* audit : audits) {
    for (ObjectAudit& object : audit->objects) {
      for (FunctionAudit& function : object.functions) {
        all.push_back({WeightOf(function), &function});
      }
    }
  }
  std::ranges::stable_sort(all, std::ranges::greater{}, &Weighed::weight);
  return all;
}

}  // namespace

absl::StatusOr<std::size_t> ParseTop(std::string_view text) {
  std::size_t most = 0;
  if (absl::SimpleAtoi(text, &most) && most > 0) return most;
  return absl::InvalidArgumentError(
      absl::StrCat("--top=", text, ": a whole number from 1 on, or all"));
}

void ShowTop(std::size_t most, absl::Span<FileAudit* const> audits) {
  const std::vector<Weighed> all = HeaviestFirst(audits);
  for (std::size_t i = most; i < all.size(); ++i) {
    all[i].function->shown = false;
  }
  for (FileAudit* audit : audits) {
    for (ObjectAudit& object : audit->objects) {
      std::ranges::stable_sort(object.functions, std::ranges::greater{},
                               WeightOf);
    }
  }
}

bool ShowsAnything(const ObjectAudit& object) {
  return std::ranges::any_of(object.functions, &FunctionAudit::shown);
}

void AddLeftOut(const FileAudit& audit, LeftOut& left_out) {
  for (const ObjectAudit& object : audit.objects) {
    for (const FunctionAudit& function : object.functions) {
      if (function.shown) continue;
      ++left_out.functions;
      left_out.findings += static_cast<std::int64_t>(function.findings.size());
    }
  }
}

std::string LeftOutSentence(LeftOut left_out) {
  if (left_out.functions == 0) return "";
  return absl::StrCat(
      "left out: ", text::Counted(left_out.functions, "function"), " with ",
      text::Counted(left_out.findings, "finding"),
      ", none of which has more than those shown");
}

}  // namespace atomics_lab::audit
