#include "tools/elf/debug_file.h"

#include <elfutils/libdwelf.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "tools/elf/crash_line.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/mapped_file.h"

namespace atomics_lab::elf {
namespace {

// The CRC of .gnu_debuglink: that of Ethernet and zlib.
constexpr std::array<std::uint32_t, 256> kCrcTable = [] {
  constexpr std::uint32_t kPolynomial = 0xEDB88320;
  std::array<std::uint32_t, 256> table = {};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    std::uint32_t rest = i;
    for (int bit = 0; bit < 8; ++bit) {
      rest = (rest & 1) != 0 ? rest >> 1 ^ kPolynomial : rest >> 1;
    }
    table[i] = rest;
  }
  return table;
}();

std::uint32_t CrcOf(Bytes bytes) {
  std::uint32_t crc = ~std::uint32_t{0};
  for (const std::uint8_t byte : bytes) {
    crc = kCrcTable[(crc ^ byte) & 0xFF] ^ crc >> 8;
  }
  return ~crc;
}

// In hexadecimal; empty if there is none.
std::string BuildIdOf(const ElfImage& image) {
  const void* id = nullptr;
  const ssize_t size = dwelf_elf_gnu_build_id(image.handle(), &id);
  if (size <= 0) return "";
  return absl::BytesToHexString(
      {static_cast<const char*>(id), static_cast<std::size_t>(size)});
}

struct DebugLink {
  std::string_view name;
  std::uint32_t crc = 0;
};

// Absent if there is none, or if it leads out of the folders that are searched.
std::optional<DebugLink> DebugLinkOf(const ElfImage& image) {
  GElf_Word crc = 0;
  const char* name = dwelf_elf_gnu_debuglink(image.handle(), &crc);
  if (name == nullptr) return std::nullopt;
  const std::string_view link = name;
  if (link.empty() || link.find('/') != std::string_view::npos) {
    return std::nullopt;
  }
  return DebugLink{.name = link, .crc = crc};
}

bool HasSymbols(const ElfImage& image) {
  return image.FindSection(".symtab").has_value();
}

bool HasLines(const ElfImage& image) {
  return image.FindSection(".debug_info").has_value() ||
         image.FindSection(".zdebug_info").has_value();
}

// True if the code of `image` has the places that `debug` says.
bool SameCode(const ElfImage& image, const ElfImage& debug) {
  std::set<std::tuple<std::string_view, std::uint64_t, std::uint64_t>> places;
  for (const Section& section : debug.sections()) {
    places.emplace(section.name, section.address, section.size);
  }
  return std::ranges::all_of(image.sections(), [&](const Section& section) {
    return !section.is_code() ||
           places.contains({section.name, section.address, section.size});
  });
}

absl::Status Refused(const ElfImage& image, std::string_view path,
                     std::string_view why) {
  return absl::InvalidArgumentError(absl::StrCat(
      path, " is not the debug file of ", image.name(), ": ", why));
}

// Whether `debug` is of the build of `image`. `link` is what says so instead of
// a build-id, or what led to it.
absl::Status CheckBuild(const ElfImage& image, const ElfImage& debug,
                        const std::optional<DebugLink>& link, bool by_link) {
  if (image.architecture() != debug.architecture()) {
    return Refused(image, debug.name(), "it is for another architecture");
  }
  const std::string id = BuildIdOf(image);
  const std::string other = BuildIdOf(debug);
  if (id != other) {
    return Refused(
        image, debug.name(),
        absl::StrCat("its build-id is ", other.empty() ? "missing" : other,
                     ", not ", id.empty() ? "missing" : id));
  }
  if (link.has_value() && (by_link || id.empty())) {
    const std::uint32_t crc = CrcOf(debug.bytes());
    if (crc != link->crc) {
      return Refused(image, debug.name(),
                     absl::StrCat("its CRC is ", absl::Hex(crc), ", not ",
                                  absl::Hex(link->crc)));
    }
  }
  if (SameCode(image, debug)) return absl::OkStatus();
  return Refused(image, debug.name(), "its code has other places");
}

absl::StatusOr<DebugFile> Open(const ElfImage& image, const std::string& path,
                               bool by_link) {
  const FileBeingRead reading(path);
  ABSL_ASSIGN_OR_RETURN(MappedFile file, MappedFile::Open(path));
  ABSL_ASSIGN_OR_RETURN(ElfImage debug,
                        ElfImage::ParseDebug(file.bytes(), path));
  ABSL_RETURN_IF_ERROR(CheckBuild(image, debug, DebugLinkOf(image), by_link));
  return DebugFile{.file = std::move(file), .image = std::move(debug)};
}

struct Candidate {
  std::string path;
  bool by_link = false;
};

std::vector<Candidate> CandidatesFor(const ElfImage& image,
                                     const std::string& root) {
  constexpr std::size_t kFolder = 2;  // digits of the build-id
  std::vector<Candidate> candidates;
  if (const std::string id = BuildIdOf(image); id.size() > kFolder) {
    candidates.push_back(
        {absl::StrCat(root, "/.build-id/", id.substr(0, kFolder), "/",
                      id.substr(kFolder), ".debug"),
         /*by_link=*/false});
  }
  const auto link = DebugLinkOf(image);
  std::error_code error;
  const std::string folder =
      std::filesystem::canonical(image.name(), error).parent_path().string();
  if (!link.has_value() || error) return candidates;
  for (const std::string& place :
       {folder, absl::StrCat(folder, "/.debug"), absl::StrCat(root, folder)}) {
    candidates.push_back({absl::StrCat(place, "/", link->name),
                          /*by_link=*/true});
  }
  return candidates;
}

FoundDebugFile Search(const ElfImage& image, const std::string& root) {
  FoundDebugFile found;
  for (const Candidate& candidate : CandidatesFor(image, root)) {
    absl::StatusOr<DebugFile> file =
        Open(image, candidate.path, candidate.by_link);
    if (file.ok()) {
      found.file = *std::move(file);
      return found;
    }
    if (!absl::IsNotFound(file.status())) {
      found.refused.emplace_back(file.status().message());
    }
  }
  return found;
}

}  // namespace

absl::StatusOr<FoundDebugFile> FindDebugFile(const ElfImage& image,
                                             const DebugSource& source) {
  if (source.file.empty()) {
    const bool missing = !HasSymbols(image) || !HasLines(image);
    if (!source.search || image.relocatable() || !missing) {
      return FoundDebugFile{};
    }
    return Search(image, source.root);
  }
  if (image.relocatable()) {
    return Refused(image, source.file,
                   "an object that is not linked yet has none");
  }
  ABSL_ASSIGN_OR_RETURN(DebugFile file,
                        Open(image, source.file, /*by_link=*/false));
  return FoundDebugFile{.file = std::move(file), .refused = {}};
}

const ElfImage* WithLines(const ElfImage* image,
                          const std::optional<DebugFile>& debug) {
  return debug.has_value() && HasLines(debug->image) ? &debug->image : image;
}

}  // namespace atomics_lab::elf
