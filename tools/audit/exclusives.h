// Loads-exclusive and the stores-exclusive that they belong to.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_EXCLUSIVES_H_
#define ATOMICS_LAB_TOOLS_AUDIT_EXCLUSIVES_H_

#include <vector>

#include "tools/audit/scan_sections.h"

namespace atomics_lab::audit {

// Joins each store-exclusive to the load-exclusive before it, if that has no
// store yet, is of the same place and size, and is at most kMostBytesBetween
// away: the hit stands at the load, its form is "ldaxr…stlxr", its ordering
// that of both. The others stay alone.
std::vector<Hit> PairExclusives(std::vector<Hit> hits);

inline constexpr int kMostBytesBetween = 128;

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_EXCLUSIVES_H_
