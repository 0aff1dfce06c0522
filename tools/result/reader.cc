#include "tools/result/reader.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"

namespace atomics_lab::result {
namespace {

using nlohmann::json;

// What stands in for a value that could not be read.
const json& Nothing() {
  static const json nothing;
  return nothing;
}

bool FitsInt(const json& value) {
  constexpr int kMost = std::numeric_limits<int>::max();
  constexpr int kLeast = std::numeric_limits<int>::min();
  // A number without a sign is stored unsigned, and read as signed a great one
  // would come out negative.
  if (value.is_number_unsigned()) return value.get<std::uint64_t>() <= kMost;
  return value.is_number_integer() && value.get<std::int64_t>() >= kLeast;
}

}  // namespace

Reader::Reader(const json& value, absl::Status& error)
    : Reader(&value, "", &error) {}

Reader::Reader(const json* value, std::string place, absl::Status* error)
    : value_(value), place_(std::move(place)), error_(error) {}

void Reader::Refuse(std::string_view why) const {
  if (!error_->ok()) return;
  *error_ = absl::InvalidArgumentError(
      absl::StrCat(place_.empty() ? "/" : place_, " ", why));
}

bool Reader::Has(std::string_view key) const {
  return value_->is_object() && value_->contains(key);
}

Reader Reader::Member(std::string_view key) const {
  if (Has(key)) {
    return Reader(&*value_->find(key), absl::StrCat(place_, "/", key), error_);
  }
  Refuse(value_->is_object()
             ? absl::StrCat("has no \"", key, "\"")
             : absl::StrCat("is ", value_->type_name(), ", must be an object"));
  return Reader(&Nothing(), place_, error_);
}

std::size_t Reader::Size() const {
  if (value_->is_array()) return value_->size();
  Refuse(absl::StrCat("is ", value_->type_name(), ", must be an array"));
  return 0;
}

std::vector<std::string> Reader::Names() const {
  std::vector<std::string> names;
  if (!value_->is_object()) {
    Refuse(absl::StrCat("is ", value_->type_name(), ", must be an object"));
    return names;
  }
  for (const auto& [name, value] : value_->items()) names.push_back(name);
  return names;
}

bool Reader::IsString() const { return value_->is_string(); }

bool Reader::IsArray() const { return value_->is_array(); }

bool Reader::IsObject() const { return value_->is_object(); }

Reader Reader::Element(std::size_t index) const {
  return Reader(&(*value_)[index], absl::StrCat(place_, "/", index), error_);
}

std::string Reader::String() const {
  if (value_->is_string()) return value_->get<std::string>();
  Refuse(absl::StrCat("is ", value_->type_name(), ", must be a string"));
  return "";
}

std::uint64_t Reader::Unsigned() const {
  if (value_->is_number_unsigned()) return value_->get<std::uint64_t>();
  Refuse("must be an unsigned integer of 64 bits");
  return 0;
}

void Reader::Read(std::string_view key, std::string& out) const {
  std::string text = Member(key).String();
  if (error_->ok()) out = std::move(text);
}

void Reader::Read(std::string_view key, bool& out) const {
  const Reader member = Member(key);
  if (!member.value_->is_boolean()) member.Refuse("must be true or false");
  if (error_->ok()) out = member.value_->get<bool>();
}

void Reader::Read(std::string_view key, int& out) const {
  const Reader member = Member(key);
  if (!FitsInt(*member.value_)) member.Refuse("must be an integer of 32 bits");
  if (error_->ok()) out = member.value_->get<int>();
}

void Reader::Read(std::string_view key, std::uint64_t& out) const {
  const std::uint64_t number = Member(key).Unsigned();
  if (error_->ok()) out = number;
}

void Reader::Read(std::string_view key, double& out) const {
  const Reader member = Member(key);
  if (!member.value_->is_number()) member.Refuse("must be a number");
  if (error_->ok()) out = member.value_->get<double>();
}

}  // namespace atomics_lab::result
