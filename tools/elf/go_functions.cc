#include "tools/elf/go_functions.h"

#include <elf.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "tools/elf/budget.h"
#include "tools/elf/byte_cursor.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/relocations.h"

namespace atomics_lab::elf {
namespace {

// The magic numbers of pclntab.go.
constexpr std::uint64_t kGo116 = 0xFFFFFFFA;
constexpr std::uint64_t kGo118 = 0xFFFFFFF0;
constexpr std::uint64_t kGo120 = 0xFFFFFFF1;

constexpr std::size_t kPointer = 8;     // bytes; all that we read are 64-bit
constexpr std::size_t kTextStart = 24;  // where Go 1.18 on has it
// How many bytes of names are read for each of the table. No linker writes a
// name twice, but a damaged table may have all functions share a long one.
constexpr std::uint64_t kNameBytesPerTableByte = 4;

// The table's header, and where its parts begin.
struct Layout {
  // Of a function's place: an address, or since Go 1.18 an offset from `text`.
  std::size_t width = kPointer;
  std::uint64_t count = 0;  // of functions
  std::uint64_t text = 0;
  std::uint64_t names = 0;      // offset of the names
  std::uint64_t functions = 0;  // offset of the functions
};

std::optional<Layout> ReadLayout(Bytes table) {
  ByteCursor cursor(table);
  const std::uint64_t magic = cursor.Unsigned(4);
  cursor.Skip(3);  // two of padding, and how instructions are aligned
  const std::uint64_t pointer = cursor.Unsigned(1);
  const bool old = magic == kGo116;
  if ((!old && magic != kGo118 && magic != kGo120) || pointer != kPointer) {
    return std::nullopt;
  }
  Layout layout;
  layout.width = old ? kPointer : kPointer / 2;
  layout.count = cursor.Unsigned(kPointer);
  cursor.Skip(kPointer);  // how many files
  if (!old) layout.text = cursor.Unsigned(kPointer);
  layout.names = cursor.Unsigned(kPointer);
  cursor.Skip(3 * kPointer);  // offsets of units, files and programs of lines
  layout.functions = cursor.Unsigned(kPointer);
  if (!cursor.ok()) return std::nullopt;
  return layout;
}

std::optional<std::size_t> FindTable(const ElfImage& image) {
  const auto table = image.FindSection(".gopclntab");
  return table.has_value() ? table
                           : image.FindSection(".data.rel.ro.gopclntab");
}

// What a loader will write at an address; absent if no relocation says.
std::optional<std::uint64_t> RelocatedAt(const ElfImage& image,
                                         std::uint64_t address) {
  Budget bytes(image.file_size());
  for (std::size_t i = 0; i < image.sections().size(); ++i) {
    const Section& section = image.sections()[i];
    if (section.type != SHT_RELA || !bytes.Spend(section.size)) continue;
    for (const Relocation& relocation : ReadRelocations(image, i)) {
      if (relocation.offset == address) {
        return static_cast<std::uint64_t>(relocation.addend);
      }
    }
  }
  return std::nullopt;
}

// One entry of the table of functions: a place, and where more is told.
struct Entry {
  std::uint64_t place = 0;
  std::uint64_t details = 0;
};

class Reader {
 public:
  Reader(const ElfImage& image, std::size_t section, Layout layout)
      : image_(image),
        table_(image.SectionBytes(section)),
        layout_(layout),
        entries_(table_, layout.functions),
        names_(kNameBytesPerTableByte * table_.size()) {}

  std::vector<GoFunction> Read();

 private:
  Entry Next() {
    const std::uint64_t place = entries_.Unsigned(layout_.width);
    return {place, entries_.Unsigned(layout_.width)};
  }
  // Empty if it cannot be read.
  std::string_view NameOf(const Entry& entry);
  // Whether the section of code holds all from `begin` to `end`.
  bool Holds(std::uint64_t begin, std::uint64_t end) const;

  const ElfImage& image_;
  Bytes table_;
  Layout layout_;
  ByteCursor entries_;
  Budget names_;
  std::size_t code_ = 0;  // the section of all functions
};

std::string_view Reader::NameOf(const Entry& entry) {
  ByteCursor details(table_, layout_.functions);
  details.Skip(entry.details);
  details.Skip(layout_.width);  // its place again
  const std::uint64_t offset = details.Unsigned(4);
  ByteCursor names(table_, layout_.names);
  names.Skip(offset);
  if (!details.ok() || !names.ok()) return "";
  const std::string_view name = names.String();
  return names_.Spend(name.size() + 1) ? name : "";
}

bool Reader::Holds(std::uint64_t begin, std::uint64_t end) const {
  const Section& code = image_.sections()[code_];
  return code.is_code() && begin >= code.address && begin < end &&
         end - code.address <= code.size;
}

std::vector<GoFunction> Reader::Read() {
  std::vector<GoFunction> functions;
  Entry entry = Next();
  code_ = image_.SectionAt(layout_.text + entry.place).value_or(0);
  for (std::uint64_t i = 0; i < layout_.count; ++i) {
    // Behind the last function stands where it ends.
    const Entry next = i + 1 < layout_.count
                           ? Next()
                           : Entry{entries_.Unsigned(layout_.width), 0};
    const std::uint64_t begin = layout_.text + entry.place;
    const std::uint64_t end = layout_.text + next.place;
    if (!entries_.ok() || !Holds(begin, end)) break;
    const std::string_view name = NameOf(entry);
    if (name.empty()) break;
    functions.push_back({.name = name,
                         .address = begin,
                         .size = end - begin,
                         .section = code_});
    entry = next;
  }
  return functions;
}

}  // namespace

std::vector<GoFunction> GoFunctions(const ElfImage& image) {
  const auto section = FindTable(image);
  if (!section.has_value() || image.relocatable()) return {};
  auto layout = ReadLayout(image.SectionBytes(*section));
  if (!layout.has_value()) return {};
  if (layout->width != kPointer && layout->text == 0) {
    const auto text =
        RelocatedAt(image, image.sections()[*section].address + kTextStart);
    if (!text.has_value()) return {};
    layout->text = *text;
  }
  return Reader(image, *section, *layout).Read();
}

}  // namespace atomics_lab::elf
