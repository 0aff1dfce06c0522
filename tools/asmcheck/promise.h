// What a promise is: a statement about the machine code of a function.
//
// The language (docs/promises.md teaches it):
//
//   promise  = "ASM" subject scope ":" clause { ";" [ scope ":" ] clause }
//   subject  = a function's name, as tools/listing/name_pattern.h has it: Add,
//              ttas_spinlock::Add, Add(unsigned long), Counter*::Add
//   scope    = target { "," target }      target = aarch64_lse,
//              aarch64_lse-gcc, aarch64*, *
//   clause   = sequence { "," sequence }
//            | ( "never" | "no" ) element { "," element }
//            | "only" element { "," element }
//            | ( "at most" | "exactly" ) number element
//   sequence = element { ( "…" | "next" ) element } [ "loop" ]
//   element  = term { "|" term }
//   term     = an opcode with or without prefix: ldadd, lock xadd, lock
//            | a role: load, store, read-modify-write, atomic, load-linked,
//              store-conditional, fence, call, branch, return
//            | acquire | release | store-store | "call" name | "loop" | "instructions"
#ifndef ATOMICS_LAB_TOOLS_ASMCHECK_PROMISE_H_
#define ATOMICS_LAB_TOOLS_ASMCHECK_PROMISE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tools/isa/isa.h"

namespace atomics_lab::asmcheck {

// What one instruction can be.
struct Term {
  enum class Kind {
    kOpcode,       // `words` all stand in the mnemonic
    kRole,         // plays `role`; loads and stores only of shared memory
    kAcquire,      // orders later accesses after itself
    kRelease,      // orders earlier accesses before itself
    kStoreStore,   // orders earlier stores before later stores
    kCallTo,       // calls a function that `words[0]` names
    kLoop,         // is part of a loop
    kInstruction,  // anything
  };

  Kind kind = Kind::kOpcode;
  std::vector<std::string> words;
  isa::Role role = isa::Role::kOther;

  friend bool operator==(const Term&, const Term&) = default;
};

// One of several terms, and how it was written.
struct Element {
  std::vector<Term> alternatives;
  std::string text;
  bool next = false;  // in a sequence: right behind the element before it

  friend bool operator==(const Element&, const Element&) = default;
};

// One statement.
struct Clause {
  enum class Kind {
    kSequence,  // the elements occur in this order; Element::next says where
                // others may stand between them
    kNever,     // none of the elements occurs
    kOnly,      // what others can notice is one of the elements, all of it
    kAtMost,    // the element occurs `count` times or less
    kExactly,   // the element occurs `count` times
  };

  Kind kind = Kind::kSequence;
  std::vector<Element> elements;
  bool loop = false;  // kSequence: all of it within one loop
  std::size_t count = 0;
  std::string text;  // as written

  friend bool operator==(const Clause&, const Clause&) = default;
};

// A statement about one function on some targets.
struct Promise {
  std::string subject;
  std::vector<std::string> targets;  // full names: aarch64_lse-gcc
  Clause clause;
  std::string file;
  int line = 0;  // from 1

  friend bool operator==(const Promise&, const Promise&) = default;
};

// True if `promise` speaks of `target`.
bool AppliesTo(const Promise& promise, std::string_view target);

}  // namespace atomics_lab::asmcheck

#endif  // ATOMICS_LAB_TOOLS_ASMCHECK_PROMISE_H_
