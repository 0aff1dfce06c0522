// A file's bytes, mapped.
#ifndef ATOMICS_LAB_TOOLS_ELF_MAPPED_FILE_H_
#define ATOMICS_LAB_TOOLS_ELF_MAPPED_FILE_H_

#include <cstddef>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "tools/elf/byte_cursor.h"

namespace atomics_lab::elf {

// A regular file mapped for reading. Pages come in as they are touched, so
// that looking at one function of a large library stays cheap.
//
// The mapping is private and writable: libelf and libdw write into what they
// are given, section headers when they decompress among others. That never
// reaches the file, and costs the pages that are written.
//
// A file that is compressed as a whole (decompress.h) is decompressed into
// memory, and nothing of it stays mapped.
//
// As with every mapping, the program gets SIGBUS if somebody shortens the file
// while it is open; crash_line.h makes one line of that.
class MappedFile {
 public:
  // Errors (each names `path`): NotFound, PermissionDenied and the like as the
  // system says; InvalidArgument if `path` is not a regular file, or
  // as Decompress tells.
  static absl::StatusOr<MappedFile> Open(const std::string& path);

  MappedFile(MappedFile&& other) noexcept
      : bytes_(std::exchange(other.bytes_, {})) {}
  MappedFile& operator=(MappedFile&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~MappedFile();

  // Guarantees: stays where it is when the MappedFile is moved.
  Bytes bytes() const { return bytes_; }

 private:
  explicit MappedFile(Bytes bytes) : bytes_(bytes) {}

  Bytes bytes_;
};

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_MAPPED_FILE_H_
