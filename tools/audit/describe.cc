#include "tools/audit/describe.h"

#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "tools/elf/by_architecture.h"
#include "tools/isa/spin_loop.h"
#include "tools/isa/synchronization.h"

namespace atomics_lab::audit {
namespace {

Kind KindOf(isa::Synchronization::Kind kind) {
  using From = isa::Synchronization::Kind;
  switch (kind) {
    case From::kLocked:
      return Kind::kLocked;
    case From::kLse:
      return Kind::kLse;
    case From::kLoadExclusive:
    case From::kStoreExclusive:
      return Kind::kLlsc;
    case From::kFullFence:
      return Kind::kFences;
    case From::kAcquireRelease:
    case From::kNone:
      break;
  }
  return Kind::kAcquireRelease;
}

std::string OrderingName(listing::Architecture architecture,
                         const isa::Synchronization& found) {
  // On x86-64 the form tells it.
  if (!elf::ByArchitecture(false, true)[architecture]) return "";
  if (found.store_store) return "store_store";
  if (found.acquire) return found.release ? "acq_rel" : "acquire";
  return found.release ? "release" : "relaxed";
}

void Describe(const isa::SpinLoop& loop, Finding& finding) {
  if (loop.retries) {
    finding.kind = Kind::kRetries;
    finding.form = loop.access;
    return;
  }
  finding.kind = Kind::kSpins;
  finding.form =
      absl::StrCat(loop.atomic ? "repeats " : "re-reads by ", loop.access);
  finding.hint = loop.hint.empty() ? "none" : loop.hint;
}

}  // namespace

Finding FindingOf(listing::Architecture architecture, const Hit& hit) {
  Finding finding = {.address = hit.address, .feature = hit.feature};
  if (hit.spin.has_value()) {
    Describe(*hit.spin, finding);
  } else {
    finding.kind = KindOf(hit.synchronization.kind);
    finding.form = hit.synchronization.form;
    finding.ordering = OrderingName(architecture, hit.synchronization);
  }
  return finding;
}

// "__aarch64_ldadd8_acq_rel" is acq_rel.
std::string OrderingOfHelper(std::string_view name) {
  if (name.ends_with("_relax")) return "relaxed";
  if (name.ends_with("_acq")) return "acquire";
  return name.ends_with("_acq_rel") || name.ends_with("_sync") ? "acq_rel"
                                                               : "release";
}

}  // namespace atomics_lab::audit
