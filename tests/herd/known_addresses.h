// Which addresses an instruction computes and uses, when a function's arguments
// and stack are known.
#ifndef ATOMICS_LAB_TESTS_HERD_KNOWN_ADDRESSES_H_
#define ATOMICS_LAB_TESTS_HERD_KNOWN_ADDRESSES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "absl/status/status.h"
#include "tools/isa/micro_op.h"
#include "tools/listing/listing.h"

namespace atomics_lab::herd {

// Bytes of the counter that are accessed as one.
struct Place {
  std::uint64_t offset = 0;
  int size = 0;

  friend auto operator<=>(const Place&, const Place&) = default;
};

// What is known of a register.
struct Known {
  enum class Kind {
    kNumber,   // a number like any other
    kCounter,  // the counter's address and `offset`
    kOwn,      // an address on the stack
    kHidden,   // computed from an address, or restored from the stack
  };
  Kind kind = Kind::kNumber;
  std::uint64_t offset = 0;

  bool number() const { return kind == Kind::kNumber; }
  friend bool operator==(const Known&, const Known&) = default;
};

// A register that is missing here holds a number.
using Registers = std::map<isa::RegisterNumber, Known>;

// At the start of a function whose first argument is the counter's address.
Registers AtEntry(listing::Architecture architecture);

// Keeps what is known on both of two ways that meet.
void Meet(const Registers& other, Registers& registers);

// What an instruction does, addresses aside.
struct Effects {
  std::optional<Place> place;  // that it accesses
  bool fence = false;
  bool numbers = false;  // it computes some
  bool hides = false;    // it computes addresses
  // Where it may jump, as an address of code.
  std::optional<std::uint64_t> target;
  bool falls_through = true;
  bool returns = false;
  bool leaves = false;  // by a call or a trap
  std::set<isa::RegisterNumber> used;

  // False if nothing is left of it when addresses are known beforehand.
  bool stays() const {
    return place.has_value() || target.has_value() || fence ||
           (numbers && !hides);
  }
};

// Runs the instruction on what is known.
// Errors: Unimplemented as Straighten (straight_code.h).
absl::Status Run(listing::Architecture architecture,
                 const listing::Instruction& instruction, Registers& registers,
                 Effects& effects);

}  // namespace atomics_lab::herd

#endif  // ATOMICS_LAB_TESTS_HERD_KNOWN_ADDRESSES_H_
