// What the threads share, and a program that does nothing: what counts is that
// the threads' functions are linked into it. The variables are apart from the
// functions, so that code of two compilers can share them.
#include <atomic>

#include "tests/litmus/shapes.h"

namespace atomics_lab::shapes {

extern "C" {
std::atomic<unsigned> litmus_x = 0;
std::atomic<unsigned> litmus_y = 0;
std::atomic<unsigned> litmus_turn = 0;
unsigned litmus_data = 0;
}

}  // namespace atomics_lab::shapes

int main() { return 0; }
