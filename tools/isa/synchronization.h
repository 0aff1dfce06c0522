// In which way an instruction synchronizes threads, and how to call it.
#ifndef ATOMICS_LAB_TOOLS_ISA_SYNCHRONIZATION_H_
#define ATOMICS_LAB_TOOLS_ISA_SYNCHRONIZATION_H_

#include <string>

#include "tools/listing/listing.h"

namespace atomics_lab::isa {

struct Synchronization {
  enum class Kind {
    kNone,
    kLocked,          // x86-64: locked, or exchanging with memory
    kLse,             // AArch64: one atomic instruction
    kLoadExclusive,   // AArch64
    kStoreExclusive,  // AArch64
    kFullFence,       // keeps everything before it from everything after it
    kAcquireRelease,  // an ordered load or store, or a weaker barrier
  };

  Kind kind = Kind::kNone;
  bool acquire = false;  // as isa::Effect tells
  bool release = false;
  bool store_store = false;
  std::string form;  // "lock xadd", "ldaddal", "dmb ish"
  // Of an exclusive, as ExclusivePlace tells; otherwise empty.
  std::string place;
};

// Guarantees: on x86-64 the fences that order only loads or only stores are
// kNone: compilers emit them for other purposes. A locked instruction that
// changes nothing on the stack is a full fence; one that changes the stack is
// not. Barriers that concern only the core that executes them are kNone.
// Orderings of x86-64's instructions are not told apart.
Synchronization SynchronizationOf(listing::Architecture architecture,
                                  const listing::Instruction& instruction);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_SYNCHRONIZATION_H_
