// Reads one JSON value at a time and knows where it stands.
#ifndef ATOMICS_LAB_TOOLS_RESULT_READER_H_
#define ATOMICS_LAB_TOOLS_RESULT_READER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "nlohmann/json.hpp"

namespace atomics_lab::result {

// A JSON value with its place, spelled as a JSON pointer (RFC 6901).
//
// The first thing that goes wrong is kept in `error`; from then on every Read
// leaves its output alone, so a caller reads all fields and asks once.
class Reader {
 public:
  // Requires: `value` and `error` outlive the Reader and all it hands out;
  // `error` is OK.
  Reader(const nlohmann::json& value, absl::Status& error);

  // Each reads the member `key` of this object.
  // Errors: this value is no object; no such member; a member of another type
  // or out of range for the output.
  void Read(std::string_view key, std::string& out) const;
  void Read(std::string_view key, bool& out) const;
  void Read(std::string_view key, int& out) const;
  void Read(std::string_view key, std::uint64_t& out) const;
  void Read(std::string_view key, double& out) const;
  Reader Member(std::string_view key) const;

  // As Read, but leaves `out` alone where there is no such member.
  template <typename T>
  void ReadIfPresent(std::string_view key, T& out) const {
    if (Has(key)) Read(key, out);
  }

  // Calls `visit` with a Reader of each element of an array member, in order,
  // until something is refused.
  template <typename Visit>
  void ForEach(std::string_view key, Visit visit) const {
    Member(key).ForEachElement(visit);
  }

  // The same of this value, which is an array.
  template <typename Visit>
  void ForEachElement(Visit visit) const {
    for (std::size_t i = 0; i < Size() && error_->ok(); ++i) visit(Element(i));
  }

  // Calls `visit` with the name and a Reader of each member of the object
  // `key`, by name, until something is refused.
  template <typename Visit>
  void ForEachMember(std::string_view key, Visit visit) const {
    const Reader object = Member(key);
    for (const std::string& name : object.Names()) {
      if (!error_->ok()) return;
      visit(name, object.Member(name));
    }
  }

  // Reads an array member with `read`, a function from Reader to T.
  template <typename T, typename ReadElement>
  void ReadArray(std::string_view key, std::vector<T>& out,
                 ReadElement read) const {
    ForEach(key, [&](const Reader& element) { out.push_back(read(element)); });
  }

  bool Has(std::string_view key) const;
  bool IsString() const;
  bool IsArray() const;
  bool IsObject() const;

  // This value itself.
  std::string String() const;
  std::uint64_t Unsigned() const;

  // Refuses this value: "PLACE WHY", unless something was refused before.
  void Refuse(std::string_view why) const;

 private:
  Reader(const nlohmann::json* value, std::string place, absl::Status* error);

  std::vector<std::string> Names() const;  // none and an error if no object
  std::size_t Size() const;                // 0 and an error if this is no array
  Reader Element(std::size_t index) const;

  const nlohmann::json* value_;
  std::string place_;
  absl::Status* error_;
};

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_READER_H_
