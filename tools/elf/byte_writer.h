// Builds binary structures byte by byte. For tests.
#ifndef ATOMICS_LAB_TOOLS_ELF_BYTE_WRITER_H_
#define ATOMICS_LAB_TOOLS_ELF_BYTE_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace atomics_lab::elf {

class ByteWriter {
 public:
  // Appends a number of `width` bytes, little-endian.
  ByteWriter& Number(std::size_t width, std::uint64_t value) {
    for (std::size_t i = 0; i < width; ++i) {
      bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }
    return *this;
  }

  // Appends bytes; numbers below 128 are also LEB128.
  ByteWriter& Raw(const std::vector<std::uint8_t>& bytes) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    return *this;
  }

  // Appends a string and its NUL.
  ByteWriter& String(std::string_view text) {
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    bytes_.push_back(0);
    return *this;
  }

  // Appends another's bytes with their length, 4 bytes, in front.
  ByteWriter& Sized(const ByteWriter& part) {
    return Number(4, part.bytes_.size()).Raw(part.bytes_);
  }

  const std::vector<std::uint8_t>& bytes() const { return bytes_; }

 private:
  std::vector<std::uint8_t> bytes_;
};

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_BYTE_WRITER_H_
