// The atlas as results carry it.
#ifndef ATOMICS_LAB_TOOLS_ATLAS_TABLE_OF_RESULTS_H_
#define ATOMICS_LAB_TOOLS_ATLAS_TABLE_OF_RESULTS_H_

#include "tools/atlas/atlas.h"
#include "tools/result/atlas_table.h"

namespace atomics_lab::atlas {

// Guarantees: a column for each target, in their order; a line for each
// question that some target was asked, by operation, order, width and result.
result::AtlasTable TableOf(const Atlas& atlas);

}  // namespace atomics_lab::atlas

#endif  // ATOMICS_LAB_TOOLS_ATLAS_TABLE_OF_RESULTS_H_
