#include "tools/elf/unit_text.h"

#include <dwarf.h>
#include <elfutils/libdw.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "absl/strings/strip.h"

namespace atomics_lab::elf {

std::string_view RootString(Dwarf_Die* unit, unsigned name) {
  Dwarf_Attribute attribute;
  if (dwarf_attr(unit, name, &attribute) == nullptr) return "";
  const char* text = dwarf_formstring(&attribute);
  return text == nullptr ? "" : text;
}

std::string ProperPath(Dwarf_Die* unit, std::string_view path) {
  const std::string folder(RootString(unit, DW_AT_comp_dir));
  if (!folder.empty() && absl::ConsumePrefix(&path, folder)) {
    absl::ConsumePrefix(&path, "/");
  }
  // Compilers write paths as they came to them: `./x.h`,
  // `/usr/lib/../include/y.h`.
  return std::filesystem::path(path).lexically_normal().string();
}

}  // namespace atomics_lab::elf
