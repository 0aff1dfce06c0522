// Functions of a binary to one program of micro-operations.
#ifndef ATOMICS_LAB_TOOLS_PROGRAM_BUILD_H_
#define ATOMICS_LAB_TOOLS_PROGRAM_BUILD_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/explore/program.h"
#include "tools/listing/binary.h"
#include "tools/program/image.h"
#include "tools/program/instruction_set.h"
#include "tools/program/modelled_calls.h"

namespace atomics_lab::program {

struct Built {
  explore::Program program;
  // Where each function begins, in the order in which they were asked for.
  std::vector<std::uint32_t> entries;
  // The mangled names of all that the code refers to.
  std::set<std::string, std::less<>> references;
};

// Calls are followed into copies of their own, within the file; those in
// modelled_calls.h are modelled, for at most so many threads. What cannot be
// followed (an unknown instruction, a call out of the file, a jump through a
// register, recursion) is a kTrap with its reason in Program::traps: an error
// only where it is reached.
//
// Errors: those of Binary::Disassemble for `functions` themselves;
// InvalidArgument if calls nest deeper than kDeepestCall or the program would
// have more than kMostOperations.
absl::StatusOr<Built> Build(const listing::Binary& binary, const Image& image,
                            const InstructionSet& instruction_set,
                            absl::Span<const std::string> functions,
                            int threads = kMostThreads);

inline constexpr int kDeepestCall = 32;
inline constexpr std::size_t kMostOperations = 200'000;

}  // namespace atomics_lab::program

#endif  // ATOMICS_LAB_TOOLS_PROGRAM_BUILD_H_
