// What one instruction does, in steps that belong to no instruction set.
//
// An instruction lowers to a few micro-operations. Those that touch memory are
// the only ones that another thread can see; what stands between them computes
// in registers. Exploration sees these and nothing else.
//
// Dependencies are syntactic, as the Armv8 memory model wants them: a result
// depends on every register that the computation names, even where its value
// does not (`eor w0, w1, w1`). Lowering therefore never simplifies.
//
// Sources: Intel SDM vol. 1 (253665) 3.4 and vol. 2 (325383); Arm ARM DDI 0487,
// B2.3 (definition of dependencies) and C6.2.
#ifndef ATOMICS_LAB_TOOLS_ISA_MICRO_OP_H_
#define ATOMICS_LAB_TOOLS_ISA_MICRO_OP_H_

#include <cstddef>
#include <cstdint>

namespace atomics_lab::isa {

// A register of 64 bits, numbered by the instruction set (x86_64_registers.h,
// aarch64_registers.h): general registers, single flags (0 or 1), halves of
// vector registers, the thread pointer, and temporaries that live within one
// instruction.
using RegisterNumber = std::uint8_t;
inline constexpr std::size_t kMostRegisters = 192;

// What a micro-operation reads: a register or a constant.
struct Source {
  enum class Kind : std::uint8_t { kNone, kRegister, kConstant };

  Kind kind = Kind::kNone;
  RegisterNumber reg = 0;
  std::uint64_t constant = 0;

  static Source Of(RegisterNumber reg) { return {Kind::kRegister, reg, 0}; }
  static Source Of(std::uint64_t constant) {
    return {Kind::kConstant, 0, constant};
  }

  friend bool operator==(const Source&, const Source&) = default;
};

// Pure functions of up to three sources. Each takes the low `bits` (1 to 64) of
// its sources and leaves a result of that many bits, zero-extended to 64.
enum class Operation : std::uint8_t {
  kCopy,               // a
  kAdd,                // a + b
  kSub,                // a - b
  kMul,                // low half of a * b
  kMulHighUnsigned,    // high half
  kMulHighSigned,      //
  kDivUnsigned,        // a / b; 0 if b is 0, as AArch64 has it
  kDivSigned,          // likewise; the least value / -1 is the least value
  kAnd,                // a & b
  kOr,                 // a | b
  kXor,                // a ^ b
  kNot,                // ~a
  kShiftLeft,          // a << b; 0 if b >= bits
  kShiftRight,         // a >> b, zeros come in; 0 if b >= bits
  kShiftRightSigned,   // copies of the sign come in; all sign if b >= bits
  kRotateRight,        // by b modulo bits
  kSignExtend,         // the low b bits of a
  kEqual,              // a == b, as 1 or 0
  kLessUnsigned,       // a < b
  kLessSigned,         //
  kSelect,             // a != 0 ? b : c
  kCountLeadingZeros,  // `bits` if a is 0
  kReverseBits,        //
  kReverseBytes,       // bits is 16, 32 or 64
  kPopulationCount,    //
};

enum class Fence : std::uint8_t {
  kFull,         // `mfence`, `dmb ish`, `dmb sy`, `dsb`
  kLoad,         // earlier loads before everything later: `dmb ishld`, `lfence`
  kStore,        // earlier stores before later stores: `dmb ishst`, `sfence`
  kInstruction,  // `isb`
};

enum class Acquire : std::uint8_t {
  kNone,
  kAcquirePc,  // `ldapr`: may pass an earlier release store
  kAcquire,    // `ldar`, `ldaxr`, the read of `ldadda`
};

// Which accesses belong together.
enum class Atomicity : std::uint8_t {
  kNone,
  // The read and the write of one atomic instruction (`lock xadd`, `ldadd`,
  // `cas`): a load followed by the one store of the same instruction, to the
  // same address, with nothing but computation between them. On x86-64 it is
  // locked, that is a full fence too.
  kReadModifyWrite,
  // `ldxr` … `stxr`, of different instructions.
  kExclusive,
};

struct MicroOp {
  enum class Kind : std::uint8_t {
    kCompute,  // result = operation(a, b, c)
    kLoad,     // result (and result_high of 16 bytes) = memory[a]
    kStore,    // memory[a] = b (and c, the high half of 16 bytes)
    kFence,
    kBranch,  // to `target` if a != 0, else on
    kJump,    // to `target`
    kCall,    // to `target`, or to the function that the instruction names
    kReturn,  // to where the function was called from
    kChoose,  // result = any number below b (a constant), at the machine's will
    kTrap,    // ends the program: `ud2`, `brk`, `hlt`
    // No exclusive store succeeds until the next exclusive load: `clrex`.
    kClearExclusive,
  };

  Kind kind = Kind::kCompute;
  Operation operation = Operation::kCopy;
  std::uint8_t bits = 64;  // kCompute
  // kLoad, kStore, bytes: 1, 2, 4, 8, 16. Narrower loads zero-extend.
  std::uint8_t size = 0;
  Fence fence = Fence::kFull;
  Acquire acquire = Acquire::kNone;  // kLoad
  // kLoad of a kReadModifyWrite whose result goes nowhere (`stadd`). A load
  // fence does not count it as a read (Arm ARM, B2.3, Barrier-ordered-before).
  bool discarded = false;
  bool release = false;  // kStore
  Atomicity atomicity = Atomicity::kNone;
  // Where the result goes. Of an exclusive store: 0 if it stored, 1 if it
  // failed; that carries no dependency.
  RegisterNumber result = 0;
  RegisterNumber result_high = 0;
  Source a, b, c;
  // Of the store of a kReadModifyWrite: nothing is stored if it is there and
  // 0 (a failed `cas`).
  Source condition;
  // While one instruction is lowered: an address of code. In a Program: an
  // index into its operations.
  std::uint64_t target = 0;
  // Which instruction it belongs to: an index into Program::sites.
  std::uint32_t site = 0;

  friend bool operator==(const MicroOp&, const MicroOp&) = default;
};

// operation(a, b, c). Requires: 1 <= bits <= 64.
std::uint64_t Evaluate(Operation operation, int bits, std::uint64_t a,
                       std::uint64_t b, std::uint64_t c);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_MICRO_OP_H_
