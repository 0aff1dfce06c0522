// What part each instruction plays in a program's shared-memory behaviour.
//
// One file per instruction set implements this interface (x86_64.cc,
// aarch64.cc).
#ifndef ATOMICS_LAB_TOOLS_ISA_ISA_H_
#define ATOMICS_LAB_TOOLS_ISA_ISA_H_

#include <string>
#include <string_view>

#include "tools/listing/flow.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

enum class Role {
  kOther,                  // touches no memory and moves no control
  kLoad,                   // plain or acquire load
  kStore,                  // plain or release store
  kReadModifyWrite,        // load and store, not atomic: `add [mem], reg`
  kAtomicReadModifyWrite,  // one atomic step: `lock xadd`, `ldadd`, `cas`
  kLoadLinked,             // `ldxr`, `ldaxr`, `ldxp`
  kStoreConditional,       // `stxr`, `stlxr`, `stxp`
  kFence,                  // `mfence`, `dmb`, `lock or [rsp], 0`
  kCall,                   // includes tail calls out of the function
  kBranch,                 // within the function
  kReturn,
};

// The spelling used in JSON and in reports: "load", "store",
// "read-modify-write", "atomic read-modify-write", "load-linked",
// "store-conditional", "fence", "call", "branch", "return", "other".
std::string_view RoleName(Role role);

// An instruction's part, with the ordering it carries by itself.
struct Effect {
  Role role = Role::kOther;
  bool acquire = false;  // later accesses stay after its read
  bool release = false;  // earlier accesses stay before its write
  // Of a fence that is neither: earlier stores stay before later stores. An
  // earlier load may still pass them, hence no release.
  bool store_store = false;
  // False for accesses to the function's own stack frame (spills, saved
  // registers), which no other thread can see.
  bool shared = false;
};

// What a function has in the register that compilers may point into the stack
// frame with (rbp, x29).
enum class FramePointer {
  kAnything,      // as far as one instruction tells
  kStackAddress,  // the function made it so
};

// What an instruction does by itself. A Reading (reading.h) of its whole
// function tells more.
class Isa {
 public:
  virtual ~Isa() = default;

  // Guarantees: whatever jumps is kBranch, since it is not known here where the
  // function ends.
  // Memory ordering: `acquire` and `release` are what the instruction itself
  // promises beyond its architecture's default (on x86-64 a locked instruction
  // is both; a plain `mov` is reported as neither although TSO orders it).
  virtual Effect Classify(FramePointer frame,
                          const listing::Instruction& instruction) const = 0;
  Effect Classify(const listing::Instruction& instruction) const {
    return Classify(FramePointer::kAnything, instruction);
  }

  // As listing::FlowOf, except for branches whose outcome is known: `cbz wzr`.
  virtual listing::Flow FlowOf(
      const listing::Instruction& instruction) const = 0;

  // True for what only brings values to where they are needed: moves between
  // registers, constants, widening, a flag turned into a bool, addresses within
  // the function's stack frame, padding.
  virtual bool OnlyArranges(const listing::Instruction& instruction) const = 0;

  // The mnemonic and whatever else decides which of its meanings it has:
  // `dmb ishld`, `lock or on the stack`.
  virtual std::string Spelling(
      FramePointer frame, const listing::Instruction& instruction) const = 0;

  // The register that FramePointer is about, and the one that it is made from.
  virtual std::string_view frame_pointer() const = 0;
  virtual std::string_view stack_pointer() const = 0;

  // The name for a full register, where narrower memory accesses have names of
  // their own: `ldaddal` for `ldaddalb`.
  virtual std::string_view WithoutWidth(std::string_view mnemonic) const = 0;
};

// Guarantees: never null, lives as long as the program.
const Isa& IsaFor(listing::Architecture architecture);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_ISA_H_
