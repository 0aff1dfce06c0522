// Finds the few instructions of a large binary that synchronize threads, by
// their encodings, so that only those need to be decoded.
//
// One file per instruction set implements this interface (x86_64_scan.cc,
// aarch64_scan.cc). It sees bytes and knows no file format.
#ifndef ATOMICS_LAB_TOOLS_ISA_SCAN_H_
#define ATOMICS_LAB_TOOLS_ISA_SCAN_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

using Code = absl::Span<const std::uint8_t>;

// Offsets in some code, the second not included.
struct Extent {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const Extent&, const Extent&) = default;
};

struct Sighting {
  enum class Kind {
    kInstruction,  // an atomic access, an ordered one, or a fence
    kLoop,         // from a jump's target to the jump: it may be waiting
    kStub,         // a jump that may end a linker's stub
  };

  Kind kind = Kind::kInstruction;
  Extent extent;

  friend bool operator==(const Sighting&, const Sighting&) = default;
};

// A direct call or jump.
struct CallSighting {
  std::size_t offset = 0;    // of the instruction
  std::uint64_t target = 0;  // address
};

// Code that a linker adds to jump elsewhere: an entry of the procedure linkage
// table, or a veneer to a target beyond a branch's reach.
struct JumpStub {
  std::size_t begin = 0;      // offset of its first instruction
  bool through_slot = false;  // then `target` is the slot that holds it
  std::uint64_t target = 0;   // address

  friend bool operator==(const JumpStub&, const JumpStub&) = default;
};

// Where an instruction leads, as offsets.
struct FlowStep {
  std::size_t end = 0;  // of the instruction
  bool falls_through = true;
  std::optional<std::size_t> target;  // of a direct jump, not of a call
  bool jumps_anywhere = false;        // through a register or memory
  // An atomic access, a hint that the thread waits, or a system call.
  bool synchronizes = false;
  // A call, a plain store, or something rare that may be one.
  bool works = false;
};

class Scanner {
 public:
  virtual ~Scanner() = default;

  // Appends what there is in code[extent], in order; loops stand where their
  // last instruction does.
  // Guarantees: finds everything that synchronizes, if `extent` begins at an
  // instruction and holds no data; may find things that do not. Shown loops are
  // at most kLongestLoop bytes long, and may lie in each other. Time is linear
  // in the extent. Requires: `extent` lies in `code`.
  virtual void Scan(Code code, Extent extent,
                    std::vector<Sighting>& sightings) const = 0;

  // The extent of the helper that the compilers' run-time libraries put behind
  // `-moutline-atomics`, if its one-instruction path is the atomic at `offset`:
  // it tests a byte, then does the instruction and returns, or else loops.
  virtual std::optional<Extent> OutlinedHelper(Code code,
                                               std::size_t offset) const = 0;

  // The linker's stub that ends in the jump at `offset`, in code that stands at
  // `address`; absent if it is none.
  virtual std::optional<JumpStub> StubAt(Code code, std::size_t offset,
                                         std::uint64_t address) const = 0;

  // The instruction at `extent` if it is one that synchronizes and is newer
  // than the decoder: its name and operands, without the rest. Such an
  // instruction may have another name, or none, from the decoder.
  virtual std::optional<listing::Instruction> Newer(Code code,
                                                    Extent extent) const = 0;

  // Where the instruction at `offset` leads; absent if there is none.
  virtual std::optional<FlowStep> FlowAt(Code code,
                                         std::size_t offset) const = 0;

  // Appends the direct calls and tail calls in code[extent] to one of
  // `targets`, which are sorted addresses; `code` itself stands at `address`.
  virtual void ScanCalls(Code code, Extent extent, std::uint64_t address,
                         absl::Span<const std::uint64_t> targets,
                         std::vector<CallSighting>& calls) const = 0;

  // The loops of at most kLongestLoop bytes in code[extent] that the
  // instruction at `offset` is in, and that may be waiting if that one waits
  // though it is a call. None where there are no outlined helpers.
  virtual std::vector<Extent> LoopsAround(Code code, Extent extent,
                                          std::size_t offset) const = 0;

  static constexpr std::size_t kLongestLoop = 96;  // bytes
};

// Guarantees: lives as long as the program.
const Scanner& ScannerFor(listing::Architecture architecture);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_SCAN_H_
