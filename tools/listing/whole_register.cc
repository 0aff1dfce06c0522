#include "tools/listing/whole_register.h"

#include <string>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace atomics_lab::listing {
namespace {

bool IsNumbered(std::string_view name, char prefix) {
  return name.size() > 1 && name[0] == prefix && absl::ascii_isdigit(name[1]);
}

// rax, eax, ax, al, ah: "ax"; rsi, esi, si, sil: "si".
std::string WholeNamedX86(std::string_view name) {
  if (name.size() == 3 && (name[0] == 'r' || name[0] == 'e')) {
    name.remove_prefix(1);
  }
  if (name.size() == 3) absl::ConsumeSuffix(&name, "l");
  if (name.size() == 2 && (name[1] == 'l' || name[1] == 'h')) {
    return absl::StrCat(name.substr(0, 1), "x");
  }
  return std::string(name);
}

}  // namespace

std::string WholeRegister(std::string_view name) {
  if (name == "rip" || name == "pc" || name == "xzr" || name == "wzr") {
    return "";
  }
  if (IsNumbered(name, 'w')) return absl::StrCat("x", name.substr(1));
  if (IsNumbered(name, 'x')) return std::string(name);
  if (!IsNumbered(name, 'r')) return WholeNamedX86(name);
  while (absl::ascii_isalpha(name.back())) name.remove_suffix(1);
  return std::string(name);
}

}  // namespace atomics_lab::listing
