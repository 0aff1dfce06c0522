#include "tools/audit/findings.h"

#include <string_view>
#include <vector>

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
  }
  return "";
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
