#include "tools/listing/lines.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>
#include <gelf.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "tools/listing/debug_check.h"
#include "tools/listing/elf_image.h"

namespace atomics_lab::listing {
namespace {

// Debug information lies in the file itself or nowhere: no search in other
// folders, no question to a server.
int FindNothing(Dwfl_Module*, void**, const char*, Dwarf_Addr, const char*,
                const char*, GElf_Word, char**) {
  return -1;
}

const Dwfl_Callbacks kCallbacks = {
    .find_elf = nullptr,
    .find_debuginfo = FindNothing,
    .section_address = dwfl_offline_section_address,
    .debuginfo_path = nullptr,
};

struct DwflEnd {
  void operator()(Dwfl* dwfl) const { dwfl_end(dwfl); }
};

// libdwfl relocates an object's debug sections where they lie, and libelf
// writes into the header of each section that it decompresses. Files with such
// sections are copied; the rest, which may be large, is only read.
std::string WritableCopy(const ElfImage& image) {
  if (!image.relocatable() && !image.HasCompression()) return "";
  return std::string(reinterpret_cast<const char*>(image.bytes().data()),
                     image.bytes().size());
}

// A string attribute of a unit's root; empty if it has none.
std::string_view RootString(Dwarf_Die* unit, unsigned name) {
  Dwarf_Attribute attribute;
  if (dwarf_attr(unit, name, &attribute) == nullptr) return "";
  const char* text = dwarf_formstring(&attribute);
  return text == nullptr ? "" : text;
}

// Sections that make libdw open other files, whose names they hold, or read
// debug information from where debug_check.h does not look. Where there is a
// `.debug_info`, libdw passes over those of `.dwo` files and of link-time
// optimization (`.debug_info.dwo`, `.gnu.debuglto_.debug_info`).
bool LeadsElsewhere(std::string_view section) {
  return section == ".gnu_debugaltlink" || section == ".debug_sup" ||
         section == ".debug_types" || section == ".zdebug_types";
}

// The sections that debug_check.h looks at, each where libdw has it.
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
            .line = {.lines = found_.at("debug_line"),
                     .line_strings = found_.at("debug_line_str"),
                     .strings = found_.at("debug_str")}};
  }

 private:
  static std::string_view Text(Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }

  std::map<std::string_view, Bytes> found_ = {
      {"debug_info", {}},     {"debug_abbrev", {}}, {"debug_ranges", {}},
      {"debug_rnglists", {}}, {"debug_line", {}},   {"debug_line_str", {}},
      {"debug_str", {}},
  };
};

// True if the file has debug sections that we know, and libdw may read them.
bool MayBeRead(Dwarf* dwarf, std::uint64_t file_size) {
  Elf* elf = dwarf == nullptr ? nullptr : dwarf_getelf(dwarf);
  std::size_t names = 0;
  if (elf == nullptr || elf_getshdrstrndx(elf, &names) != 0) return false;
  FoundSections found;
  for (Elf_Scn* section = elf_nextscn(elf, nullptr); section != nullptr;
       section = elf_nextscn(elf, section)) {
    GElf_Shdr header;
    if (gelf_getshdr(section, &header) == nullptr) continue;
    const char* name = elf_strptr(elf, names, header.sh_name);
    if (name == nullptr) continue;
    if (LeadsElsewhere(name) || !found.Add(name, section)) return false;
  }
  const DebugSections sections = found.sections();
  return !sections.info.empty() && DebugSectionsAreSafe(sections, file_size);
}

}  // namespace

class Lines::DebugInformation {
 public:
  explicit DebugInformation(const ElfImage& image);

  // The compilation unit that covers an address; null if none does.
  Dwarf_Die* UnitAt(std::uint64_t address) const;
  std::optional<SourceLine> LineAt(Dwarf_Die* unit,
                                   std::uint64_t address) const;

  // What libdwfl calls an address of a section. A relocatable object's
  // sections all start at 0; libdwfl lays them out one behind the other.
  std::uint64_t ModuleAddress(std::size_t section, std::uint64_t address) const;

 private:
  std::string copy_;
  std::unique_ptr<Dwfl, DwflEnd> dwfl_;
  Dwfl_Module* module_ = nullptr;
  bool relocatable_;
};

Lines::DebugInformation::DebugInformation(const ElfImage& image)
    : copy_(WritableCopy(image)),
      dwfl_(dwfl_begin(&kCallbacks)),
      relocatable_(image.relocatable()) {
  if (!image.CompressionIsPlausible()) return;
  char* bytes = !copy_.empty()
                    ? copy_.data()
                    : const_cast<char*>(
                          reinterpret_cast<const char*>(image.bytes().data()));
  dwfl_report_begin(dwfl_.get());
  module_ = dwfl_report_offline_memory(dwfl_.get(), "file", "file", bytes,
                                       image.bytes().size());
  dwfl_report_end(dwfl_.get(), nullptr, nullptr);
  Dwarf_Addr bias = 0;
  if (module_ != nullptr &&
      !MayBeRead(dwfl_module_getdwarf(module_, &bias), image.bytes().size())) {
    module_ = nullptr;
  }
}

std::uint64_t Lines::DebugInformation::ModuleAddress(
    std::size_t section, std::uint64_t address) const {
  GElf_Addr bias = 0;
  Elf* elf = module_ == nullptr ? nullptr : dwfl_module_getelf(module_, &bias);
  if (elf == nullptr) return address;
  if (!relocatable_) return address + bias;
  GElf_Shdr header;
  if (gelf_getshdr(elf_getscn(elf, section), &header) == nullptr) {
    return address;
  }
  return header.sh_addr + bias + address;
}

Dwarf_Die* Lines::DebugInformation::UnitAt(std::uint64_t address) const {
  Dwarf_Addr bias = 0;
  return module_ == nullptr ? nullptr
                            : dwfl_module_addrdie(module_, address, &bias);
}

std::optional<SourceLine> Lines::DebugInformation::LineAt(
    Dwarf_Die* unit, std::uint64_t address) const {
  Dwfl_Line* found = dwfl_module_getsrc(module_, address);
  if (found == nullptr) return std::nullopt;
  int line = 0;
  const char* file =
      dwfl_lineinfo(found, nullptr, &line, nullptr, nullptr, nullptr);
  if (file == nullptr || line <= 0) return std::nullopt;
  std::string_view path = file;
  const std::string folder(RootString(unit, DW_AT_comp_dir));
  if (!folder.empty() && absl::ConsumePrefix(&path, folder)) {
    absl::ConsumePrefix(&path, "/");
  }
  // Compilers write the way they came: `./x.h`, `/usr/lib/../include/y.h`.
  return SourceLine{
      .file = std::filesystem::path(path).lexically_normal().string(),
      .line = line};
}

Lines::Lines(const ElfImage& image) : image_(&image) {}
Lines::Lines(Lines&&) noexcept = default;
Lines& Lines::operator=(Lines&&) noexcept = default;
Lines::~Lines() = default;

const Lines::DebugInformation& Lines::Information() const {
  if (information_ == nullptr) {
    information_ = std::make_unique<DebugInformation>(*image_);
  }
  return *information_;
}

bool Lines::Describe(const Symbol& symbol, Function& function,
                     Budget& text) const {
  const DebugInformation& information = Information();
  const auto address = [&](std::uint64_t own) {
    return information.ModuleAddress(symbol.section, own);
  };
  Dwarf_Die* unit = information.UnitAt(address(symbol.address));
  if (unit == nullptr) return true;
  function.producer = RootString(unit, DW_AT_producer);
  for (Instruction& instruction : function.instructions) {
    instruction.source = information.LineAt(unit, address(instruction.address));
    if (instruction.source.has_value() &&
        !text.Spend(instruction.source->file.size())) {
      return false;
    }
  }
  return true;
}

std::optional<SourceLine> Lines::LineOf(std::size_t section,
                                        std::uint64_t address,
                                        Budget& text) const {
  const DebugInformation& information = Information();
  const std::uint64_t own = information.ModuleAddress(section, address);
  Dwarf_Die* unit = information.UnitAt(own);
  if (unit == nullptr) return std::nullopt;
  std::optional<SourceLine> line = information.LineAt(unit, own);
  if (line.has_value() && !text.Spend(line->file.size())) return std::nullopt;
  return line;
}

}  // namespace atomics_lab::listing
