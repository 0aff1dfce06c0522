// Source: Intel SDM vol. 2 (325383), appendix A, opcode maps.
#include "tools/isa/x86_64_encodings.h"

#include "absl/types/span.h"

namespace atomics_lab::isa {
namespace {

using Preparation = X86EncodingClass::Preparation;
constexpr auto kNone = Preparation::kNone;
constexpr auto kStack = Preparation::kStack;
constexpr auto kCompare = Preparation::kCompare;
constexpr auto kDivide = Preparation::kDivide;
constexpr auto kBitString = Preparation::kBitString;
constexpr bool kVectors = true;

constexpr X86EncodingClass kClasses[] = {
    {"Arithmetic", "w 01|3a /r"},
    {"ArithmeticOfBytes", "00|3a /r; 04|38 ib"},
    {"ArithmeticWithImmediate", "80 /r ib; w 81 /r iz; w 83 /r ib; w 05|38 iz"},
    {"LockedArithmetic",
     "lock w 01|18 /r:m; lock w 21|08 /r:m; lock w 31 /r:m; lock 00|18 /r:m;"
     "lock 20|08 /r:m; lock 30 /r:m; lock 80 /0|3:m ib; lock w 81 /4|1:m iz;"
     "lock w 83 /6:m ib; lock w 83 /0|3:m ib"},
    {"OneOperand", "fe /0|1; w ff /0|1; f6 /2|1; w f7 /2|1"},
    {"LockedOneOperand",
     "lock fe /0|1:m; lock w ff /0|1:m; lock f6 /2|1:m; lock w f7 /2|1:m"},
    {"Test", "84 /r; w 85 /r; f6 /0 ib; w f7 /0 iz; a8 ib; w a9 iz"},

    {"Move", "88|02 /r; w 89|02 /r; c6 /0 ib; w c7 /0 iz"},
    {"MoveImmediate", "b0|07 ib; w b8|07 io"},
    {"MoveAtAddress", "a0|02 moffs; w a1|02 moffs"},
    {"MoveExtended", "w 0f b6|08 /r; w 0f b7|08 /r; v 63 /r"},
    {"MoveIf", "w 0f 40|0f /r"},
    {"SetByte", "0f 90|0f /0"},
    // Of an address with a segment it is refused.
    {"LoadAddress", "w 8d /r:m", kNone, false, 150},
    {"Widen", "w 98|01"},
    {"Push", "50|07; ff /6; 6a ib; 68 id", kStack},
    {"Pop", "58|07; 8f /0; c9", kStack},

    {"Exchange", "86 /r; w 87 /r; w 90|07; lock w 87 /r:m; lock 86 /r:m"},
    {"ExchangeAndAdd",
     "0f c0 /r; w 0f c1 /r; lock 0f c0 /r:m; lock w 0f c1 /r:m"},
    {"CompareAndExchange",
     "0f b0 /r; w 0f b1 /r; lock 0f b0 /r:m; lock w 0f b1 /r:m", kCompare},
    {"CompareAndExchangePair",
     "0f c7 /1:m; q 0f c7 /1:m; lock 0f c7 /1:m; lock q 0f c7 /1:m", kCompare},

    {"ShiftByOne", "d0 /4|1; w d1 /4|1; d0 /7; w d1 /7; d0 /0|1; w d1 /0|1"},
    {"ShiftByRegister", "d2 /4|1; w d3 /4|1; d2 /7; w d3 /7"},
    {"ShiftByImmediate", "c0 /4|1 ib; w c1 /4|1 ib; c0 /7 ib; w c1 /7 ib"},
    {"ShiftAlias", "c0 /6 ib; w c1 /6 ib; w d1 /6; w d3 /6"},
    {"Rotate", "d2 /0|1; w d3 /0|1; c0 /0|1 ib; w c1 /0|1 ib"},
    {"ShiftTwo", "v 0f a4 /r ib; v 0f ac /r ib; v 0f a5 /r; v 0f ad /r"},
    {"Multiply", "f6 /4|1; w f7 /4|1; w 0f af /r; w 6b /r ib; w 69 /r iz"},
    {"Divide", "f6 /6|1; w f7 /6|1", kDivide},
    {"DivideTwoWords", "q f7 /6|1", kDivide},

    {"BitOfRegister", "w 0f a3|18 /r:r; w 0f ba /4|3 ib"},
    {"BitOfMemory", "w 0f a3|18 /r:m; lock w 0f b3|08 /r:m; lock w 0f ab /r:m",
     kBitString},
    {"LockedBit", "lock w 0f ba /6|1:m ib; lock w 0f ba /5:m ib"},
    {"SwapBytes", "v 0f c8|07"},
    {"FindBit", "w 0f bc|01 /r"},
    {"CountBits", "pf3 w 0f bc|01 /r; pf3 w 0f b8 /r"},

    {"Branch", "70|0f rel8; 0f 80|0f rel32; eb rel8; e9 rel32"},
    {"CallAndReturn", "e8 rel32; c3", kStack},
    {"Nothing",
     "0f ae e8; 0f ae f0; 0f ae f8; 90; w 0f 1f /0; pf3 90; pf3 0f 1e fa;"
     "w 0f 1f /r"},

    {"MoveVector",
     "pf3 0f 6f|10 /r; p66 0f 6f|10 /r; 0f 28|01 /r; 0f 10|01 /r;"
     "p66 0f 28|01 /r; p66 0f 10|01 /r",
     kNone, kVectors},
    {"MoveLow",
     "p66 q 0f 6e|10 /r; pf3 0f 7e /r; p66 0f d6 /r; p66 0f 6e|10 /r;"
     "pf2 0f 10|01 /r; pf3 0f 10|01 /r",
     kNone, kVectors},
    {"MoveHalf",
     "0f 12|04 /r; 0f 13|04 /r:m; p66 0f 12|05 /r:m; p66 q 0f 3a 22 /r ib;"
     "p66 q 0f 3a 16 /r ib",
     kNone, kVectors},
    {"Unpack",
     "p66 0f 6c|01 /r; p66 0f 14|01 /r; p66 0f 70 /r ib;"
     "p66 0f 73 /3:r ib",
     kNone, kVectors},
    {"VectorLogic",
     "0f 54|03 /r; p66 0f 54|03 /r; p66 0f db|04 /r; p66 0f eb|04 /r;"
     "p66 0f d4 /r; p66 0f fb /r",
     kNone, kVectors},
};

}  // namespace

absl::Span<const X86EncodingClass> X86EncodingClasses() { return kClasses; }

}  // namespace atomics_lab::isa
