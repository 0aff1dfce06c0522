// One value for each instruction set: the registry of a room that must know
// them.
#ifndef ATOMICS_LAB_TOOLS_ELF_BY_ARCHITECTURE_H_
#define ATOMICS_LAB_TOOLS_ELF_BY_ARCHITECTURE_H_

#include <utility>

#include "tools/elf/architecture.h"

namespace atomics_lab::elf {

// Ends the program with a line that says so.
[[noreturn]] void NothingKnownOf(Architecture architecture);

// With another instruction set the constructor takes one argument more, and
// code that has no value for it does not compile.
template <typename T>
class ByArchitecture {
 public:
  constexpr ByArchitecture(T x86_64, T aarch64)
      : x86_64_(std::move(x86_64)), aarch64_(std::move(aarch64)) {}

  // Guarantees: never the value of another one; an Architecture that is none
  // of them ends the program.
  constexpr const T& operator[](Architecture architecture) const {
    switch (architecture) {
      case Architecture::kX86_64:
        return x86_64_;
      case Architecture::kAArch64:
        return aarch64_;
    }
    NothingKnownOf(architecture);
  }

 private:
  T x86_64_;
  T aarch64_;
};

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_BY_ARCHITECTURE_H_
