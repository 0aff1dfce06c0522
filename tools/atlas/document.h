// The page that shows the atlas to people: docs/atlas.md.
#ifndef ATOMICS_LAB_TOOLS_ATLAS_DOCUMENT_H_
#define ATOMICS_LAB_TOOLS_ATLAS_DOCUMENT_H_

#include <string>

#include "absl/status/statusor.h"
#include "tools/atlas/atlas.h"

namespace atomics_lab::atlas {

// Markdown: how to read it, the compilers, one table per operation, notes, and
// a glossary of every mnemonic that occurs.
// Errors: NotFound for a mnemonic that tools/isa cannot explain; it names the
// mnemonic, a cell that has it, and where its line goes.
absl::StatusOr<std::string> RenderDocument(const Atlas& atlas);

}  // namespace atomics_lab::atlas

#endif  // ATOMICS_LAB_TOOLS_ATLAS_DOCUMENT_H_
