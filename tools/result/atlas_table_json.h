// The member "atlas" of results, both ways.
#ifndef ATOMICS_LAB_TOOLS_RESULT_ATLAS_TABLE_JSON_H_
#define ATOMICS_LAB_TOOLS_RESULT_ATLAS_TABLE_JSON_H_

#include "nlohmann/json.hpp"
#include "tools/result/atlas_table.h"
#include "tools/result/reader.h"

namespace atomics_lab::result {

nlohmann::ordered_json WriteAtlasTable(const AtlasTable& table);

// Errors: a line without instructions for each column is refused.
AtlasTable ReadAtlasTable(const Reader& in);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_ATLAS_TABLE_JSON_H_
