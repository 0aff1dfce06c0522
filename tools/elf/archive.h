// The members of a static archive.
#ifndef ATOMICS_LAB_TOOLS_ELF_ARCHIVE_H_
#define ATOMICS_LAB_TOOLS_ELF_ARCHIVE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/elf/byte_cursor.h"

namespace atomics_lab::elf {

struct ArchiveMember {
  std::string name;
  Bytes bytes;  // lie in the archive's
};

// True for bytes that begin as a static archive does; a thin one, which holds
// only names, is none.
bool IsArchive(Bytes bytes);

// The archive's members in order, its own tables left out, read by libelf.
// Guarantees: every member's bytes lie within `bytes`, behind those before.
// Errors, which begin with `name`: InvalidArgument if it has no members, or
// one that is damaged.
absl::StatusOr<std::vector<ArchiveMember>> ReadArchive(Bytes bytes,
                                                       const std::string& name);

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_ARCHIVE_H_
