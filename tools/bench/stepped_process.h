// A process that is run instruction by instruction.
#ifndef ATOMICS_LAB_TOOLS_BENCH_STEPPED_PROCESS_H_
#define ATOMICS_LAB_TOOLS_BENCH_STEPPED_PROCESS_H_

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <optional>

namespace atomics_lab::bench {

class SteppedProcess {
 public:
  // Forks; the child waits, and then does `work` in steps. Signals other than
  // those that cannot be blocked do not reach it.
  // Requires: no other thread of this process runs.
  explicit SteppedProcess(const std::function<void()>& work);
  // Kills the child and waits for its end. It is killed too if this process is.
  ~SteppedProcess();
  SteppedProcess(const SteppedProcess&) = delete;
  SteppedProcess& operator=(const SteppedProcess&) = delete;

  // Whether the system permits it.
  bool started() const { return stopped_; }

  // Runs to the next call of the function whose code begins at `code`, and
  // counts the instructions from its first to its return, both included.
  // Nothing if it takes more than `most` instructions to get there or back, or
  // if the child ends before.
  // Requires: started().
  std::optional<std::uint64_t> CountCall(const void* code, std::uint64_t most);

 private:
  bool WaitForStop();  // false if it ended
  bool Step();         // likewise

  pid_t child_;
  bool stopped_ = false;
};

// Whether this machine is one on which calls can be counted.
bool CanStep();

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_STEPPED_PROCESS_H_
