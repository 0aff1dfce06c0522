// A JSON file of the lab's own: what all of them begin with, and how what is
// wrong with one is told.
#ifndef ATOMICS_LAB_TOOLS_RESULT_DOCUMENT_H_
#define ATOMICS_LAB_TOOLS_RESULT_DOCUMENT_H_

#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "tools/result/reader.h"

namespace atomics_lab::result {

// Its members "schema" and "version".
struct Schema {
  std::string_view name;
  int version = 0;
};

// Parses `text` and calls `read` with it. `name` stands for the file in
// messages.
// Errors: InvalidArgument, one line that names the file and the place (a JSON
// pointer, or the byte where parsing stopped): not JSON; another schema, or
// another version, before anything else is looked at; what `read` refuses.
// Survives any bytes.
absl::Status ReadDocument(std::string_view text, std::string_view name,
                          const Schema& schema,
                          absl::FunctionRef<void(const Reader&)> read);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_DOCUMENT_H_
