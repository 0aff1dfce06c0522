// Code decoded where it leads, instruction by instruction, as it is asked for.
#ifndef ATOMICS_LAB_TOOLS_ISA_CODE_READER_H_
#define ATOMICS_LAB_TOOLS_ISA_CODE_READER_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/isa/isa.h"
#include "tools/isa/scan.h"
#include "tools/listing/decoder.h"
#include "tools/listing/flow.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// An instruction, what part it plays and where it leads, as offsets.
struct Step {
  listing::Instruction instruction;
  Effect effect;
  listing::Flow flow = listing::Flow::kNext;
  std::size_t end = 0;              // of the instruction
  std::vector<std::size_t> next;    // that can be executed after it
  bool leaves = false;              // or what lies outside of the extent
  std::vector<std::string> reads;   // whole registers, flags among them
  std::vector<std::string> writes;  // the same
};

bool Reads(const Step& step, std::string_view whole_register);
bool Writes(const Step& step, std::string_view whole_register);

// A register to another, all of it that is used.
bool IsCopy(const Step& step);

// True of what makes a register zero by itself, whatever it held: `xor eax,
// eax`.
bool IsZeroing(const Step& step);

// The instruction's line in a listing and its address, as an audit prints it:
// "stxr w2, x1, [x0] at 4c0".
std::string PlacedLine(const Step& step);

class CodeReader {
 public:
  // Instructions of code[extent]; `code` itself stands at `address`.
  // Requires: `decoder` outlives it, and `extent` lies in `code`.
  CodeReader(listing::Architecture architecture,
             const listing::Decoder& decoder, Code code, Extent extent,
             std::uint64_t address);

  // Null where there is no instruction, or one newer than the decoder.
  // Guarantees: stays as it is as long as the reader lives.
  const Step* At(std::size_t offset);

  listing::Architecture architecture() const { return architecture_; }

 private:
  std::optional<Step> Read(std::size_t offset) const;
  void AddWays(std::size_t offset, const listing::Decoded& decoded,
               Step& step) const;

  listing::Architecture architecture_;
  const listing::Decoder& decoder_;
  const Scanner& scanner_;
  const Isa& isa_;
  Code code_;
  Extent extent_;
  std::uint64_t address_;
  std::map<std::size_t, std::optional<Step>> steps_;
};

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_CODE_READER_H_
