#include "absl/types/span.h"
#include "tools/isa/aarch64_agreement.h"

namespace atomics_lab::isa {
namespace {

using Memory = EncodingClass::Memory;
constexpr bool kVectors = true;

constexpr EncodingClass kClasses[] = {
    {"AddImmediate", 0x11000000, 0xe07fffff},
    {"LogicalImmediate", 0x12000000, 0xe07fffff},
    {"MoveWide", 0x12800000, 0xe07fffff},
    {"Bitfield", 0x13000000, 0xe07fffff},
    {"Extract", 0x13800000, 0x805fffff},
    {"PcRelative", 0x10000000, 0xe0ffffff},
    {"LogicalShifted", 0x0a000000, 0xe0ffffff},
    {"AddShifted", 0x0b000000, 0xe0dfffff},
    {"AddExtended", 0x0b200000, 0xe01fffff},
    {"AddWithCarry", 0x1a000000, 0xe01f03ff},
    {"ConditionalCompare", 0x3a400000, 0xc01ffbef},
    {"ConditionalSelect", 0x1a800000, 0xc01ff7ff},
    {"Divide", 0x1ac00800, 0x801f07ff},
    {"ShiftByRegister", 0x1ac02000, 0x801f0fff},
    {"OneSource", 0x5ac00000, 0x80001fff},
    {"Multiply", 0x1b000000, 0x80ffffff},
    {"BranchIfCondition", 0x54000000, 0x0001ffef},
    {"BranchBack", 0x54fe0000, 0x0001ffef},
    {"CompareAndBranch", 0x34000000, 0x8101ffff},
    {"TestAndBranch", 0x36000000, 0x81f9ffff},
    {"BranchAndLink", 0x14000000, 0x80000fff},
    // A quarter of the barriers' options are reserved.
    {"Barrier", 0xd50330bf, 0x00000f00, Memory::kNone, false, 300},
    {"ReadThreadPointer", 0xd53bd040, 0x0000001f},
    {"WriteThreadPointer", 0xd51bd040, 0x0000001f},

    // Half of the prefetches' hints are reserved.
    {"AccessAtOffset", 0x39000000, 0xc0ffffff, Memory::kBase, false, 50},
    {"AccessUnscaled", 0x38000000, 0xc0dff3ff, Memory::kBase, false, 50},
    {"AccessPostIndexed", 0x38000400, 0xc0dff3ff, Memory::kBase, false, 60},
    {"AccessPreIndexed", 0x38000c00, 0xc0dff3ff, Memory::kBase, false, 60},
    {"AccessAtIndex", 0x38200800, 0xc0dff3ff, Memory::kIndex, false, 50},
    {"AccessLiteral", 0x18000000, 0xc001ffff, Memory::kBase, false, 150},
    {"PairAtOffset", 0x29000000, 0xc07fffff, Memory::kBase, false, 60},
    {"PairPostIndexed", 0x28800000, 0xc07fffff, Memory::kBase, false, 120},
    {"PairPreIndexed", 0x29800000, 0xc07fffff, Memory::kBase, false, 120},
    {"PairNonTemporal", 0x28000000, 0xc07fffff, Memory::kBase, false, 60},
    {"LoadAcquire", 0x08dffc00, 0xc00003ff, Memory::kBase},
    {"StoreRelease", 0x089ffc00, 0xc00003ff, Memory::kBase},
    {"LoadAcquirePc", 0x38bfc000, 0xc00003ff, Memory::kBase},
    {"OrderedUnscaled", 0x19000000, 0xc0dff3ff, Memory::kBase},
    {"LoadExclusive", 0x085f7c00, 0xc00083ff, Memory::kBase},
    {"LoadExclusivePair", 0x887f0000, 0x4000ffff, Memory::kBase, false, 60},
    {"StoreExclusive", 0x08007c00, 0xc01f83ff, Memory::kExclusive, false, 90},
    {"StoreExclusivePair", 0x88200000, 0x401fffff, Memory::kExclusive, false,
     120},
    {"AtomicUpdate", 0x38200000, 0xc0df33ff, Memory::kBase},
    {"AtomicUnsignedExtreme", 0x38206000, 0xc0df13ff, Memory::kBase},
    // The emulator compares narrower ones without their sign; those stand in
    // aarch64_lower_test.
    {"AtomicSignedExtreme", 0xf8204000, 0x00df13ff, Memory::kBase},
    {"Swap", 0x38208000, 0xc0df03ff, Memory::kBase},
    {"CompareAndSwap", 0x08a07c00, 0xc05f83ff, Memory::kCompare},
    {"CompareAndSwapPair", 0x08207c00, 0x405f83ff, Memory::kCompare},

    {"VectorAtOffset", 0x3d000000, 0xc0ffffff, Memory::kBase, kVectors},
    {"VectorUnscaled", 0x3c000000, 0xc0dff3ff, Memory::kBase, kVectors},
    {"VectorPostIndexed", 0x3c000400, 0xc0dff3ff, Memory::kBase, kVectors},
    {"VectorPreIndexed", 0x3c000c00, 0xc0dff3ff, Memory::kBase, kVectors},
    {"VectorAtIndex", 0x3c200800, 0xc0dff3ff, Memory::kIndex, kVectors},
    {"VectorLiteral", 0x1c000000, 0xc001ffff, Memory::kBase, kVectors},
    {"VectorPair", 0x2d000000, 0xc07fffff, Memory::kBase, kVectors, 60},
    {"VectorPairPost", 0x2c800000, 0xc07fffff, Memory::kBase, kVectors, 60},
    {"VectorPairPre", 0x2d800000, 0xc07fffff, Memory::kBase, kVectors, 60},
    {"DoubleToGeneral", 0x9e660000, 0x000103ff, Memory::kNone, kVectors},
    {"SingleToGeneral", 0x1e260000, 0x000103ff, Memory::kNone, kVectors},
    {"MoveScalar", 0x1e204000, 0x004003ff, Memory::kNone, kVectors},
    {"InsertGeneral", 0x4e001c00, 0x001f03ff, Memory::kNone, kVectors},
    {"InsertElement", 0x6e000400, 0x001f7bff, Memory::kNone, kVectors},
    {"MoveToGeneral", 0x0e003c00, 0x401f03ff, Memory::kNone, kVectors},
    {"DuplicateGeneral", 0x0e000c00, 0x401f03ff, Memory::kNone, kVectors},
    {"DuplicateElement", 0x0e000400, 0x401f03ff, Memory::kNone, kVectors},
    {"MoveElement", 0x5e000400, 0x001f03ff, Memory::kNone, kVectors},
    {"VectorLogic", 0x0e201c00, 0x40df03ff, Memory::kNone, kVectors},
    {"VectorExclusiveOr", 0x2e201c00, 0x401f03ff, Memory::kNone, kVectors},
    {"VectorAdd", 0x4ee08400, 0x201f03ff, Memory::kNone, kVectors},
    {"VectorZero", 0x4f000400, 0x0000001f, Memory::kNone, kVectors},
    {"VectorZeroDoubles", 0x6f00e400, 0x0000001f, Memory::kNone, kVectors},
};

}  // namespace

absl::Span<const EncodingClass> EncodingClasses() { return kClasses; }

}  // namespace atomics_lab::isa
