#include "tools/audit/exclusives.h"

#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/isa/synchronization.h"

namespace atomics_lab::audit {
namespace {

using Kind = isa::Synchronization::Kind;

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

bool ArePair(const Hit& load, const Hit& store) {
  return load.section == store.section &&
         load.synchronization.place == store.synchronization.place &&
         store.address - load.address <= kMostBytesBetween;
}

void Join(Hit& load, const Hit& store) {
  load.synchronization.release = store.synchronization.release;
  absl::StrAppend(&load.synchronization.form, "…", store.synchronization.form);
}

}  // namespace

std::vector<Hit> PairExclusives(std::vector<Hit> hits) {
  std::vector<Hit> paired;
  std::size_t load = kNone;
  for (Hit& hit : hits) {
    const Kind kind = hit.synchronization.kind;
    if (kind == Kind::kStoreExclusive && load != kNone &&
        ArePair(paired[load], hit)) {
      Join(paired[load], hit);
      load = kNone;
      continue;
    }
    // Whatever it stores to, a store-exclusive ends the watching.
    if (kind == Kind::kStoreExclusive) load = kNone;
    if (kind == Kind::kLoadExclusive) load = paired.size();
    paired.push_back(std::move(hit));
  }
  return paired;
}

}  // namespace atomics_lab::audit
