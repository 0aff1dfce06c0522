// A program that does nothing: what counts is that every thread's function is
// in it, compiled and linked as anything else would be.
#include <atomic>

#include "tests/litmus/shapes.h"

namespace atomics_lab::shapes {

extern "C" {
std::atomic<unsigned> litmus_x = 0;
std::atomic<unsigned> litmus_y = 0;
std::atomic<unsigned> litmus_turn = 0;
unsigned litmus_data = 0;
}

template struct Threads<Relaxed>;
template struct Threads<ReleaseRelaxed>;
template struct Threads<RelaxedAcquire>;
template struct Threads<ReleaseAcquire>;
template struct Threads<AcqRel>;
template struct Threads<SeqCst>;
template struct Threads<FenceReleaseAcquire>;
template struct Threads<FenceSeqCst>;

}  // namespace atomics_lab::shapes

int main() { return 0; }
