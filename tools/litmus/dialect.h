// What differs between the litmus dialects of two architectures.
#ifndef ATOMICS_LAB_TOOLS_LITMUS_DIALECT_H_
#define ATOMICS_LAB_TOOLS_LITMUS_DIALECT_H_

#include <string>
#include <string_view>
#include <vector>

#include "tools/listing/listing.h"

namespace atomics_lab::litmus {

struct Dialect {
  std::string_view header;  // a test's first word
  listing::Architecture architecture;
  // The canonical name of the general register of that name ("W3", "eax");
  // empty if it is none.
  std::string (*canonical)(std::string_view name);
  // As herd7 spells a canonical name.
  std::string (*herd_name)(std::string_view canonical);
  // Locations that an instruction names itself.
  std::vector<std::string_view> (*locations)(std::string_view instruction);
  // An instruction as the assembler wants it, and what must stand before all.
  std::string (*assembly)(std::string_view instruction);
  std::string_view prologue;
};

const Dialect* FindDialect(std::string_view header);
const Dialect& DialectOf(listing::Architecture architecture);

}  // namespace atomics_lab::litmus

#endif  // ATOMICS_LAB_TOOLS_LITMUS_DIALECT_H_
