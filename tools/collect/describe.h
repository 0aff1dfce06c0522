// From a specimen or a listing to the words that results hold: claims, roles,
// short forms, text.
#ifndef ATOMICS_LAB_TOOLS_COLLECT_DESCRIBE_H_
#define ATOMICS_LAB_TOOLS_COLLECT_DESCRIBE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "counters/catalog.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/result/result.h"

namespace atomics_lab::collect {

// What the catalog says of a specimen.
result::Counter DescribeSpecimen(const Specimen& specimen);

// One function of `binary` as results hold it; `operation` is copied.
result::Function Describe(const listing::Binary& binary,
                          const listing::Function& function,
                          std::string operation);

// The function `symbol`, and after it those that it calls directly and whose
// code lies in the same file: an outlined atomic, a mutex's lock. Their
// operation is `called by <operation>`.
// Errors: as Binary::Disassemble.
absl::StatusOr<std::vector<result::Function>> DescribeWithCallees(
    const listing::Binary& binary, std::string_view symbol,
    const std::string& operation);

}  // namespace atomics_lab::collect

#endif  // ATOMICS_LAB_TOOLS_COLLECT_DESCRIBE_H_
