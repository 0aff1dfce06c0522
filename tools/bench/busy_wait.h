// Waits that keep a CPU busy and touch no memory that others use.
#ifndef ATOMICS_LAB_TOOLS_BENCH_BUSY_WAIT_H_
#define ATOMICS_LAB_TOOLS_BENCH_BUSY_WAIT_H_

#include <chrono>
#include <cstdint>

namespace atomics_lab::bench {

// Counts to `steps` in a register. Orders nothing and reads no clock. The same
// code wherever it is called, so that a calibration holds for all of it.
void Spin(std::uint64_t steps);

// How long a step of Spin takes.
struct SpinRate {
  double step_ns = 0;  // the median of several calibrations
  double percent = 0;  // the range of their middle half, of the median

  // At least one.
  std::uint64_t StepsIn(std::chrono::nanoseconds time) const;
};

// Calibrates at the first call, which takes about 10 ms; the same for the whole
// process. What changes the CPU's frequency later, or interrupts a wait, is not
// in it.
const SpinRate& CalibratedSpin();

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_BUSY_WAIT_H_
