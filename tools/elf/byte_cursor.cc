#include "tools/elf/byte_cursor.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace atomics_lab::elf {
namespace {

constexpr unsigned kBitsPerLebByte = 7;
constexpr std::uint64_t kLebPayload = 0x7f;
constexpr std::uint64_t kLebMore = 0x80;
constexpr std::uint64_t kLebSign = 0x40;

}  // namespace

std::string_view StringAt(Bytes table, std::uint64_t offset) {
  if (offset >= table.size()) return {};
  const Bytes rest = table.subspan(offset);
  const void* nul = std::memchr(rest.data(), '\0', rest.size());
  if (nul == nullptr) return {};
  const char* begin = reinterpret_cast<const char*>(rest.data());
  return {begin,
          static_cast<std::size_t>(static_cast<const char*>(nul) - begin)};
}

std::uint64_t ByteCursor::Unsigned(std::size_t width) {
  if (bytes_.size() - position_ < width) {
    Fail();
    return 0;
  }
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    value |= std::uint64_t{bytes_[position_ + i]} << (8 * i);
  }
  position_ += width;
  return value;
}

ByteCursor::Leb128 ByteCursor::ReadLeb128() {
  Leb128 leb;
  bool more = true;
  while (more && ok_) {
    leb.last = Unsigned(1);
    more = (leb.last & kLebMore) != 0;
    if (leb.bits < 64) leb.value |= (leb.last & kLebPayload) << leb.bits;
    leb.bits += kBitsPerLebByte;
  }
  return leb;
}

std::uint64_t ByteCursor::Uleb128() { return ReadLeb128().value; }

std::int64_t ByteCursor::Sleb128() {
  Leb128 leb = ReadLeb128();
  if (leb.bits < 64 && (leb.last & kLebSign) != 0) {
    leb.value |= ~std::uint64_t{0} << leb.bits;
  }
  return static_cast<std::int64_t>(leb.value);
}

std::string_view ByteCursor::String() {
  const Bytes rest = bytes_.subspan(position_);
  const void* nul =
      rest.empty() ? nullptr : std::memchr(rest.data(), '\0', rest.size());
  if (nul == nullptr) {
    Fail();
    return {};
  }
  const std::string_view text = StringAt(rest, 0);
  position_ += text.size() + 1;
  return text;
}

void ByteCursor::Skip(std::uint64_t count) {
  if (count > bytes_.size() - position_) {
    Fail();
    return;
  }
  position_ += count;
}

ByteCursor ByteCursor::Take(std::uint64_t count) {
  const std::size_t begin = position_;
  Skip(count);
  return ByteCursor(ok_ ? bytes_.subspan(begin, count) : Bytes());
}

}  // namespace atomics_lab::elf
