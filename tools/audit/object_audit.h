// The audit of one ELF file.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_OBJECT_AUDIT_H_
#define ATOMICS_LAB_TOOLS_AUDIT_OBJECT_AUDIT_H_

#include <string>

#include "absl/status/statusor.h"
#include "tools/audit/findings.h"
#include "tools/elf/byte_cursor.h"
#include "tools/elf/debug_file.h"

namespace atomics_lab::audit {

// As AuditBytes, for what is not an archive.
absl::StatusOr<ObjectAudit> AuditObject(elf::Bytes bytes,
                                        const std::string& name,
                                        const WantsGuard& wants_guard,
                                        const elf::DebugSource& debug);

// As AuditSuspects, for what is not an archive.
absl::StatusOr<ObjectAudit> AuditObjectForSuspects(
    elf::Bytes bytes, const std::string& name, const elf::DebugSource& debug);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_OBJECT_AUDIT_H_
