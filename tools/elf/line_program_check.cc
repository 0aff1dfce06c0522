#include "tools/elf/line_program_check.h"

#include <dwarf.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "tools/elf/dwarf_form.h"

namespace atomics_lab::elf {
namespace {

// What libdw allocates for a row, and for a file besides its path; generous.
constexpr std::uint64_t kBytesPerRow = 128;
constexpr std::uint64_t kBytesPerFile = 64;

// The operands of the standard instructions, from DW_LNS_copy on. libdw counts
// on them whatever the header says.
constexpr std::array<std::uint64_t, 12> kOperands = {0, 1, 1, 1, 1, 0,
                                                     0, 0, 1, 0, 0, 1};

// Checks one program, front to back.
class Checker {
 public:
  Checker(const LineSections& sections, Budget& memory)
      : sections_(sections), memory_(memory) {}

  bool Check(LineProgram place);

 private:
  struct EntryFormat {
    std::uint64_t content = 0;  // DW_LNCT_…
    std::uint64_t form = 0;     // DW_FORM_…
  };
  struct Entry {
    std::uint64_t name_size = 0;
    std::uint64_t directory = 0;  // index
  };

  bool ReadParameters(ByteCursor& header);
  bool OperandsAreStandard() const;
  bool CheckTables2(ByteCursor& header);
  bool CheckTables5(ByteCursor& header);
  bool ReadFormats(ByteCursor& header, std::vector<EntryFormat>& formats) const;
  bool ReadEntries(ByteCursor& header, std::vector<Entry>& entries);
  Entry ReadEntry(ByteCursor& header, const std::vector<EntryFormat>& formats);
  std::uint64_t NameSize(const EntryFormat& format,
                         const FormValue& value) const;
  bool SpendOnFile(std::uint64_t directory, std::uint64_t name_size);
  bool CheckInstructions(ByteCursor program);
  bool CheckExtended(ByteCursor& program);

  const LineSections& sections_;
  Budget& memory_;
  DwarfEncoding encoding_;
  std::uint64_t opcode_base_ = 0;
  std::vector<std::uint64_t> operands_;         // from opcode 1 on
  std::vector<std::uint64_t> directory_sizes_;  // of their names
};

bool Checker::Check(LineProgram place) {
  ByteCursor cursor(sections_.lines, place.offset);
  ByteCursor program = TakeUnit(cursor, encoding_);
  encoding_.version = program.Unsigned(2);
  if (encoding_.version < 2 || encoding_.version > 5) return false;
  if (encoding_.version >= 5) {
    encoding_.address_size = program.Unsigned(1);
    if (program.Unsigned(1) != 0) return false;  // size of segment selectors
  }
  ByteCursor header = program.Take(program.Unsigned(encoding_.offset_size));
  if (!program.ok() || encoding_.address_size != 8 || !ReadParameters(header)) {
    return false;
  }
  if (encoding_.version < 5) directory_sizes_.push_back(place.directory_size);
  const bool tables =
      encoding_.version < 5 ? CheckTables2(header) : CheckTables5(header);
  return tables && header.ok() && header.AtEnd() && CheckInstructions(program);
}

bool Checker::ReadParameters(ByteCursor& header) {
  header.Skip(1);  // the shortest instruction
  const std::uint64_t operations =
      encoding_.version >= 4 ? header.Unsigned(1) : 1;
  header.Skip(2);  // whether rows begin statements at first, line_base
  const std::uint64_t line_range = header.Unsigned(1);
  opcode_base_ = header.Unsigned(1);
  for (std::uint64_t opcode = 1; opcode < opcode_base_; ++opcode) {
    operands_.push_back(header.Unsigned(1));
  }
  return header.ok() && operations != 0 && line_range != 0 &&
         opcode_base_ != 0 && OperandsAreStandard();
}

bool Checker::OperandsAreStandard() const {
  for (std::size_t i = 0; i < operands_.size() && i < kOperands.size(); ++i) {
    if (operands_[i] != kOperands[i]) return false;
  }
  return true;
}

bool Checker::SpendOnFile(std::uint64_t directory, std::uint64_t name_size) {
  return directory < directory_sizes_.size() &&
         memory_.Spend(kBytesPerFile + directory_sizes_[directory] + name_size);
}

bool Checker::CheckTables2(ByteCursor& header) {
  for (std::string_view name = header.String(); !name.empty();
       name = header.String()) {
    directory_sizes_.push_back(name.size());
  }
  for (std::string_view name = header.String(); !name.empty();
       name = header.String()) {
    const std::uint64_t directory = header.Uleb128();
    header.Uleb128();  // time of modification
    header.Uleb128();  // length
    if (!SpendOnFile(directory, name.size())) return false;
  }
  return true;
}

bool Checker::CheckTables5(ByteCursor& header) {
  std::vector<Entry> directories;
  std::vector<Entry> files;
  if (!ReadEntries(header, directories)) return false;
  for (const Entry& entry : directories) {
    directory_sizes_.push_back(entry.name_size);
  }
  return ReadEntries(header, files) &&
         std::all_of(files.begin(), files.end(), [this](const Entry& entry) {
           return SpendOnFile(entry.directory, entry.name_size);
         });
}

bool Checker::ReadFormats(ByteCursor& header,
                          std::vector<EntryFormat>& formats) const {
  formats.resize(header.Unsigned(1));
  for (EntryFormat& format : formats) {
    format.content = header.Uleb128();
    format.form = header.Uleb128();
    // With these an entry could take no bytes, and there could be any number.
    if (format.form == DW_FORM_flag_present ||
        format.form == DW_FORM_implicit_const) {
      return false;
    }
  }
  return header.ok();
}

bool Checker::ReadEntries(ByteCursor& header, std::vector<Entry>& entries) {
  std::vector<EntryFormat> formats;
  if (!ReadFormats(header, formats)) return false;
  const std::uint64_t count = header.Uleb128();
  if (formats.empty() && count != 0) return false;
  for (std::uint64_t i = 0; i < count; ++i) {
    entries.push_back(ReadEntry(header, formats));
    // Looking for a string's end takes time, wherever it is.
    if (!header.ok() || !memory_.Spend(entries.back().name_size)) return false;
  }
  return header.ok();
}

Checker::Entry Checker::ReadEntry(ByteCursor& header,
                                  const std::vector<EntryFormat>& formats) {
  Entry entry;
  for (const EntryFormat& format : formats) {
    const FormValue value = ReadForm(header, format.form, encoding_);
    if (format.content == DW_LNCT_path) {
      entry.name_size = NameSize(format, value);
    } else if (format.content == DW_LNCT_directory_index) {
      entry.directory = value.number;
    }
  }
  return entry;
}

// Other forms of text need a base that only the unit has; libdw reads none.
std::uint64_t Checker::NameSize(const EntryFormat& format,
                                const FormValue& value) const {
  switch (format.form) {
    case DW_FORM_line_strp:
      return StringAt(sections_.line_strings, value.number).size();
    case DW_FORM_strp:
      return StringAt(sections_.strings, value.number).size();
    default:
      return value.text.size();
  }
}

bool Checker::CheckInstructions(ByteCursor program) {
  while (!program.AtEnd()) {
    const std::uint64_t opcode = program.Unsigned(1);
    if (!memory_.Spend(kBytesPerRow)) return false;
    if (opcode >= opcode_base_) continue;
    if (opcode == 0) {
      if (!CheckExtended(program)) return false;
    } else if (opcode == DW_LNS_fixed_advance_pc) {
      program.Skip(2);
    } else {
      for (std::uint64_t i = operands_[opcode - 1]; i > 0; --i) {
        program.Uleb128();
      }
    }
  }
  return program.ok();
}

// libdw reads the length as one byte, and of the instructions it knows it
// ignores it: only where both agree do we see the same program.
bool Checker::CheckExtended(ByteCursor& program) {
  const std::uint64_t length = program.Unsigned(1);
  ByteCursor instruction = program.Take(length);
  switch (instruction.Unsigned(1)) {
    case DW_LNE_end_sequence:
      break;
    case DW_LNE_set_address:
      instruction.Skip(encoding_.address_size);
      break;
    case DW_LNE_set_discriminator:
      instruction.Uleb128();
      break;
    default:
      return false;
  }
  return instruction.ok() && instruction.AtEnd();
}

}  // namespace

bool LineProgramIsSafe(const LineSections& sections, LineProgram program,
                       Budget& memory) {
  return Checker(sections, memory).Check(program);
}

}  // namespace atomics_lab::elf
