// Files that are compressed as a whole, as kernel modules are (.ko.xz,
// .ko.zst).
//
// Sources: "The .xz File Format", 2.1.1.1, and RFC 8878, 3.1.1, for how such
// files begin. liblzma and libzstd decompress them.
#ifndef ATOMICS_LAB_TOOLS_ELF_DECOMPRESS_H_
#define ATOMICS_LAB_TOOLS_ELF_DECOMPRESS_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "tools/elf/byte_cursor.h"

namespace atomics_lab::elf {

// How many times its own size a compressed file may hold. Of 1,121
// modules of a kernel half hold less than 4 times theirs, and none more
// than 24.
inline constexpr std::uint64_t kMostCompressed = 64;

// True of a file that begins as xz or zstd does.
bool IsCompressed(Bytes bytes);

// What a compressed file holds, mapped without a file; the caller unmaps it.
// Requires: IsCompressed(bytes). `path` is for messages.
// Guarantees: memory is in proportion to the file, beside what a decoder needs
// for itself, at most kMostDecoderMemory.
// Errors: InvalidArgument, one line that names `path`, for what is damaged,
// cut, holds more than kMostCompressed times its size, or was compressed in a
// way that this was not built to read.
absl::StatusOr<Bytes> Decompress(Bytes bytes, const std::string& path);

inline constexpr std::uint64_t kMostDecoderMemory = std::uint64_t{1} << 28;

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_DECOMPRESS_H_
