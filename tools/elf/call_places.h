// Where inlined calls were written, in files and lines.
#ifndef ATOMICS_LAB_TOOLS_ELF_CALL_PLACES_H_
#define ATOMICS_LAB_TOOLS_ELF_CALL_PLACES_H_

#include <elfutils/libdw.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "tools/elf/budget.h"
#include "tools/elf/inlined_calls.h"
#include "tools/elf/origin.h"

namespace atomics_lab::elf {

class CallPlaces {
 public:
  // Requires: `unit`, which libdw may read, and its `calls` outlive the places.
  CallPlaces(Dwarf_Die* unit, const InlinedCalls& calls);

  // Fills in the frames of code that came from `chain`. Calls whose place is
  // not known have none; if that is the first, there are no frames, for they
  // begin in the listed function. False if `text` does not allow for them.
  bool AddFrames(const InlineChain& chain, Origin& origin, Budget& text);

 private:
  const std::string& FileOf(const InlinedCall& call);
  std::string_view NameOf(std::size_t call, Budget& text);

  Dwarf_Die* unit_;
  const InlinedCalls& calls_;
  Dwarf_Files* files_ = nullptr;
  std::size_t file_count_ = 0;
  std::map<std::uint64_t, std::string> paths_;
  std::map<std::size_t, std::string_view> names_;
};

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_CALL_PLACES_H_
