#include "tools/elf/elf_image.h"

#include <elf.h>
#include <gelf.h>
#include <libelf.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/log/check.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tools/elf/file_kind.h"
#include "tools/elf/machine.h"

namespace atomics_lab::elf {
namespace {

bool StartsWithElfMagic(Bytes bytes) {
  return bytes.size() >= SELFMAG &&
         std::memcmp(bytes.data(), ELFMAG, SELFMAG) == 0;
}

// libelf's interface has no const. Reading headers, which is all that is done
// with this handle, writes nothing; decompressing would.
Elf* OpenElf(Bytes bytes) {
  CHECK_NE(elf_version(EV_CURRENT), static_cast<unsigned>(EV_NONE));
  return elf_memory(
      const_cast<char*>(reinterpret_cast<const char*>(bytes.data())),
      bytes.size());
}

Section ToSection(const GElf_Shdr& header) {
  return {.name = {},
          .type = header.sh_type,
          .flags = header.sh_flags,
          .address = header.sh_addr,
          .offset = header.sh_offset,
          .size = header.sh_size,
          .link = header.sh_link,
          .info = header.sh_info};
}

// How many bytes a compressed section says it expands to; absent for others.
// The section's name does not count: libelf may read another one.
std::optional<std::uint64_t> ClaimedSize(const Section& section, Bytes stored) {
  constexpr std::string_view kOldMagic = "ZLIB";
  constexpr std::size_t kOldHeader = 12;  // the magic and 8 big-endian bytes
  if ((section.flags & SHF_COMPRESSED) != 0) {
    Elf64_Chdr header = {};
    if (stored.size() < sizeof(header)) return 0;
    std::memcpy(&header, stored.data(), sizeof(header));
    return header.ch_size;
  }
  if ((section.flags & SHF_ALLOC) != 0 || stored.size() < kOldHeader ||
      std::memcmp(stored.data(), kOldMagic.data(), kOldMagic.size()) != 0) {
    return std::nullopt;
  }
  std::uint64_t size = 0;
  for (std::size_t i = kOldMagic.size(); i < kOldHeader; ++i) {
    size = size << 8 | stored[i];
  }
  return size;
}

}  // namespace

bool Section::is_code() const {
  return (flags & SHF_EXECINSTR) != 0 && type != SHT_NOBITS && size != 0;
}

void ElfImage::ElfEnd::operator()(Elf* elf) const { elf_end(elf); }

ElfImage::ElfImage(ElfHandle elf, Bytes bytes, std::string name)
    : elf_(std::move(elf)), bytes_(bytes), name_(std::move(name)) {}

absl::Status ElfImage::Refuse(std::string_view why) const {
  return absl::InvalidArgumentError(absl::StrCat(name_, " ", why));
}

absl::StatusOr<ElfImage> ElfImage::Parse(Bytes bytes, std::string name) {
  ABSL_ASSIGN_OR_RETURN(ElfImage image, ParseDebug(bytes, std::move(name)));
  ABSL_RETURN_IF_ERROR(image.CheckHasCode());
  return image;
}

absl::StatusOr<ElfImage> ElfImage::ParseDebug(Bytes bytes, std::string name) {
  ElfImage image(nullptr, bytes, std::move(name));
  if (!StartsWithElfMagic(bytes)) return image.Refuse(DescribeNonElf(bytes));
  if (bytes.size() < sizeof(Elf64_Ehdr)) {
    return image.Refuse("is truncated within its ELF header");
  }
  image.elf_.reset(OpenElf(bytes));
  for (const auto step : {&ElfImage::ReadIdentity, &ElfImage::ReadSections}) {
    ABSL_RETURN_IF_ERROR((image.*step)());
  }
  image.ReadSectionNames();
  return image;
}

absl::Status ElfImage::ReadIdentity() {
  if (bytes_[EI_CLASS] != ELFCLASS64) {
    return Refuse(absl::StrCat("is not a 64-bit ELF file; ",
                               ArchitecturesRead(), " are read"));
  }
  if (bytes_[EI_DATA] != ELFDATA2LSB) {
    return Refuse(absl::StrCat("is big-endian; little-endian ",
                               ArchitecturesRead(), " are read"));
  }
  GElf_Ehdr header;
  if (elf_ == nullptr || gelf_getehdr(elf_.get(), &header) == nullptr) {
    return Refuse(absl::StrCat("is not read by libelf: ", elf_errmsg(-1)));
  }
  const std::optional<Architecture> architecture =
      ArchitectureOf(header.e_machine);
  if (!architecture.has_value()) {
    return Refuse(absl::StrCat("is for ", MachineName(header.e_machine), "; ",
                               ArchitecturesRead(), " are read"));
  }
  architecture_ = *architecture;
  relocatable_ = header.e_type == ET_REL;
  return absl::OkStatus();
}

absl::Status ElfImage::ReadSections() {
  GElf_Ehdr header;
  std::size_t count = 0;
  CHECK(gelf_getehdr(elf_.get(), &header) != nullptr);
  const std::uint64_t least =
      std::max<std::uint64_t>(header.e_shnum, 1) * sizeof(Elf64_Shdr);
  if (header.e_shoff == 0) {
    return Refuse("has no section headers, so no symbols can be found in it");
  }
  if (header.e_shoff > bytes_.size() ||
      bytes_.size() - header.e_shoff < least ||
      elf_getshdrnum(elf_.get(), &count) != 0 || count == 0 ||
      (bytes_.size() - header.e_shoff) / sizeof(Elf64_Shdr) < count) {
    return Refuse(absl::StrCat(
        "is truncated or damaged: its section headers should start at byte ",
        header.e_shoff, ", but the file has ", bytes_.size(), " bytes"));
  }
  sections_.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    GElf_Shdr section = {};
    if (gelf_getshdr(elf_getscn(elf_.get(), i), &section) == nullptr) {
      section = {};
    }
    sections_.push_back(ToSection(section));
  }
  return absl::OkStatus();
}

void ElfImage::ReadSectionNames() {
  std::size_t table = 0;
  if (elf_getshdrstrndx(elf_.get(), &table) != 0) return;
  const Bytes names = SectionBytes(table);
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    GElf_Shdr header = {};
    if (gelf_getshdr(elf_getscn(elf_.get(), i), &header) == nullptr) continue;
    sections_[i].name = StringAt(names, header.sh_name);
  }
}

absl::Status ElfImage::CheckHasCode() const {
  if (std::any_of(sections_.begin(), sections_.end(),
                  [](const Section& section) { return section.is_code(); })) {
    return absl::OkStatus();
  }
  if (std::any_of(sections_.begin(), sections_.end(), [](const Section& s) {
        return absl::StartsWith(s.name, ".gnu.lto_");
      })) {
    return Refuse(
        "holds no code, only GCC's link-time bytecode; compile it without "
        "-flto or with -ffat-lto-objects");
  }
  return Refuse("holds no code: it has no executable section with bytes");
}

std::optional<std::size_t> ElfImage::FindSection(std::string_view name) const {
  const auto found =
      std::find_if(sections_.begin(), sections_.end(),
                   [&](const Section& s) { return s.name == name; });
  if (found == sections_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - sections_.begin());
}

std::optional<std::size_t> ElfImage::SectionAt(std::uint64_t address) const {
  const auto found =
      std::find_if(sections_.begin(), sections_.end(), [&](const Section& s) {
        return (s.flags & SHF_ALLOC) != 0 && (s.flags & SHF_TLS) == 0 &&
               address >= s.address && address - s.address < s.size;
      });
  if (found == sections_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - sections_.begin());
}

Bytes ElfImage::SectionBytes(std::size_t index) const {
  if (index >= sections_.size()) return {};
  const Section& section = sections_[index];
  if (section.type == SHT_NOBITS || section.offset > bytes_.size() ||
      section.size > bytes_.size() - section.offset) {
    return {};
  }
  return bytes_.subspan(section.offset, section.size);
}

bool ElfImage::HasCompression() const {
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    if (ClaimedSize(sections_[i], SectionBytes(i)).has_value()) return true;
  }
  return false;
}

bool ElfImage::CompressionIsPlausible() const {
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    const std::uint64_t size =
        ClaimedSize(sections_[i], SectionBytes(i)).value_or(0);
    if (size / kMaxExpansion > bytes_.size()) return false;
  }
  return true;
}

}  // namespace atomics_lab::elf
