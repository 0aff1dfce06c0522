// What a listing is: functions made of decoded instructions.
//
// These types are plain values. They name no decoder and no library, so
// everything downstream (roles, promises, exploration, reports) depends on
// this header alone. binary.h produces them.
#ifndef ATOMICS_LAB_TOOLS_LISTING_LISTING_H_
#define ATOMICS_LAB_TOOLS_LISTING_LISTING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/elf/architecture.h"
#include "tools/elf/origin.h"

namespace atomics_lab::listing {

using elf::Architecture;
using elf::ArchitectureName;
using elf::kArchitectures;
using elf::Origin;
using elf::SourceFrame;
using elf::SourceLine;

// A place named by symbol plus byte offset, as in `__aarch64_ldadd8_relax` or
// `counter+8`.
struct SymbolReference {
  std::string mangled;
  std::string demangled;
  std::int64_t offset = 0;

  friend bool operator==(const SymbolReference&,
                         const SymbolReference&) = default;
};

// What is done to a register or an immediate before it is used: `lsl #3`,
// `sxtw #2`.
struct Modifier {
  enum class Kind : std::uint8_t {
    kNone,
    kLsl,
    kLsr,
    kAsr,
    kRor,
    kUnsigned,  // uxtb, uxth, uxtw, uxtx
    kSigned,    // sxtb, sxth, sxtw, sxtx
  };

  Kind kind = Kind::kNone;
  int from_bits = 64;  // of an extension
  int amount = 0;      // bits to the left or right, after an extension too

  friend bool operator==(const Modifier&, const Modifier&) = default;
};

// When an access changes its base register: never, before it (`[x0, #8]!`) or
// after it (`[x0], #8`).
enum class WriteBack : std::uint8_t { kNone, kBefore, kAfter };

// One explicit operand. Registers carry their assembler name in lower case
// ("rax", "w0", "xzr", "v1"); an empty name means "none". Memory named relative
// to the instruction's own address has the base "rip" (x86-64, as its manuals
// count: from the end of the instruction) or "pc" (AArch64: from its start).
struct Operand {
  enum class Kind {
    kRegister,
    kImmediate,
    kMemory,
    kName,  // a condition, a barrier's reach, a system register
    kOther,
  };

  Kind kind = Kind::kOther;
  std::string reg;                // kRegister
  std::string name;               // kName, in lower case
  std::int64_t immediate = 0;     // kImmediate, `modifier` done
  std::string base;               // kMemory
  std::string index;              // kMemory
  std::int64_t scale = 1;         // kMemory: multiplier of `index`
  std::int64_t displacement = 0;  // kMemory, bytes; of kAfter, what is added
  std::string segment;  // kMemory: x86 segment override ("fs"), else empty
  // How wide a register is under that name, or how much of memory is accessed
  // at once; 0 where that has no width (`lea`, a prefetch) or is not known.
  int bits = 0;
  Modifier modifier;  // of a register, an immediate, or memory's `index`
  WriteBack write_back = WriteBack::kNone;  // kMemory
  // Of a vector register: into how many lanes it is divided, and which of them
  // is meant, if not all.
  int lanes = 1;
  std::optional<int> lane;
  bool reads = false;   // the instruction reads this operand
  bool writes = false;  // the instruction writes this operand

  friend bool operator==(const Operand&, const Operand&) = default;
};

// One machine instruction as it stands in the file. Data that an AArch64
// mapping symbol marks among the code stand as ".word 0x…" or ".byte 0x…"
// without operands. Code that the decoder does not know stands as ".inst 0x…"
// (AArch64) or ".byte 0x…", without operands too, and is `unknown`.
struct Instruction {
  // Virtual address in an executable or shared library; offset in its section
  // in a relocatable object.
  std::uint64_t address = 0;
  std::vector<std::uint8_t> bytes;
  // Lower case, prefixes included: "lock xadd", "ldaddal", "b.ne".
  std::string mnemonic;
  // The rest of the assembler's line: "qword ptr [rdi], rsi", "x1, x0, [x2]".
  std::string operand_text;
  std::vector<Operand> operands;
  // Registers that it reads and writes without naming them: "rax" of
  // `cmpxchg`, "rsp" of `push`, "rflags" and "nzcv" of what sets flags.
  std::vector<std::string> implicit_reads;
  std::vector<std::string> implicit_writes;
  // True if nobody can tell what it does: it may do anything, even branch.
  bool unknown = false;
  // Where a branch or call goes, or what a relocation or a pc-relative memory
  // operand names.
  std::optional<SymbolReference> target;
  // The same as an address, for branches within the function.
  std::optional<std::uint64_t> target_address;
  // True if a linker has still to write where `target` lies, and if it then
  // goes through the global offset table.
  bool relocated = false;
  bool through_got = false;
  Origin origin;
};

// A function's instructions in address order.
struct Function {
  Architecture architecture = Architecture::kX86_64;
  std::string mangled;
  std::string demangled;
  std::uint64_t address = 0;  // as Instruction::address
  std::uint64_t size = 0;     // bytes
  // What DWARF says produced it (DW_AT_producer); empty without debug
  // information. "GNU C++20 16.2.0 -O2 …", "Debian clang version 21.1.8 …".
  std::string producer;
  std::vector<Instruction> instructions;
};

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_LISTING_H_
