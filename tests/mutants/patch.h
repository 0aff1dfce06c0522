// A program's file with instructions of one function made weaker.
#ifndef ATOMICS_LAB_TESTS_MUTANTS_PATCH_H_
#define ATOMICS_LAB_TESTS_MUTANTS_PATCH_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "tools/isa/weaken.h"

namespace atomics_lab::mutants {

// Done to every instruction of a function that the decoder calls `mnemonic`.
struct Edit {
  std::string_view mnemonic;  // "lock xadd", "swpab"
  isa::Weakening weakening;
};

// Copies `file` to `copy` and edits the instructions of `function` there.
// Nothing moves: instructions keep their addresses and sizes.
// Requires: `file` is linked.
// Errors: as listing::Binary::Open and Disassemble; NotFound for an edit whose
// instruction is not there, naming those that are; as isa::Weaken.
absl::Status WriteMutant(const std::string& file, std::string_view function,
                         absl::Span<const Edit> edits, const std::string& copy);

}  // namespace atomics_lab::mutants

#endif  // ATOMICS_LAB_TESTS_MUTANTS_PATCH_H_
