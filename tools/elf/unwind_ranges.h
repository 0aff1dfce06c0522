// Where functions are that have no symbol: from what unwinding needs.
//
// Sources: Linux Standard Base Core, "Exception Frames" (.eh_frame_hdr,
// .eh_frame, and the DW_EH_PE_ encodings).
#ifndef ATOMICS_LAB_TOOLS_ELF_UNWIND_RANGES_H_
#define ATOMICS_LAB_TOOLS_ELF_UNWIND_RANGES_H_

#include <vector>

#include "tools/elf/address_range.h"
#include "tools/elf/elf_image.h"

namespace atomics_lab::elf {

// The functions of a linked file that its search table (.eh_frame_hdr) lists,
// by address. A compiler may give a function's cold part a range of its own.
// Guarantees: no range is empty; none begins before the one before it ends;
// empty if there is no table, or none in the form that linkers write.
std::vector<AddressRange> UnwindRanges(const ElfImage& image);

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_UNWIND_RANGES_H_
