// What an audit found, as values.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_FINDINGS_H_
#define ATOMICS_LAB_TOOLS_AUDIT_FINDINGS_H_

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/isa/atomic_feature.h"
#include "tools/isa/suspect.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {

enum class Kind {
  kLocked,          // x86-64: one locked instruction
  kLse,             // AArch64: one atomic instruction
  kLlsc,            // AArch64: a load-exclusive, a store-exclusive or both
  kOutlined,        // AArch64: a call of a compiler's helper
  kFences,          // a full fence
  kAcquireRelease,  // AArch64: an ordered load or store, a weaker barrier
  kSpins,           // a loop that only another thread's store ends
  kRetries,         // a loop that turns if another thread came in between
};

inline constexpr std::array<Kind, 8> kKinds = {
    Kind::kOutlined, Kind::kFences,         Kind::kLocked, Kind::kLse,
    Kind::kLlsc,     Kind::kAcquireRelease, Kind::kSpins,  Kind::kRetries};

// "outlined", "acquire_release": as in --only and in JSON.
std::string_view KindName(Kind kind);

struct Finding {
  Kind kind = Kind::kLocked;
  std::uint64_t address = 0;  // as listing::Instruction::address
  // "lock xadd", "ldaddal", "ldaxr…stlxr", "__aarch64_ldadd8_relax", "dmb ish",
  // "re-reads by mov" or "repeats xchg" of a spin.
  std::string form;
  // Of a spin alone: how it says that it waits ("pause", "sevl, wfe"), or
  // "none".
  std::string hint;
  // relaxed, acquire, release, acq_rel, store_store; empty on x86-64
  std::string ordering;
  // What the instruction needs of the processor; null if they all have it.
  const isa::AtomicFeature* feature = nullptr;
  // Whether it runs only after a check, at run time, of what the processor can
  // do; false where nobody asked (audit.h).
  bool guarded = false;
  // What is suspect about it, and by which instruction; null where nobody asked
  // (audit.h). `form` is then that of the access, or of the pair.
  const isa::SuspectPattern* suspect = nullptr;
  std::string detail;
  listing::Origin origin;
};

// KindName, or what it is suspect of.
std::string_view NameOf(const Finding& finding);

using WantsGuard = std::function<bool(const Finding&)>;

// "a.cc:3"; of inlined code also where that is: "a.cc:3 ⟵ atomic_base.h:648".
// Empty if nothing is known. As the file has it: not yet printable.
std::string OriginText(const listing::Origin& origin);

// How AArch64 code is atomic, outside of helpers' bodies.
struct AtomicUse {
  std::int64_t outlined = 0;     // calls
  std::int64_t lse = 0;          // instructions
  std::int64_t llsc = 0;         // pairs
  std::int64_t guarded_lse = 0;  // of those, if there is LL/SC as well
};

// A function with something to report, or whatever stands in for one.
struct FunctionAudit {
  std::string name;     // demangled; "function 0x10…0x40", "section .text"
  std::string mangled;  // empty if no symbol is known
  std::string section;
  std::uint64_t address = 0;
  // Nothing tells what functions the section has.
  bool whole_section = false;
  // The body of an outlined helper, which is not the binary's own code.
  bool helper = false;
  // False if nobody wants to see it (top.h). It counts all the same.
  bool shown = true;
  std::vector<Finding> findings;  // by address
};

struct ObjectAudit {
  std::string name;  // "libc.so.6", "libc.a(malloc.o)"
  listing::Architecture architecture = listing::Architecture::kX86_64;
  // The debug file that names and lines come from, if any do; and which were
  // refused, each a line that says why.
  std::string debug;
  std::vector<std::string> refused_debug_files;
  std::vector<FunctionAudit> functions;  // by section and address, or top.h's
  AtomicUse use;                         // of all of them, whatever is kept
};

struct FileAudit {
  std::string name;
  std::vector<ObjectAudit> objects;  // one, or an archive's
  // Members of an archive that hold no code that can be read: why, in a line.
  std::vector<std::string> skipped;
};

// Drops everything of another kind, and functions of which nothing is left.
void KeepOnly(Kind kind, FileAudit& audit);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_FINDINGS_H_
