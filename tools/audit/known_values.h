// What the registers hold at some place of a function, as far as it matters for
// finding out what asks for the processor's capabilities.
//
// Sources: Arm ARM DDI 0487, "AArch64 System Registers" (the identification
// registers); Linux, Documentation/arch/arm64/elf_hwcaps.rst; Intel SDM 2A,
// CPUID, XGETBV; the procedure call standards of both architectures for what a
// call keeps.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_KNOWN_VALUES_H_
#define ATOMICS_LAB_TOOLS_AUDIT_KNOWN_VALUES_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "tools/audit/locations.h"
#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {

struct KnownValue {
  // The greater one tells more about a value that was made of both.
  enum class Kind : std::uint8_t {
    kLocation,    // `location` itself
    kStatic,      // comes from a variable at a known place
    kCapability,  // tells what the processor can do
  };

  Kind kind = Kind::kStatic;
  Location location = 0;

  friend bool operator==(const KnownValue&, const KnownValue&) = default;
};

// By WholeRegister's names and "flags".
using KnownValues = std::map<std::string, KnownValue, std::less<>>;

// Forgets what is not the same in both.
void Meet(const KnownValues& other, KnownValues& values);

// True of the names that C libraries, compilers' run-time libraries and
// run-time systems give to variables with the processor's capabilities.
bool NamesCapability(std::string_view name);

// True of a function's name that tells what the processor can do.
bool AnswersCapability(std::string_view name);

// An instruction, and what a linker will write into it.
struct ReferringInstruction {
  listing::Decoded decoded;
  std::size_t offset = 0;  // in its section
  std::optional<Locations::Reference> relocated;
};

// Follows values through instructions.
class ValueFollower {
 public:
  // Requires: all outlive it. `capabilities` are variables, beside named ones.
  ValueFollower(Locations& locations, const std::set<Location>& capabilities)
      : locations_(locations), capabilities_(capabilities) {}

  // What the instruction does to the values.
  void Apply(const ReferringInstruction& step, KnownValues& values) const;

  // What it refers to, if that is known.
  std::optional<Location> Named(const ReferringInstruction& step,
                                const KnownValues& values) const;

  // What it makes, if that is known; for a branch, what it decides by.
  std::optional<KnownValue> Result(const ReferringInstruction& step,
                                   const KnownValues& values) const;

  // True of an instruction, or a call of a function, that tells what the
  // processor can do.
  bool Asks(const ReferringInstruction& step) const;

 private:
  std::optional<KnownValue> Loaded(const ReferringInstruction& step,
                                   Location location) const;

  Locations& locations_;
  const std::set<Location>& capabilities_;
};

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_KNOWN_VALUES_H_
