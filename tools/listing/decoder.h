// Machine code to instructions, through the decoder library.
//
// Sources for what an operand does: Intel SDM vol. 2 (325383), AMD APM vol. 3
// (24594), Arm ARM DDI 0487 C6.2.
#ifndef ATOMICS_LAB_TOOLS_LISTING_DECODER_H_
#define ATOMICS_LAB_TOOLS_LISTING_DECODER_H_

#include <cstdint>
#include <memory>
#include <optional>

#include "tools/elf/byte_cursor.h"
#include "tools/listing/flow.h"
#include "tools/listing/listing.h"

namespace atomics_lab::listing {

// An instruction, and the addresses that it counts from its own.
struct Decoded {
  Instruction instruction;  // without names and lines
  Flow flow = Flow::kNext;
  // Where a direct branch or call goes.
  std::optional<std::uint64_t> branch_target;
  // What a pc-relative operand points to; of `adrp`, the page.
  std::optional<std::uint64_t> data_address;
};

class Decoder {
 public:
  explicit Decoder(Architecture architecture);
  Decoder(Decoder&&) noexcept;
  Decoder& operator=(Decoder&&) noexcept;
  ~Decoder();

  // Decodes the first instruction of `code`, which stands at `address`.
  // Guarantees: absent if the bytes are no instruction; otherwise at least one
  // byte was read, and Operand::reads and writes tell what the manuals say.
  std::optional<Decoded> Decode(elf::Bytes code, std::uint64_t address) const;

 private:
  class Library;
  std::unique_ptr<Library> library_;
};

// What stands for data among AArch64 code: a word, or a byte where fewer than
// four are left. Requires: `code` is not empty.
Decoded DecodeData(elf::Bytes code, std::uint64_t address);

// What stands for code that Decode does not know: a word on AArch64, else a
// byte, so that decoding goes on behind it. Requires: `code` is not empty.
Decoded DecodeUnknown(Architecture architecture, elf::Bytes code,
                      std::uint64_t address);

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_DECODER_H_
