#include "tools/elf/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <string>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/elf/crash_line.h"
#include "tools/elf/decompress.h"

namespace atomics_lab::elf {
namespace {

absl::StatusOr<Bytes> MapDescriptor(int descriptor, const std::string& path) {
  struct stat status = {};
  if (fstat(descriptor, &status) != 0) {
    return absl::ErrnoToStatus(errno, path);
  }
  if (S_ISDIR(status.st_mode)) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, " is a directory; name an ELF file"));
  }
  if (!S_ISREG(status.st_mode)) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, " is not a regular file; name an ELF file"));
  }
  if (status.st_size == 0) return Bytes();
  const auto size = static_cast<std::size_t>(status.st_size);
  void* address = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_NORESERVE, descriptor, /*offset=*/0);
  if (address == MAP_FAILED) return absl::ErrnoToStatus(errno, path);
  return Bytes(static_cast<const std::uint8_t*>(address), size);
}

}  // namespace

absl::StatusOr<MappedFile> MappedFile::Open(const std::string& path) {
  // O_NONBLOCK: opening a FIFO must come back with the error above, not wait
  // for somebody to write into it.
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return absl::ErrnoToStatus(errno, path);
  const absl::Cleanup closer = [descriptor] { close(descriptor); };
  ABSL_ASSIGN_OR_RETURN(Bytes bytes, MapDescriptor(descriptor, path));
  MappedFile file(bytes);
  const FileBeingRead reading(path);
  if (!IsCompressed(bytes)) return file;
  ABSL_ASSIGN_OR_RETURN(Bytes decompressed, Decompress(bytes, path));
  return MappedFile(decompressed);
}

MappedFile::~MappedFile() {
  if (bytes_.empty()) return;
  // munmap takes a mutable pointer, although nothing is written.
  munmap(const_cast<std::uint8_t*>(bytes_.data()), bytes_.size());
}

}  // namespace atomics_lab::elf
