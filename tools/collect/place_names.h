// What places in memory are called.
#ifndef ATOMICS_LAB_TOOLS_COLLECT_PLACE_NAMES_H_
#define ATOMICS_LAB_TOOLS_COLLECT_PLACE_NAMES_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "tools/explore/program.h"

namespace atomics_lab::collect {

// Variables by address: what a file calls the places of its memory.
struct NamedPlace {
  std::string name;
  std::uint64_t size = 0;  // bytes
};
using Names = std::map<std::uint64_t, NamedPlace>;

class PlaceNames {
 public:
  // Requires: both outlive it.
  PlaceNames(const explore::Job& job, const Names& names)
      : job_(job), names_(names) {}

  // "counter", "counter+8", "thread 1's stack": by a variable, else by the
  // region; the address itself if no region has it. `thread`, from 0, is who
  // accesses it.
  std::string Of(std::size_t thread, std::uint64_t address) const;

 private:
  std::optional<std::string> Named(std::uint64_t address) const;

  const explore::Job& job_;
  const Names& names_;
};

}  // namespace atomics_lab::collect

#endif  // ATOMICS_LAB_TOOLS_COLLECT_PLACE_NAMES_H_
