// Source: Intel SDM vol. 2 (325383), chapter 2, instruction formats.
#include <cstddef>
#include <cstdint>
#include <random>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/log/check.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "tools/isa/x86_64_encodings.h"

namespace atomics_lab::isa {
namespace {

constexpr std::uint8_t kFs = 0x64;
constexpr std::uint8_t kNarrow = 0x66;
constexpr std::uint8_t kLock = 0xf0;
constexpr unsigned kRex = 0x40;
constexpr unsigned kRexWide = 8;
constexpr std::uint32_t kMostDistance = 0x4000;

class Encoder {
 public:
  Encoder(const X86EncodingPlace& place, std::mt19937_64& random)
      : place_(place), random_(random) {}

  std::vector<std::uint8_t> Encode(std::string_view pattern);

 private:
  unsigned Below(unsigned bound) {
    return static_cast<unsigned>(random_() % bound);
  }
  void Put(unsigned byte) { body_.push_back(static_cast<std::uint8_t>(byte)); }
  void Put(std::uint64_t value, std::size_t bytes);
  void PutWord(std::string_view word);
  bool PutPrefix(std::string_view word);
  bool PutImmediate(std::string_view word);
  void PutOpcode(std::string_view word);
  void PutModRm(std::string_view word);
  void PutAddress(unsigned mod, unsigned rm);
  void ChooseSize(char word);

  const X86EncodingPlace& place_;
  std::mt19937_64& random_;
  std::vector<std::uint8_t> prefixes_;
  // What follows REX.
  std::vector<std::uint8_t> body_;
  bool memory_ = false;
  bool wide_ = false;
  bool narrow_ = false;
  // Where the distance to the data stands in the body, 4 bytes; 0 if nowhere.
  std::size_t relative_ = 0;
};

void Encoder::Put(std::uint64_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) {
    Put(static_cast<unsigned>(value >> 8 * i & 0xff));
  }
}

// "01|38": a number and the bits that are random.
std::pair<unsigned, unsigned> ParseMasked(std::string_view word) {
  const std::vector<std::string_view> parts = absl::StrSplit(word, '|');
  unsigned value = 0;
  unsigned mask = 0;
  CHECK(absl::SimpleHexAtoi(parts[0], &value)) << word;
  if (parts.size() > 1) CHECK(absl::SimpleHexAtoi(parts[1], &mask)) << word;
  return {value, mask};
}

void Encoder::ChooseSize(char word) {
  const unsigned choice = word == 'w' ? Below(3) : (word == 'v' ? Below(2) : 0);
  wide_ = choice == 0;
  narrow_ = choice == 2;
  if (narrow_) prefixes_.push_back(kNarrow);
}

bool Encoder::PutPrefix(std::string_view word) {
  if (word == "w" || word == "v" || word == "q") {
    ChooseSize(word[0]);
  } else if (word == "lock") {
    prefixes_.push_back(kLock);
  } else if (absl::ConsumePrefix(&word, "p")) {
    prefixes_.push_back(static_cast<std::uint8_t>(ParseMasked(word).first));
  } else {
    return false;
  }
  return true;
}

bool Encoder::PutImmediate(std::string_view word) {
  const std::size_t size = wide_ ? 8 : (narrow_ ? 2 : 4);
  if (word == "ib" || word == "rel8") {
    Put(random_(), 1);
  } else if (word == "id") {
    Put(random_(), 4);
  } else if (word == "iz") {
    Put(random_(), size == 8 ? 4 : size);
  } else if (word == "io") {
    Put(random_(), size);
  } else if (word == "rel32") {
    Put(std::uint64_t{Below(2 * kMostDistance)} - kMostDistance, 4);
  } else if (word == "moffs") {
    memory_ = true;
    Put(place_.data, 8);
  } else {
    return false;
  }
  return true;
}

void Encoder::PutOpcode(std::string_view word) {
  const auto [value, mask] = ParseMasked(word);
  Put(value | (Below(256) & mask));
}

// A byte of displacement, four of them, or none; with mod 0 the base 5 means
// an address instead (2.1.5, 2.2.1.6).
void Encoder::PutAddress(unsigned mod, unsigned rm) {
  unsigned base = rm;
  bool index = false;
  if (rm == 4) {
    const unsigned sib = Below(256);
    Put(sib);
    base = sib & 7;
    index = (sib >> 3 & 7) != 4;
  }
  if (mod == 1) Put(random_(), 1);
  if (mod == 2) Put(random_(), 4);
  if (mod != 0 || base != 5) return;
  if (rm == 5) relative_ = body_.size();
  Put(index ? random_() : place_.data, 4);
}

void Encoder::PutModRm(std::string_view word) {
  const bool memory = absl::ConsumeSuffix(&word, ":m");
  const bool reg = absl::ConsumeSuffix(&word, ":r");
  const auto [middle, mask] =
      word == "/r" ? std::pair{0U, 7U} : ParseMasked(word.substr(1));
  const unsigned mod = reg ? 3 : Below(memory ? 3 : 4);
  const unsigned rm = Below(8);
  Put(mod << 6 | (middle | (Below(8) & mask)) << 3 | rm);
  if (mod == 3) return;
  memory_ = true;
  PutAddress(mod, rm);
}

void Encoder::PutWord(std::string_view word) {
  if (word[0] == '/') {
    PutModRm(word);
  } else if (!PutPrefix(word) && !PutImmediate(word)) {
    PutOpcode(word);
  }
}

std::vector<std::uint8_t> Encoder::Encode(std::string_view pattern) {
  for (const std::string_view word :
       absl::StrSplit(pattern, ' ', absl::SkipEmpty())) {
    PutWord(word);
  }
  if (memory_ && Below(8) == 0) prefixes_.push_back(kFs);
  std::vector<std::uint8_t> bytes = prefixes_;
  if (wide_) {
    bytes.push_back(static_cast<std::uint8_t>(kRex | kRexWide | Below(8)));
  } else if (Below(2) == 0) {
    bytes.push_back(static_cast<std::uint8_t>(kRex | Below(8)));
  }
  if (relative_ != 0) {
    const std::uint64_t end = place_.address + bytes.size() + body_.size();
    for (std::size_t i = 0; i < 4; ++i) {
      body_[relative_ + i] =
          static_cast<std::uint8_t>((place_.data - end) >> 8 * i);
    }
  }
  bytes.insert(bytes.end(), body_.begin(), body_.end());
  return bytes;
}

}  // namespace

std::vector<std::uint8_t> RandomX86Encoding(std::string_view pattern,
                                            const X86EncodingPlace& place,
                                            std::mt19937_64& random) {
  return Encoder(place, random).Encode(pattern);
}

}  // namespace atomics_lab::isa
