// Values of up to 128 bits as JSON, both ways.
#ifndef ATOMICS_LAB_TOOLS_RESULT_VALUE_JSON_H_
#define ATOMICS_LAB_TOOLS_RESULT_VALUE_JSON_H_

#include "nlohmann/json.hpp"
#include "tools/result/exploration.h"
#include "tools/result/reader.h"

namespace atomics_lab::result {

// Guarantees: a value below 2^53 is a number, which every reader of JSON keeps
// exactly; others are strings, "0x…".
nlohmann::ordered_json WriteValue(const Value& value);

// Errors: as Reader.
Value ReadValue(const Reader& in);

// {"location": …, "size": …, "value": …}
nlohmann::ordered_json WritePendingStore(const PendingStore& store);
PendingStore ReadPendingStore(const Reader& in);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_VALUE_JSON_H_
