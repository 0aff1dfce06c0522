// Files with the debug information that was taken out of another file.
//
// Sources: the GDB manual, "Debugging Information in Separate Files", for the
// places, for .gnu_debuglink and for its checksum. elfutils' libdw reads the
// build-id and the link.
#ifndef ATOMICS_LAB_TOOLS_ELF_DEBUG_FILE_H_
#define ATOMICS_LAB_TOOLS_ELF_DEBUG_FILE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/mapped_file.h"

namespace atomics_lab::elf {

// Where a file's debug information may be, if not in the file.
struct DebugSource {
  std::string file;     // this one
  bool search = false;  // without one: where systems keep them
  std::string root = "/usr/lib/debug";
};

struct DebugFile {
  MappedFile file;
  ElfImage image;  // its code has no bytes
};

struct FoundDebugFile {
  std::optional<DebugFile> file;
  // What a search came across and did not take, each a line that says why.
  std::vector<std::string> refused;
};

// The debug file of `image`, which lies at the path that is its name. A search
// asks for the build-id under `root`, then for .gnu_debuglink beside the file,
// in its .debug and under `root`. It searches only for what is missing, and
// never for an object that is not linked yet.
// Guarantees: a file that is taken is of the same build: its build-id is the
// same and so are its code's sections; without build-ids, or if it was found by
// .gnu_debuglink, that has its checksum. Asks no server.
// Errors, of DebugSource::file alone (one line that names it): as
// MappedFile::Open and ElfImage::ParseDebug tell; InvalidArgument if it is of
// another build, or `image` is not linked yet.
absl::StatusOr<FoundDebugFile> FindDebugFile(const ElfImage& image,
                                             const DebugSource& source);

// The image that has the lines of `image`: that of its debug file, if there is
// one and it has some.
const ElfImage* WithLines(const ElfImage* image,
                          const std::optional<DebugFile>& debug);

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_DEBUG_FILE_H_
