#include "tools/result/parse.h"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"

namespace atomics_lab::result {
namespace {

using nlohmann::json;

// Looks at the text as events and refuses what a tree could not show any more
// (keys that stand twice) or should never be made of (bottomless nesting).
class Gatekeeper : public nlohmann::json_sax<json> {
 public:
  const absl::Status& verdict() const { return verdict_; }

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }

  bool start_object(std::size_t) override { return Enter(); }
  bool end_object() override { return Leave(); }
  bool start_array(std::size_t) override { return Enter(); }
  bool end_array() override { return Leave(); }

  bool key(string_t& name) override {
    if (keys_.back().insert(name).second) return true;
    return Refuse(absl::StrCat("has the key \"",
                               absl::Utf8SafeCEscape(name.substr(0, 80)),
                               "\" twice in one object"));
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    return Refuse(absl::StrCat("is not JSON from byte ", position, " on"));
  }

 private:
  bool Enter() {
    if (keys_.size() == kMaxNesting) {
      return Refuse(absl::StrCat("nests deeper than ", kMaxNesting, " levels"));
    }
    keys_.emplace_back();
    return true;
  }

  bool Leave() {
    keys_.pop_back();
    return true;
  }

  bool Refuse(std::string_view why) {
    verdict_ = absl::InvalidArgumentError(why);
    return false;
  }

  absl::Status verdict_;
  std::vector<std::set<std::string>> keys_;  // of each open value
};

}  // namespace

absl::StatusOr<json> Parse(std::string_view text) {
  Gatekeeper gatekeeper;
  if (!json::sax_parse(text, &gatekeeper)) return gatekeeper.verdict();
  return json::parse(text, nullptr, /*allow_exceptions=*/false);
}

}  // namespace atomics_lab::result
