// Which functions of a shipped binary synchronize threads, and how.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_AUDIT_H_
#define ATOMICS_LAB_TOOLS_AUDIT_AUDIT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "tools/audit/findings.h"
#include "tools/elf/byte_cursor.h"

namespace atomics_lab::audit {

// What --only takes, but for `suspects`, which AuditSuspects finds.
// Errors: InvalidArgument, which lists the right ones.
absl::StatusOr<Kind> ParseKind(std::string_view name);

// Audits an ELF object, executable, shared library or static archive.
// Guarantees: the result depends on the bytes alone; memory is bounded by the
// size of the file; only what synchronizes is decoded.
// Errors: as listing::Binary::Open, for an archive if no member can be read;
// InvalidArgument if sections overlap so much that reading them all would take
// far too long.
//
// Of findings that `wants_guard` is true of Finding::guarded is told; without
// it, of what FileAudit's verdict needs. That costs time only where it is told.
absl::StatusOr<FileAudit> AuditFile(const std::string& path,
                                    const WantsGuard& wants_guard = {});
absl::StatusOr<FileAudit> AuditBytes(elf::Bytes bytes, const std::string& name,
                                     const WantsGuard& wants_guard = {});

// The same of what is suspect (isa/suspect.h), and of nothing else: of each
// Finding::suspect tells.
absl::StatusOr<FileAudit> AuditSuspects(const std::string& path);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_AUDIT_H_
