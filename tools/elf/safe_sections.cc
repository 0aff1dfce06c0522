#include "tools/elf/safe_sections.h"

#include <elfutils/libdw.h>
#include <gelf.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "tools/elf/debug_check.h"

namespace atomics_lab::elf {
namespace {

// Sections that make libdw open other files, whose names they hold, or read
// debug information from where debug_check.h does not look. Where there is a
// `.debug_info`, libdw passes over those of `.dwo` files and of link-time
// optimization (`.debug_info.dwo`, `.gnu.debuglto_.debug_info`).
bool LeadsElsewhere(std::string_view section) {
  return section == ".gnu_debugaltlink" || section == ".debug_sup" ||
         section == ".debug_types" || section == ".zdebug_types";
}

// The sections of DebugSections, each where libdw has it.
class FoundSections {
 public:
  // False if libdw may have another section of that name than this one: if it
  // is the second, or did not let itself be decompressed.
  bool Add(std::string_view name, Elf_Scn* section) {
    // `.zdebug_info` is the older way to compress `.debug_info`.
    const bool old = absl::ConsumePrefix(&name, ".z");
    if (!old && !absl::ConsumePrefix(&name, ".")) return true;
    const auto wanted = found_.find(name);
    if (wanted == found_.end()) return true;
    GElf_Shdr header;
    const Elf_Data* data = elf_rawdata(section, nullptr);
    if (gelf_getshdr(section, &header) == nullptr ||
        (header.sh_flags & SHF_COMPRESSED) != 0 ||
        wanted->second.data() != nullptr) {
      return false;
    }
    if (data == nullptr || data->d_buf == nullptr) return true;
    wanted->second =
        Bytes(static_cast<const std::uint8_t*>(data->d_buf), data->d_size);
    return !old || !absl::StartsWith(Text(wanted->second), "ZLIB");
  }

  DebugSections sections() const {
    return {.info = found_.at("debug_info"),
            .abbreviations = found_.at("debug_abbrev"),
            .ranges = found_.at("debug_ranges"),
            .range_lists = found_.at("debug_rnglists"),
            .addresses = found_.at("debug_addr"),
            .string_offsets = found_.at("debug_str_offsets"),
            .line = {.lines = found_.at("debug_line"),
                     .line_strings = found_.at("debug_line_str"),
                     .strings = found_.at("debug_str")}};
  }

 private:
  static std::string_view Text(Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }

  std::map<std::string_view, Bytes> found_ = {
      {"debug_info", {}},     {"debug_abbrev", {}},   {"debug_ranges", {}},
      {"debug_rnglists", {}}, {"debug_addr", {}},     {"debug_str_offsets", {}},
      {"debug_line", {}},     {"debug_line_str", {}}, {"debug_str", {}},
  };
};

}  // namespace

std::optional<DebugSections> SafeDebugSections(Dwarf* dwarf,
                                               std::uint64_t file_size) {
  Elf* elf = dwarf == nullptr ? nullptr : dwarf_getelf(dwarf);
  std::size_t names = 0;
  if (elf == nullptr || elf_getshdrstrndx(elf, &names) != 0) {
    return std::nullopt;
  }
  FoundSections found;
  for (Elf_Scn* section = elf_nextscn(elf, nullptr); section != nullptr;
       section = elf_nextscn(elf, section)) {
    GElf_Shdr header;
    if (gelf_getshdr(section, &header) == nullptr) continue;
    const char* name = elf_strptr(elf, names, header.sh_name);
    if (name == nullptr) continue;
    if (LeadsElsewhere(name) || !found.Add(name, section)) return std::nullopt;
  }
  const DebugSections sections = found.sections();
  if (sections.info.empty() || !DebugSectionsAreSafe(sections, file_size)) {
    return std::nullopt;
  }
  return sections;
}

}  // namespace atomics_lab::elf
