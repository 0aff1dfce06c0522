// Holds functions against promises and tells what does not fit.
#ifndef ATOMICS_LAB_TOOLS_ASMCHECK_INSPECT_H_
#define ATOMICS_LAB_TOOLS_ASMCHECK_INSPECT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/asmcheck/check.h"
#include "tools/asmcheck/promise.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"

namespace atomics_lab::asmcheck {

struct Finding {
  enum class Kind {
    kBroken,     // `function` does not keep `promise`
    kUnchecked,  // `promise` speaks of no function that there is
    kUncovered,  // nothing is promised of `function` on this target
  };

  Kind kind = Kind::kBroken;
  Promise promise;                // not kUncovered
  listing::Function function;     // not kUnchecked
  Breach breach;                  // kBroken
  std::vector<std::string> near;  // kUnchecked: names that may be meant
};

// What came of one target.
struct Inspection {
  std::string target;
  std::size_t checks = 0;  // promises held against functions
  std::size_t functions = 0;
  std::vector<Finding> findings;  // in the promises' order, kUncovered last
  // Promises that could not be read, one line each that begins with its place;
  // how the code keeps them is not known.
  std::vector<std::string> unreadable;
};

// What a program ends with: 0 all promises are kept, 1 some are not, 2 some
// could not be read.
int ExitStatus(const Inspection& inspection);

// Holds every promise that speaks of `target` against every function that it
// names. A promise must name some function even where it speaks of other
// targets only, and every function must have a promise for this target.
Inspection Inspect(const std::vector<Promise>& promises,
                   std::string_view target,
                   const std::vector<listing::Function>& functions);

// The functions of `binary` that some promise names, each once, by address; all
// static functions of one name. Each comes with its parts (parts.h), so that a
// promise holds for them too.
// Errors: as Binary::Disassemble.
absl::StatusOr<std::vector<listing::Function>> FunctionsNamed(
    const std::vector<Promise>& promises, const listing::Binary& binary);

// The names of functions of `binary` that are nearest to a promise's subject,
// nearest first, in as many parts as it has: "ttas_spinlock::Add".
std::vector<std::string> NamesNear(std::string_view subject,
                                   const listing::Binary& binary);

}  // namespace atomics_lab::asmcheck

#endif  // ATOMICS_LAB_TOOLS_ASMCHECK_INSPECT_H_
