// Every thread's function, compiled as anything else would be.
#include "tests/litmus/shapes.h"

namespace atomics_lab::shapes {

template struct Threads<Relaxed>;
template struct Threads<ReleaseRelaxed>;
template struct Threads<RelaxedAcquire>;
template struct Threads<ReleaseAcquire>;
template struct Threads<AcqRel>;
template struct Threads<SeqCst>;
template struct Threads<FenceReleaseAcquire>;
template struct Threads<FenceSeqCst>;

}  // namespace atomics_lab::shapes
