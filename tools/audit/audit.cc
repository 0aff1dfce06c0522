#include "tools/audit/audit.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/audit/findings.h"
#include "tools/audit/object_audit.h"
#include "tools/elf/archive.h"
#include "tools/elf/crash_line.h"
#include "tools/elf/debug_file.h"
#include "tools/elf/mapped_file.h"

namespace atomics_lab::audit {

absl::StatusOr<Kind> ParseKind(std::string_view name) {
  for (const Kind kind : kKinds) {
    if (KindName(kind) == name) return kind;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("--only=", name, ": it takes ",
                   absl::StrJoin(kKinds, ", ",
                                 [](std::string* out, Kind kind) {
                                   absl::StrAppend(out, KindName(kind));
                                 }),
                   ", suspects"));
}

namespace {

using AuditOne = absl::FunctionRef<absl::StatusOr<ObjectAudit>(
    elf::Bytes bytes, const std::string& name, const elf::DebugSource& debug)>;

// An object's audit, or those of an archive's members.
absl::StatusOr<FileAudit> AuditEach(elf::Bytes bytes, const std::string& name,
                                    const elf::DebugSource& debug,
                                    AuditOne audit_one) {
  const elf::FileBeingRead reading(name);
  FileAudit audit = {.name = name};
  if (!elf::IsArchive(bytes)) {
    ABSL_ASSIGN_OR_RETURN(ObjectAudit object, audit_one(bytes, name, debug));
    audit.objects.push_back(std::move(object));
    return audit;
  }
  if (!debug.file.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        name, " is an archive: ", debug.file, " is not its debug file"));
  }
  ABSL_ASSIGN_OR_RETURN(const std::vector<elf::ArchiveMember> members,
                        elf::ReadArchive(bytes, name));
  for (const elf::ArchiveMember& member : members) {
    const std::string full_name = absl::StrCat(name, "(", member.name, ")");
    const elf::FileBeingRead reading_member(full_name);
    absl::StatusOr<ObjectAudit> object = audit_one(member.bytes, full_name, {});
    if (object.ok()) {
      audit.objects.push_back(*std::move(object));
    } else {
      audit.skipped.emplace_back(object.status().message());
    }
  }
  if (!audit.objects.empty()) return audit;
  return absl::InvalidArgumentError(absl::StrCat(
      name, " holds no object that can be read: ", audit.skipped.front()));
}

absl::StatusOr<FileAudit> AuditAll(elf::Bytes bytes, const std::string& name,
                                   const WantsGuard& wants_guard,
                                   const elf::DebugSource& debug_source) {
  return AuditEach(bytes, name, debug_source,
                   [&](elf::Bytes object, const std::string& object_name,
                       const elf::DebugSource& debug) {
                     return AuditObject(object, object_name, wants_guard,
                                        debug);
                   });
}

}  // namespace

absl::StatusOr<FileAudit> AuditBytes(elf::Bytes bytes, const std::string& name,
                                     const WantsGuard& wants_guard) {
  return AuditAll(bytes, name, wants_guard, {});
}

absl::StatusOr<FileAudit> AuditFile(const std::string& path,
                                    const WantsGuard& wants_guard,
                                    const elf::DebugSource& debug) {
  ABSL_ASSIGN_OR_RETURN(const elf::MappedFile file,
                        elf::MappedFile::Open(path));
  return AuditAll(file.bytes(), path, wants_guard, debug);
}

absl::StatusOr<FileAudit> AuditSuspects(const std::string& path,
                                        const elf::DebugSource& debug) {
  ABSL_ASSIGN_OR_RETURN(const elf::MappedFile file,
                        elf::MappedFile::Open(path));
  return AuditEach(file.bytes(), path, debug, AuditObjectForSuspects);
}

}  // namespace atomics_lab::audit
