#include "tools/audit/findings.h"

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/isa/suspect.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {

std::string_view KindName(Kind kind) {
  switch (kind) {
    case Kind::kLocked:
      return "locked";
    case Kind::kLse:
      return "lse";
    case Kind::kLlsc:
      return "llsc";
    case Kind::kOutlined:
      return "outlined";
    case Kind::kFences:
      return "fences";
    case Kind::kAcquireRelease:
      return "acquire_release";
    case Kind::kSpins:
      return "spins";
    case Kind::kRetries:
      return "retries";
  }
  return "";
}

std::string_view NameOf(const Finding& finding) {
  return finding.suspect == nullptr ? KindName(finding.kind)
                                    : finding.suspect->name;
}

std::string OriginText(const listing::Origin& origin) {
  if (!origin.source.has_value()) return "";
  const auto text = [](const listing::SourceLine& line) {
    return absl::StrCat(line.file, ":", line.line);
  };
  if (origin.frames.empty()) return text(*origin.source);
  return absl::StrCat(text(origin.frames.front().place), " ⟵ ",
                      text(*origin.source));
}

void KeepOnly(Kind kind, FileAudit& audit) {
  for (ObjectAudit& object : audit.objects) {
    for (FunctionAudit& function : object.functions) {
      std::erase_if(function.findings,
                    [&](const Finding& f) { return f.kind != kind; });
    }
    std::erase_if(object.functions,
                  [](const FunctionAudit& f) { return f.findings.empty(); });
  }
}

}  // namespace atomics_lab::audit
