#include "tools/audit/mark_guards.h"

#include <cstddef>

#include "absl/types/span.h"
#include "tools/audit/guards.h"
#include "tools/audit/plausible_code.h"
#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {
namespace {

bool IsAtomic(const Finding& finding) {
  return finding.kind == Kind::kLse || finding.kind == Kind::kLlsc;
}

class Marker {
 public:
  Marker(const elf::ElfImage& image, absl::Span<const CodeSection> sections,
         const PlacedFunctions& functions)
      : sections_(sections),
        functions_(functions),
        architecture_(image.architecture()),
        decoder_(image.architecture()) {}

  // For a question.
  void Mark(Guards guards, const WantsGuard& wants_guard);
  // For a verdict.
  void MarkPlainly(Guards guards);
  AtomicUse Count() const;

 private:
  bool IsData(std::size_t section, const FunctionAudit& function,
              const Finding& finding) const;

  absl::Span<const CodeSection> sections_;
  const PlacedFunctions& functions_;
  listing::Architecture architecture_;
  listing::Decoder decoder_;
};

bool Marker::IsData(std::size_t section, const FunctionAudit& function,
                    const Finding& finding) const {
  return LooksLikeData(architecture_, decoder_, sections_[section], function,
                       finding.address);
}

void Marker::Mark(Guards guards, const WantsGuard& wants_guard) {
  for (const auto& [section, function] : functions_) {
    for (Finding& finding : function->findings) {
      finding.guarded =
          function->helper ||
          (wants_guard(finding) && guards.Guarded(section, finding.address));
    }
    std::erase_if(function->findings, [&](const Finding& finding) {
      return !finding.guarded && wants_guard(finding) &&
             IsData(section, *function, finding);
    });
  }
}

void Marker::MarkPlainly(Guards guards) {
  for (const auto& [section, function] : functions_) {
    for (Finding& finding : function->findings) {
      finding.guarded =
          function->helper || (IsAtomic(finding) &&
                               guards.GuardedPlainly(section, finding.address));
    }
  }
}

AtomicUse Marker::Count() const {
  AtomicUse use;
  for (const auto& [section, function] : functions_) {
    if (function->helper) continue;
    for (const Finding& finding : function->findings) {
      use.outlined += finding.kind == Kind::kOutlined;
      if (!IsAtomic(finding) ||
          (!finding.guarded && IsData(section, *function, finding))) {
        continue;
      }
      ++(finding.kind == Kind::kLse ? use.lse : use.llsc);
      use.guarded_lse += finding.kind == Kind::kLse && finding.guarded;
    }
  }
  return use;
}

// Whether there is one kind of atomic code as well as the other.
bool HasBoth(const PlacedFunctions& functions) {
  bool single = false;
  bool exclusive = false;
  for (const auto& [section, function] : functions) {
    if (function->helper) continue;
    for (const Finding& finding : function->findings) {
      single |= finding.kind == Kind::kLse;
      exclusive |= finding.kind == Kind::kLlsc;
    }
  }
  return single && exclusive;
}

}  // namespace

AtomicUse MarkGuards(const elf::ElfImage& image,
                     const elf::SymbolTable& symbols,
                     absl::Span<const CodeSection> sections,
                     absl::Span<const Hit> hits, const WantsGuard& wants_guard,
                     const PlacedFunctions& functions) {
  Marker marker(image, sections, functions);
  if (wants_guard) {
    marker.Mark(Guards(image, symbols, sections, hits), wants_guard);
  } else if (HasBoth(functions)) {
    marker.MarkPlainly(Guards(image, symbols, sections, hits));
  }
  return marker.Count();
}

}  // namespace atomics_lab::audit
