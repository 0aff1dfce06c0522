// The explorer's values in the terms of the report: what stories and steppers
// have in common.
#ifndef ATOMICS_LAB_TOOLS_COLLECT_DESCRIBED_H_
#define ATOMICS_LAB_TOOLS_COLLECT_DESCRIBED_H_

#include <cstddef>
#include <string>
#include <vector>

#include "tools/collect/place_names.h"
#include "tools/explore/move.h"
#include "tools/explore/program.h"
#include "tools/result/exploration.h"

namespace atomics_lab::collect {

inline result::Value ValueOf(const explore::Value& value) {
  return {.low = value.low, .high = value.high};
}

// "counters/specimens/fetch_add.h:41"; empty without debug information.
std::string SourceOf(const explore::Site& site);

// What `thread`, from 0, has stored and others cannot see, oldest first.
std::vector<result::PendingStore> StoresOf(const PlaceNames& places,
                                           std::size_t thread,
                                           const explore::LocalView& view);

}  // namespace atomics_lab::collect

#endif  // ATOMICS_LAB_TOOLS_COLLECT_DESCRIBED_H_
