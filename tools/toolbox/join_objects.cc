#include "tools/toolbox/join_objects.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/types/span.h"
#include "tools/elf/architecture.h"
#include "tools/elf/archive.h"
#include "tools/elf/byte_cursor.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/mapped_file.h"
#include "tools/toolbox/compilers.h"
#include "tools/toolbox/process.h"

namespace atomics_lab::toolbox {
namespace {

using elf::Architecture;

absl::StatusOr<Architecture> ArchitectureOfObject(elf::Bytes bytes,
                                                  const std::string& name) {
  ABSL_ASSIGN_OR_RETURN(const auto image, elf::ElfImage::Parse(bytes, name));
  if (image.relocatable()) return image.architecture();
  return absl::InvalidArgumentError(absl::StrCat(
      name,
      ": was linked already; several files are linked together, so each must "
      "be an object or a static archive"));
}

absl::StatusOr<Architecture> ArchitectureOf(const std::string& path) {
  ABSL_ASSIGN_OR_RETURN(const auto file, elf::MappedFile::Open(path));
  if (!elf::IsArchive(file.bytes())) {
    return ArchitectureOfObject(file.bytes(), path);
  }
  ABSL_ASSIGN_OR_RETURN(const auto members,
                        elf::ReadArchive(file.bytes(), path));
  // The linker looks into the others.
  const elf::ArchiveMember& first = members.front();
  return ArchitectureOfObject(first.bytes,
                              absl::StrCat(path, "(", first.name, ")"));
}

absl::StatusOr<Architecture> TheirArchitecture(
    absl::Span<const std::string> files) {
  std::optional<Architecture> all;
  for (const std::string& file : files) {
    ABSL_ASSIGN_OR_RETURN(const Architecture own, ArchitectureOf(file));
    if (all.value_or(own) != own) {
      return absl::InvalidArgumentError(
          absl::StrCat(file, ": is for ", elf::ArchitectureName(own), ", but ",
                       files[0], " is for ", elf::ArchitectureName(*all)));
    }
    all = own;
  }
  return *all;
}

// The line that says what is wrong, without the linker's own path.
std::string Complaint(std::string_view printed) {
  const std::vector<std::string_view> lines =
      absl::StrSplit(printed, '\n', absl::SkipWhitespace());
  if (lines.empty()) return "the linker refuses them";
  std::string_view line = absl::StripAsciiWhitespace(lines[0]);
  const std::size_t own = line.find("ld: ");
  if (own != std::string_view::npos) line.remove_prefix(own + 4);
  return absl::StrCat("the linker refuses them: ", line);
}

}  // namespace

bool IsArchiveFile(const std::string& path) {
  const auto file = elf::MappedFile::Open(path);
  return file.ok() && elf::IsArchive(file->bytes());
}

absl::StatusOr<std::string> JoinObjects(absl::Span<const std::string> files,
                                        const std::string& folder) {
  ABSL_ASSIGN_OR_RETURN(const Architecture architecture,
                        TheirArchitecture(files));
  ABSL_ASSIGN_OR_RETURN(auto command,
                        CompilerFor(elf::ArchitectureName(architecture)));
  std::string joined = folder + "/joined.o";
  command.insert(command.end(), {"-nostdlib", "-r", "-o", joined,
                                 "-Wl,--whole-archive", "--"});
  command.insert(command.end(), files.begin(), files.end());
  ABSL_ASSIGN_OR_RETURN(const Finished done, Run(command, folder));
  if (done.exit_code == 0) return joined;
  return absl::InvalidArgumentError(Complaint(done.err));
}

}  // namespace atomics_lab::toolbox
