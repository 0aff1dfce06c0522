// Functions of every shape that building a program has to follow or refuse.
#ifndef ATOMICS_LAB_TOOLS_PROGRAM_SHAPES_H_
#define ATOMICS_LAB_TOOLS_PROGRAM_SHAPES_H_

#include <cstdint>

using Word = std::uint64_t;

extern "C" {
Word ShapeCallee(Word value);      // value + 3
Word ShapeCallsTwice(Word value);  // value + 6
Word ShapeTailCall(Word value);    // value + 4
Word ShapeRecursive(Word value);   //
Word ShapeColdCall(Word value);    // value + 1, unless it is 7
Word ShapeThroughRegister(Word (*f)(Word), Word value);
Word ShapeThreadLocal(Word value);  // value + 5
Word ShapeGlobal(Word value);       // value + 11
Word ShapeLoop(Word value);         // what is below value, summed
Word ShapeSystemCall(Word value);   // asks for the thread's id
Word ShapeYields(Word value);       // value + 4
Word ShapeYieldsLast(Word value);   // 0, by a tail call
Word ShapeYieldsBelow(Word value);  // value, calls ShapeYieldsLast
}

#endif  // ATOMICS_LAB_TOOLS_PROGRAM_SHAPES_H_
