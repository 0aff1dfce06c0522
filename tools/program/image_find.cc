#include <optional>
#include <string_view>

#include "tools/elf/names.h"
#include "tools/listing/name_pattern.h"
#include "tools/program/image.h"

namespace atomics_lab::program {

std::optional<Variable> Image::Find(std::string_view name) const {
  const auto found = variables.find(name);
  if (found != variables.end()) return found->second;
  if (name.starts_with("_Z")) return std::nullopt;
  const listing::NamePattern pattern(name);
  std::optional<Variable> only;
  for (const auto& [mangled, variable] : variables) {
    if (!mangled.starts_with("_Z") || !pattern.MayFit(mangled) ||
        elf::Demangle(mangled) != name) {
      continue;
    }
    if (only.has_value()) return std::nullopt;
    only = variable;
  }
  return only;
}

}  // namespace atomics_lab::program
