#include "tests/mutants/patch.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/span.h"
#include "tools/elf/elf_image.h"
#include "tools/isa/weaken.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"

namespace atomics_lab::mutants {
namespace {

using Raw = std::vector<std::uint8_t>;

absl::StatusOr<Raw> ReadBytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  Raw bytes(std::istreambuf_iterator<char>(file), {});
  if (file) return bytes;
  return absl::NotFoundError(absl::StrCat("`", path, "`: cannot be read"));
}

absl::Status WriteBytes(const std::string& path, const Raw& bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (file) return absl::OkStatus();
  return absl::InternalError(absl::StrCat("`", path, "`: cannot be written"));
}

// Where the instruction's bytes stand in the file.
absl::StatusOr<std::size_t> PlaceOf(const listing::Instruction& instruction,
                                    const elf::ElfImage& image) {
  const std::optional<std::size_t> number =
      image.SectionAt(instruction.address);
  if (number.has_value()) {
    const elf::Section& section = image.sections()[*number];
    const std::size_t place =
        section.offset + (instruction.address - section.address);
    const Raw& bytes = instruction.bytes;
    if (image.bytes().subspan(place, bytes.size()) ==
        absl::MakeConstSpan(bytes)) {
      return place;
    }
  }
  return absl::InternalError(
      absl::StrCat(image.name(), ": `", instruction.mnemonic, "` at ",
                   instruction.address, " is not found in the file"));
}

absl::Status NoSuchInstruction(const listing::Function& function,
                               std::string_view mnemonic) {
  std::set<std::string> present;
  for (const listing::Instruction& instruction : function.instructions) {
    present.insert(instruction.mnemonic);
  }
  return absl::NotFoundError(
      absl::StrCat(function.demangled, ": no `", mnemonic,
                   "`; it has: ", absl::StrJoin(present, ", ")));
}

absl::Status Apply(const Edit& edit, const listing::Function& function,
                   const elf::ElfImage& image, Raw& bytes) {
  bool found = false;
  for (const listing::Instruction& instruction : function.instructions) {
    if (instruction.mnemonic != edit.mnemonic) continue;
    found = true;
    ABSL_ASSIGN_OR_RETURN(const auto place, PlaceOf(instruction, image));
    ABSL_ASSIGN_OR_RETURN(
        const auto weaker,
        isa::Weaken(function.architecture, instruction, edit.weakening));
    std::ranges::copy(weaker,
                      bytes.begin() + static_cast<std::ptrdiff_t>(place));
  }
  return found ? absl::OkStatus() : NoSuchInstruction(function, edit.mnemonic);
}

}  // namespace

absl::Status WriteMutant(const std::string& file, std::string_view function,
                         absl::Span<const Edit> edits,
                         const std::string& copy) {
  ABSL_ASSIGN_OR_RETURN(const auto original, ReadBytes(file));
  ABSL_ASSIGN_OR_RETURN(const auto binary,
                        listing::Binary::Parse(original, file));
  ABSL_ASSIGN_OR_RETURN(const auto image, elf::ElfImage::Parse(original, file));
  ABSL_ASSIGN_OR_RETURN(const auto decoded, binary.Disassemble(function));
  Raw bytes = original;
  for (const Edit& edit : edits) {
    ABSL_RETURN_IF_ERROR(Apply(edit, decoded, image, bytes));
  }
  return WriteBytes(copy, bytes);
}

}  // namespace atomics_lab::mutants
