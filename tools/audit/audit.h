// Which functions of a shipped binary synchronize threads, and how.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_AUDIT_H_
#define ATOMICS_LAB_TOOLS_AUDIT_AUDIT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "tools/audit/findings.h"
#include "tools/elf/byte_cursor.h"
#include "tools/elf/debug_file.h"

namespace atomics_lab::audit {

// What --only takes, but for `suspects`, which AuditSuspects finds.
// Errors: InvalidArgument, which lists the right ones.
absl::StatusOr<Kind> ParseKind(std::string_view name);

// Audits an ELF object, executable, shared library or static archive.
// Guarantees: the result depends on the bytes alone, those of a debug file
// among them; memory is bounded by the size of the file; only what synchronizes
// is decoded. Errors: as listing::Binary::Open, for an archive if no member can
// be read; InvalidArgument if sections overlap so much that reading them all
// would take far too long.
//
// Of findings that `wants_guard` is true of Finding::guarded is told; without
// it, of what FileAudit's verdict needs. That costs time only where it is told.
//
// Names and lines of a file that is no archive may come from its debug file,
// found as `debug` says; errors of that are those of elf::FindDebugFile.
absl::StatusOr<FileAudit> AuditFile(const std::string& path,
                                    const WantsGuard& wants_guard = {},
                                    const elf::DebugSource& debug = {});
absl::StatusOr<FileAudit> AuditBytes(elf::Bytes bytes, const std::string& name,
                                     const WantsGuard& wants_guard = {});

// The same of what is suspect (isa/suspect.h), and of nothing else: of each
// Finding::suspect tells.
absl::StatusOr<FileAudit> AuditSuspects(const std::string& path,
                                        const elf::DebugSource& debug = {});

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_AUDIT_H_
