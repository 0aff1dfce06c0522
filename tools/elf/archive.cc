#include "tools/elf/archive.h"

#include <ar.h>
#include <libelf.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/log/check.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace atomics_lab::elf {
namespace {

struct ElfEnd {
  void operator()(Elf* elf) const { elf_end(elf); }
};
using ElfHandle = std::unique_ptr<Elf, ElfEnd>;

absl::Status Damaged(const std::string& name, std::uint64_t at) {
  return absl::InvalidArgumentError(
      absl::StrCat(name, " is damaged or truncated: no archive member can be ",
                   "read at byte ", at));
}

// "/", "//" and "/SYM64/" are the archive's index and its long names.
bool IsTable(std::string_view member) { return absl::StartsWith(member, "/"); }

}  // namespace

bool IsArchive(Bytes bytes) {
  return bytes.size() >= SARMAG &&
         std::memcmp(bytes.data(), ARMAG, SARMAG) == 0;
}

absl::StatusOr<std::vector<ArchiveMember>> ReadArchive(
    Bytes bytes, const std::string& name) {
  CHECK_NE(elf_version(EV_CURRENT), static_cast<unsigned>(EV_NONE));
  // libelf's interface has no const; reading members' headers writes nothing.
  const ElfHandle archive(
      elf_memory(const_cast<char*>(reinterpret_cast<const char*>(bytes.data())),
                 bytes.size()));
  if (archive == nullptr || elf_kind(archive.get()) != ELF_K_AR) {
    return Damaged(name, SARMAG);
  }
  std::vector<ArchiveMember> members;
  std::uint64_t next = SARMAG;
  Elf_Cmd more = ELF_C_READ_MMAP;
  while (more != ELF_C_NULL && next < bytes.size()) {
    const ElfHandle member(elf_begin(-1, ELF_C_READ_MMAP, archive.get()));
    const Elf_Arhdr* header =
        member == nullptr ? nullptr : elf_getarhdr(member.get());
    const std::int64_t base =
        header == nullptr ? -1 : elf_getbase(member.get());
    if (base < static_cast<std::int64_t>(next + sizeof(ar_hdr)) ||
        header->ar_size < 0 ||
        static_cast<std::uint64_t>(base) > bytes.size() ||
        static_cast<std::uint64_t>(header->ar_size) >
            bytes.size() - static_cast<std::uint64_t>(base)) {
      return Damaged(name, next);
    }
    const auto begin = static_cast<std::size_t>(base);
    const auto size = static_cast<std::size_t>(header->ar_size);
    if (header->ar_name != nullptr && !IsTable(header->ar_name)) {
      members.push_back({header->ar_name, bytes.subspan(begin, size)});
    }
    next = begin + size + size % 2;
    more = elf_next(member.get());
  }
  if (!members.empty()) return members;
  return absl::InvalidArgumentError(
      absl::StrCat(name,
                   " is an archive without members; name one that "
                   "holds objects"));
}

}  // namespace atomics_lab::elf
