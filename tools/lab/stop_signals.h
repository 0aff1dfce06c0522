// Long work that a person may cut short, and still see what it came to.
#ifndef ATOMICS_LAB_TOOLS_LAB_STOP_SIGNALS_H_
#define ATOMICS_LAB_TOOLS_LAB_STOP_SIGNALS_H_

namespace atomics_lab::lab {

// As shells say that a signal ended a command: 128 + SIGINT.
inline constexpr int kInterrupted = 130;

// From now on the first SIGINT or SIGTERM only sets what StopRequested says;
// the second ends the process as usual.
void CatchStopSignals();
bool StopRequested();

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_STOP_SIGNALS_H_
