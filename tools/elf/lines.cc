#include "tools/elf/lines.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>
#include <gelf.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "tools/elf/budget.h"
#include "tools/elf/call_places.h"
#include "tools/elf/debug_sections.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/inlined_calls.h"
#include "tools/elf/origin.h"
#include "tools/elf/safe_sections.h"
#include "tools/elf/unit_text.h"

namespace atomics_lab::elf {
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

// How many bytes of frames may be asked for at once for each byte of the file.
// An instruction has as many as calls were inlined into each other, and a
// hostile file may say that all its calls were.
constexpr std::uint64_t kFrameBytesPerFileByte = 64;

struct FrameBudget {
  explicit FrameBudget(const ElfImage& image)
      : steps(kFrameBytesPerFileByte * image.file_size() / sizeof(SourceFrame)),
        text(kFrameBytesPerFileByte * image.file_size()) {}

  Budget steps;
  Budget text;
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

}  // namespace

class Lines::DebugInformation {
 public:
  explicit DebugInformation(const ElfImage& image);

  // The compilation unit that covers an address; null if none does.
  Dwarf_Die* UnitAt(std::uint64_t address) const;
  // Fills in the lines of the code at some of the module's addresses, which
  // ascend and lie in `unit`. False if `text` does not allow for their paths.
  bool AddLines(Dwarf_Die* unit, absl::Span<const std::uint64_t> addresses,
                absl::Span<Origin> origins, Budget& text) const;
  // The same for their frames, as far as `budget` allows.
  void AddFrames(Dwarf_Die* unit, absl::Span<const std::uint64_t> addresses,
                 absl::Span<Origin> origins, FrameBudget& budget);

  // What libdwfl calls an address of a section. A relocatable object's sections
  // all start at 0; libdwfl lays them out one after the other.
  std::uint64_t ModuleAddress(std::size_t section, std::uint64_t address) const;

 private:
  std::optional<SourceLine> LineAt(Dwarf_Die* unit,
                                   std::uint64_t address) const;
  const InlinedCalls& CallsOf(Dwarf_Die* unit);

  std::string copy_;
  std::unique_ptr<Dwfl, DwflEnd> dwfl_;
  Dwfl_Module* module_ = nullptr;
  DebugSections sections_;
  bool relocatable_;
  // Of the unit that was asked for last, and where that is in .debug_info.
  std::unique_ptr<const InlinedCalls> calls_;
  std::uint64_t calls_unit_ = 0;
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
  if (module_ == nullptr) return;
  Dwarf_Addr bias = 0;
  const std::optional<DebugSections> sections = SafeDebugSections(
      dwfl_module_getdwarf(module_, &bias), image.file_size());
  if (sections.has_value()) {
    sections_ = *sections;
  } else {
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
  std::string path = ProperPath(unit, file);
  if (path.empty()) return std::nullopt;
  return SourceLine{.file = std::move(path), .line = line};
}

const InlinedCalls& Lines::DebugInformation::CallsOf(Dwarf_Die* unit) {
  const std::uint64_t offset = dwarf_dieoffset(unit) - dwarf_cuoffset(unit);
  if (calls_ == nullptr || calls_unit_ != offset) {
    calls_ = std::make_unique<const InlinedCalls>(sections_, offset);
    calls_unit_ = offset;
  }
  return *calls_;
}

bool Lines::DebugInformation::AddLines(
    Dwarf_Die* unit, absl::Span<const std::uint64_t> addresses,
    absl::Span<Origin> origins, Budget& text) const {
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    std::optional<SourceLine>& source = origins[i].source;
    source = LineAt(unit, addresses[i]);
    if (source.has_value() && !text.Spend(source->file.size())) return false;
  }
  return true;
}

void Lines::DebugInformation::AddFrames(
    Dwarf_Die* unit, absl::Span<const std::uint64_t> addresses,
    absl::Span<Origin> origins, FrameBudget& budget) {
  Dwarf_Addr bias = 0;
  dwfl_module_getdwarf(module_, &bias);
  std::vector<std::uint64_t> unbiased(addresses.begin(), addresses.end());
  for (std::uint64_t& address : unbiased) address -= bias;
  const InlinedCalls& calls = CallsOf(unit);
  const std::vector<InlineChain> chains =
      calls.ChainsOf(unbiased, budget.steps);
  CallPlaces places(unit, calls);
  for (std::size_t i = 0; i < chains.size(); ++i) {
    if (!places.AddFrames(chains[i], origins[i], budget.text)) return;
  }
}

Lines::Lines(const ElfImage& image) : image_(&image) {}
Lines::Lines(Lines&&) noexcept = default;
Lines& Lines::operator=(Lines&&) noexcept = default;
Lines::~Lines() = default;

Lines::DebugInformation& Lines::Information() const {
  if (information_ == nullptr) {
    information_ = std::make_unique<DebugInformation>(*image_);
  }
  return *information_;
}

std::string_view Lines::ProducerOf(std::size_t section,
                                   std::uint64_t address) const {
  const DebugInformation& information = Information();
  Dwarf_Die* unit =
      information.UnitAt(information.ModuleAddress(section, address));
  return unit == nullptr ? "" : RootString(unit, DW_AT_producer);
}

std::vector<Origin> Lines::OriginsOf(std::size_t section,
                                     absl::Span<const std::uint64_t> addresses,
                                     Budget& text) const {
  DebugInformation& information = Information();
  std::vector<std::uint64_t> own;
  own.reserve(addresses.size());
  for (const std::uint64_t address : addresses) {
    own.push_back(information.ModuleAddress(section, address));
  }
  FrameBudget frames(*image_);
  std::vector<Origin> origins(addresses.size());
  for (std::size_t first = 0; first < own.size();) {
    Dwarf_Die* const unit = information.UnitAt(own[first]);
    std::size_t last = first + 1;
    while (last < own.size() && information.UnitAt(own[last]) == unit) ++last;
    const absl::Span<Origin> found =
        absl::MakeSpan(origins).subspan(first, last - first);
    const auto asked = absl::MakeConstSpan(own).subspan(first, last - first);
    if (unit != nullptr) {
      if (!information.AddLines(unit, asked, found, text)) {
        origins.resize(first);
        return origins;
      }
      information.AddFrames(unit, asked, found, frames);
    }
    first = last;
  }
  return origins;
}

}  // namespace atomics_lab::elf
