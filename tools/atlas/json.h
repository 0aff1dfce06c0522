// The atlas as JSON, both ways.
//
//   {"schema": "atomics-lab/atlas", "version": 1,
//    "targets": [{"name": "aarch64_lse-gcc", "architecture": "aarch64",
//                 "level": "aarch64_lse", "isa": "armv8.1-a",
//                 "compiler": "gcc", "version": "GNU C++20 16.2.0"}],
//    "cells": [{"operation": "fetch_sub", "order": "seq_cst", "width": 8,
//               "result": "used", "target": "aarch64_lse-gcc",
//               "mapping": "neg; ldaddalb", "family": "neg; ldaddal",
//               "opcodes": ["neg", "ldaddalb", "ret"]}]}
//
// The members mean what atlas.h says of them.
#ifndef ATOMICS_LAB_TOOLS_ATLAS_JSON_H_
#define ATOMICS_LAB_TOOLS_ATLAS_JSON_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/atlas/atlas.h"

namespace atomics_lab::atlas {

// Guarantees: equal atlases are equal text; ends with a newline.
std::string ToJson(const Atlas& atlas);

// Reads what ToJson wrote; keys that it does not know are passed over. `name`
// stands for the file in messages. Any bytes may be given.
// Errors: InvalidArgument, one line that names the file and the place: not
// JSON, another schema or version, a missing key or one of the wrong type, an
// operation or an order that there is not, a cell of a target that the file
// does not have.
absl::StatusOr<Atlas> FromJson(std::string_view text, std::string_view name);

// All targets and cells of all, in the order given.
// Requires: no target stands in two of them.
Atlas Merge(const std::vector<Atlas>& partials);

}  // namespace atomics_lab::atlas

#endif  // ATOMICS_LAB_TOOLS_ATLAS_JSON_H_
