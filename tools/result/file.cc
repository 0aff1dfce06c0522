#include "tools/result/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace atomics_lab::result {
namespace {

// Reads errno: call it before anything else can set it.
absl::Status SystemError(std::string_view doing, const std::string& path) {
  const int reason = errno;
  return absl::ErrnoToStatus(
      reason, absl::StrCat("cannot ", doing, " ", absl::Utf8SafeCEscape(path)));
}

// A name in the same folder, and so in the same file system: rename(2) cannot
// cross two. It is short, for `path` may be as long as names can be.
std::string NameBeside(const std::string& path) {
  // Relaxed: only the number must be new, it orders nothing.
  static std::atomic<int> next = 0;
  const std::string folder = path.substr(0, path.rfind('/') + 1);
  return absl::StrCat(folder, ".lab-", getpid(), "-",
                      next.fetch_add(1, std::memory_order_relaxed));
}

// Sets errno where it returns false.
bool WriteAll(int descriptor, std::string_view contents) {
  while (!contents.empty()) {
    const ssize_t written = write(descriptor, contents.data(), contents.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) contents.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

// Sets errno where it returns false.
bool WriteAndClose(int descriptor, std::string_view contents) {
  if (WriteAll(descriptor, contents)) return close(descriptor) == 0;
  const int reason = errno;
  close(descriptor);
  errno = reason;
  return false;
}

absl::Status Refuse(const std::string& path, std::string_view why) {
  return absl::InvalidArgumentError(
      absl::StrCat("cannot read ", absl::Utf8SafeCEscape(path), ": ", why));
}

absl::Status CheckReadable(int descriptor, const std::string& path) {
  struct stat status = {};
  if (fstat(descriptor, &status) != 0) return SystemError("read", path);
  if (S_ISDIR(status.st_mode)) return Refuse(path, "Is a directory");
  if (!S_ISREG(status.st_mode)) return Refuse(path, "not a regular file");
  return absl::OkStatus();
}

}  // namespace

absl::Status WriteFile(const std::string& path, std::string_view contents) {
  const std::string beside = NameBeside(path);
  const int descriptor =
      open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) return SystemError("write", path);
  absl::Cleanup remove_it = [&beside] { unlink(beside.c_str()); };
  if (!WriteAndClose(descriptor, contents)) return SystemError("write", path);
  if (rename(beside.c_str(), path.c_str()) != 0) {
    return SystemError("write", path);
  }
  std::move(remove_it).Cancel();
  return absl::OkStatus();
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  // O_NONBLOCK: opening a FIFO must not wait for somebody who writes.
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return SystemError("read", path);
  const absl::Cleanup close_it = [descriptor] { close(descriptor); };
  ABSL_RETURN_IF_ERROR(CheckReadable(descriptor, path));
  std::string contents;
  std::array<char, 1 << 16> piece;
  while (true) {
    const ssize_t count = read(descriptor, piece.data(), piece.size());
    if (count == 0) return contents;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return SystemError("read", path);
    if (contents.size() + static_cast<size_t>(count) > kLargestTextFile) {
      return Refuse(path, absl::StrCat("it is larger than ",
                                       kLargestTextFile >> 20, " MiB"));
    }
    contents.append(piece.data(), static_cast<size_t>(count));
  }
}

}  // namespace atomics_lab::result
