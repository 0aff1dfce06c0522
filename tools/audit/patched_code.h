// What a kernel replaces as it loads, by what the processor can do.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_PATCHED_CODE_H_
#define ATOMICS_LAB_TOOLS_AUDIT_PATCHED_CODE_H_

#include <map>
#include <set>

#include "tools/audit/locations.h"
#include "tools/elf/elf_image.h"

namespace atomics_lab::audit {

struct PatchedCode {
  std::set<Location> sites;  // the first instruction of each that is replaced
  // What replaces something, and what is replaced by that: ends by beginnings.
  std::map<Location, Location> exchanged;

  bool IsExchanged(Location location) const;
};

// Of an AArch64 kernel or kernel module; empty of everything else.
PatchedCode PatchedCodeOf(const elf::ElfImage& image,
                          const Locations& locations);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_PATCHED_CODE_H_
