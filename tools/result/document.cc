#include "tools/result/document.h"

#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "tools/result/parse.h"
#include "tools/result/reader.h"

namespace atomics_lab::result {
namespace {

// What else is wrong with another kind of file would only mislead.
void CheckSchema(const Reader& in, const Schema& wanted) {
  const Reader schema = in.Member("schema");
  if (schema.String() != wanted.name) {
    schema.Refuse(absl::StrCat("must be \"", wanted.name, "\""));
  }
  int version = wanted.version;
  in.Read("version", version);
  if (version != wanted.version) {
    in.Member("version").Refuse(absl::StrCat("is of schema version ", version,
                                             "; this lab reads version ",
                                             wanted.version));
  }
}

absl::Status Named(std::string_view name, const absl::Status& error) {
  return absl::Status(error.code(), absl::StrCat(absl::Utf8SafeCEscape(name),
                                                 ": ", error.message()));
}

}  // namespace

absl::Status ReadDocument(std::string_view text, std::string_view name,
                          const Schema& schema,
                          absl::FunctionRef<void(const Reader&)> read) {
  const absl::StatusOr<nlohmann::json> json = Parse(text);
  if (!json.ok()) return Named(name, json.status());
  absl::Status error;
  const Reader in(*json, error);
  CheckSchema(in, schema);
  if (error.ok()) read(in);
  return error.ok() ? error : Named(name, error);
}

}  // namespace atomics_lab::result
