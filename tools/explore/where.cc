#include "tools/explore/where.h"

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "tools/explore/program.h"

namespace atomics_lab::explore {

std::string Where(const Program& program, std::uint32_t operation) {
  if (operation >= program.operations.size()) return "after the last operation";
  const std::uint32_t number = program.operations[operation].site;
  if (number >= program.sites.size()) return absl::StrCat("step ", operation);
  const Site& site = program.sites[number];
  return absl::StrCat(site.function, " at 0x", absl::Hex(site.address), " (",
                      site.text, ")");
}

}  // namespace atomics_lab::explore
