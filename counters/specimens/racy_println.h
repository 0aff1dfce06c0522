// The split increment with a system call in the middle.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_RACY_PRINTLN_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_RACY_PRINTLN_H_

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <charconv>
#include <cstdint>
#include <limits>
#include <string_view>

#include "counters/counter.h"

namespace atomics_lab {

// RacySplit, except that it prints the incremented value before it stores it.
// The algorithm is no more and no less wrong than without the print: the same
// schedules exist and the same final values can come out. What changes is how
// often the bad ones are met. Load and store used to be nanoseconds apart; now
// a write(2) lies between them, which takes microseconds, may block, and is a
// place where the kernel may run the other thread.
//
// The lesson is not that printing is dangerous, but that the program was
// broken before the print and nobody had seen it.
//
// Progress: blocking. A write to a pipe waits for its reader, and writes to one
// file wait for each other in the kernel.
//
// What the hardware does:
//   x86-64   `mov`, a call that ends in `syscall`, `mov`.
//   AArch64  `ldr`, a call that ends in `svc #0`, `str`.
class RacyPrintln {
 public:
  using Value = std::uint64_t;

  static constexpr Claims kClaims{.lossless = false,
                                  .progress = Progress::kBlocking,
                                  .ordering = Ordering::kRelaxed,
                                  .width_bits = 64,
                                  .reads = Reads::kLinearizable};
  static constexpr std::string_view kSummary =
      "split increment that prints before it stores; a wide race window";

  // Prints to /dev/null: the system call stays, the output does not.
  RacyPrintln() : RacyPrintln(DevNull()) {}

  // Prints to `descriptor`.
  // Requires: `descriptor` stays open as long as Add is called.
  explicit RacyPrintln(int descriptor) : descriptor_(descriptor) {}

  // Guarantees: as RacySplit::Add, and the value that will be stored is
  // written to the descriptor, in decimal with a newline, by one write(2).
  // Errors: a write that fails or is cut short is ignored. It is there for the
  // time it takes.
  // Memory ordering: relaxed. The system call is no fence of the C++ memory
  // model, whatever a particular kernel's entry path happens to do.
  //
  // ASM Add *: load…call RacyPrintln::PrintLine…store; never atomic, fence
  //     exactly 1 call; no loop
  void Add(Value delta) {
    // Relaxed: no order on this load could hold other threads back until the
    // store.
    const Value value = value_.load(std::memory_order_relaxed) + delta;
    PrintLine(descriptor_, value);
    // Relaxed: for the same reason.
    value_.store(value, std::memory_order_relaxed);
  }

  // Guarantees: returns a value that some Add stored, or 0 before the first.
  // Memory ordering: relaxed.
  //
  // ASM Read *: only load; exactly 1 load; never acquire
  Value Read() const {
    // Relaxed: the caller learns nothing from it about other variables.
    return value_.load(std::memory_order_relaxed);
  }

 private:
  // Opened once and never closed: counters may be made and used until the
  // process ends.
  static int DevNull() {
    static const int descriptor = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    return descriptor;
  }

  // Not inlined, so that a listing of Add shows load, call, store.
  [[gnu::noinline]] static void PrintLine(int descriptor, Value value) {
    std::array<char, std::numeric_limits<Value>::digits10 + 2> line;
    char* end =
        std::to_chars(line.data(), line.data() + line.size() - 1, value).ptr;
    *end++ = '\n';
    [[maybe_unused]] const ssize_t written = ::write(
        descriptor, line.data(), static_cast<size_t>(end - line.data()));
  }

  std::atomic<Value> value_{0};
  int descriptor_;
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_RACY_PRINTLN_H_
