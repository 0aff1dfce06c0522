#include "tools/audit/suspects.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "tools/audit/code_sections.h"
#include "tools/audit/describe.h"
#include "tools/audit/findings.h"
#include "tools/audit/scan_sections.h"
#include "tools/isa/code_reader.h"
#include "tools/isa/suspect.h"
#include "tools/isa/synchronization.h"
#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {
namespace {

bool IsAtomic(const Hit& hit) {
  using Kind = isa::Synchronization::Kind;
  switch (hit.synchronization.kind) {
    case Kind::kLocked:
    case Kind::kLse:
    case Kind::kLoadExclusive:
    case Kind::kStoreExclusive:
      return true;
    default:
      return false;
  }
}

const isa::SuspectPattern& PatternOf(isa::SuspectPattern::Kind kind) {
  return isa::SuspectPatterns()[static_cast<std::size_t>(kind)];
}

Finding FindingOf(const Hit& hit, isa::Suspect suspect,
                  listing::Architecture architecture) {
  Finding finding = FindingOf(architecture, hit);
  finding.suspect = &PatternOf(suspect.kind);
  finding.form = std::move(suspect.form);
  finding.detail = std::move(suspect.detail);
  return finding;
}

class Searcher {
 public:
  Searcher(listing::Architecture architecture,
           absl::Span<const CodeSection> sections)
      : architecture_(architecture),
        sections_(sections),
        decoder_(architecture) {}

  // The atomic accesses of one function, ascending.
  void Examine(absl::Span<const Hit* const> hits);
  std::vector<PlacedFinding> Take() { return std::move(found_); }

 private:
  listing::Architecture architecture_;
  absl::Span<const CodeSection> sections_;
  listing::Decoder decoder_;
  std::vector<PlacedFinding> found_;
};

void Searcher::Examine(absl::Span<const Hit* const> hits) {
  if (hits.empty()) return;
  const std::size_t section = hits.front()->section;
  const CodeSection& code = sections_[section];
  std::vector<std::size_t> offsets;
  offsets.reserve(hits.size());
  for (const Hit* hit : hits) offsets.push_back(hit->address - code.address);
  isa::CodeReader reader(architecture_, decoder_, code.bytes,
                         FunctionAround(code, offsets.front()), code.address);
  for (isa::Suspect& suspect : isa::SuspectsOf(reader, offsets)) {
    const auto at =
        std::lower_bound(offsets.begin(), offsets.end(), suspect.offset);
    const Hit& hit = *hits[static_cast<std::size_t>(at - offsets.begin())];
    found_.emplace_back(section,
                        FindingOf(hit, std::move(suspect), architecture_));
  }
}

}  // namespace

std::vector<PlacedFinding> FindSuspects(listing::Architecture architecture,
                                        absl::Span<const CodeSection> sections,
                                        absl::Span<const Hit> hits) {
  Searcher searcher(architecture, sections);
  std::vector<const Hit*> function;
  const auto in_function = [&](const Hit& hit) {
    if (function.empty()) return true;
    const Hit& first = *function.front();
    if (hit.section != first.section) return false;
    const CodeSection& code = sections[hit.section];
    return hit.address - code.address <
           FunctionAround(code, first.address - code.address).end;
  };
  for (const Hit& hit : hits) {
    if (!IsAtomic(hit)) continue;
    if (!in_function(hit)) {
      searcher.Examine(function);
      function.clear();
    }
    function.push_back(&hit);
  }
  searcher.Examine(function);
  return searcher.Take();
}

}  // namespace atomics_lab::audit
