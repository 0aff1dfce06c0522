// The ELF container: identity, sections and their bytes.
//
// libelf reads the headers; what they claim about places in the file is
// checked here before anybody follows it.
//
// Sources: System V ABI, "Object Files" and "Sections"; for compressed
// sections, "Section Compression".
#ifndef ATOMICS_LAB_TOOLS_ELF_ELF_IMAGE_H_
#define ATOMICS_LAB_TOOLS_ELF_ELF_IMAGE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/elf/architecture.h"
#include "tools/elf/byte_cursor.h"

struct Elf;  // libelf's handle

namespace atomics_lab::elf {

// A section header, with its name looked up. Numbers are the file's claims.
struct Section {
  std::string_view name;
  std::uint32_t type = 0;     // SHT_…
  std::uint64_t flags = 0;    // SHF_…
  std::uint64_t address = 0;  // zero in relocatable objects
  std::uint64_t offset = 0;   // in the file
  std::uint64_t size = 0;     // bytes
  std::uint32_t link = 0;
  std::uint32_t info = 0;

  bool is_code() const;
};

class ElfImage {
 public:
  // Errors: InvalidArgument, as Binary::Open tells.
  // Guarantees: nothing is written to `bytes`.
  // Requires: `bytes` outlives the ElfImage.
  static absl::StatusOr<ElfImage> Parse(Bytes bytes, std::string name);

  // The same of a debug file, whose code has no bytes.
  static absl::StatusOr<ElfImage> ParseDebug(Bytes bytes, std::string name);

  // For libelf's and libdw's functions that read headers and notes alone.
  Elf* handle() const { return elf_.get(); }

  // What messages call the file.
  const std::string& name() const { return name_; }
  std::size_t file_size() const { return bytes_.size(); }
  Architecture architecture() const { return architecture_; }
  // True for an object that was not linked yet (ET_REL).
  bool relocatable() const { return relocatable_; }

  const std::vector<Section>& sections() const { return sections_; }

  // The first section of that name.
  std::optional<std::size_t> FindSection(std::string_view name) const;

  // The section that holds an address of a linked file.
  std::optional<std::size_t> SectionAt(std::uint64_t address) const;

  // The section's bytes as they stand in the file.
  // Guarantees: empty if there is no such section, if it occupies no file
  // space, or if any of it lies outside the file.
  Bytes SectionBytes(std::size_t index) const;

  // The whole file.
  Bytes bytes() const { return bytes_; }

  // True if some section is compressed: SHF_COMPRESSED, or the header that
  // .zdebug_… has. Libraries that decompress it change its section header.
  bool HasCompression() const;

  // False if some compressed section claims to hold more than kMaxExpansion
  // times the size of the whole file, so that its reader would ask for that
  // much memory.
  bool CompressionIsPlausible() const;

  // Debug information compresses by 3 to 5 times as a whole, its most regular
  // sections by more.
  static constexpr std::uint64_t kMaxExpansion = 16;

 private:
  struct ElfEnd {
    void operator()(Elf* elf) const;
  };
  using ElfHandle = std::unique_ptr<Elf, ElfEnd>;

  ElfImage(ElfHandle elf, Bytes bytes, std::string name);

  absl::Status ReadIdentity();
  absl::Status ReadSections();
  void ReadSectionNames();
  absl::Status CheckHasCode() const;
  absl::Status Refuse(std::string_view why) const;

  ElfHandle elf_;
  Bytes bytes_;
  std::string name_;
  Architecture architecture_ = Architecture::kX86_64;
  bool relocatable_ = false;
  std::vector<Section> sections_;
};

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_ELF_IMAGE_H_
