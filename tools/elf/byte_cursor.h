// Reads little-endian numbers and strings from bytes that are not trusted.
#ifndef ATOMICS_LAB_TOOLS_ELF_BYTE_CURSOR_H_
#define ATOMICS_LAB_TOOLS_ELF_BYTE_CURSOR_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "absl/types/span.h"

namespace atomics_lab::elf {

using Bytes = absl::Span<const std::uint8_t>;

// The string that starts at `offset` and ends before the next NUL.
// Guarantees: empty if `offset` or the NUL is outside the table.
std::string_view StringAt(Bytes table, std::uint64_t offset);

// A position in a run of bytes. A read past the end yields zero or nothing and
// leaves the cursor failed at the end, so that a reader may check once after
// several reads, and every loop that runs while AtEnd() is false ends.
class ByteCursor {
 public:
  explicit ByteCursor(Bytes bytes) : bytes_(bytes) {}

  // A cursor on `bytes` that stands at `offset`, failed if that is outside.
  ByteCursor(Bytes bytes, std::uint64_t offset) : bytes_(bytes) {
    Skip(offset);
  }

  bool ok() const { return ok_; }
  bool AtEnd() const { return position_ == bytes_.size(); }
  std::size_t position() const { return position_; }

  // An unsigned number of `width` bytes. Requires: width <= 8.
  std::uint64_t Unsigned(std::size_t width);

  // LEB128 numbers (DWARF 5, section 7.6); bits beyond 64 are dropped.
  std::uint64_t Uleb128();
  std::int64_t Sleb128();

  // A string that ends with NUL; the cursor moves past the NUL.
  std::string_view String();

  void Skip(std::uint64_t count);

  // For readers that find what they cannot read.
  void Fail() {
    ok_ = false;
    position_ = bytes_.size();
  }

  // Moves past `value`, `width` bytes long, if it comes next.
  void SkipIfNext(std::size_t width, std::uint64_t value) {
    ByteCursor next = *this;
    if (next.Unsigned(width) == value && next.ok()) *this = next;
  }

  // The next `count` bytes as a cursor of their own; this one moves past them.
  ByteCursor Take(std::uint64_t count);

 private:
  struct Leb128 {
    std::uint64_t value = 0;
    unsigned bits = 0;       // how many were read
    std::uint64_t last = 0;  // the last byte, which carries the sign
  };

  Leb128 ReadLeb128();

  Bytes bytes_;
  std::size_t position_ = 0;
  bool ok_ = true;
};

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_BYTE_CURSOR_H_
