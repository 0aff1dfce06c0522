// Aborts of the restartable sequence, forced and not hoped for: with the trap
// flag set, x86-64 raises SIGTRAP after every instruction, and the kernel
// aborts a sequence in which it delivers a signal.
#include <signal.h>
#include <sys/rseq.h>
#include <ucontext.h>

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>

#include "counters/specimens/per_cpu.h"
#include "gtest/gtest.h"

namespace atomics_lab {
namespace {

constexpr std::int64_t kTrapFlag = 0x100;

// What one trap found.
struct Step {
  std::uint64_t address;  // of the next instruction
  std::uint64_t count;    // in the watched slot
};

// What the handler is to do and what it has seen. Written and read by one
// thread only, in and out of its handler.
struct Tracing {
  const CpuSlot* watched = nullptr;
  int aborts_left = 0;  // traps at an abort handler before stepping ends
  int steps_left = 0;   // traps of all kinds before stepping ends
  int aborts = 0;
  std::vector<Step> steps;
};

Tracing* tracing = nullptr;

// The four bytes before an abort handler are the signature.
bool IsAbortHandler(std::uint64_t address) {
  std::uint32_t before = 0;
  std::memcpy(&before, std::bit_cast<const void*>(address - 4), 4);
  return before == RSEQ_SIG;
}

void OnTrap(int, siginfo_t*, void* context) {
  greg_t* const registers =
      static_cast<ucontext_t*>(context)->uc_mcontext.gregs;
  const auto address = static_cast<std::uint64_t>(registers[REG_RIP]);
  if (tracing->watched != nullptr) {
    tracing->steps.push_back({address, tracing->watched->value});
  }
  const bool aborted = IsAbortHandler(address);
  if (aborted) ++tracing->aborts;
  if ((aborted && --tracing->aborts_left == 0) || --tracing->steps_left == 0) {
    registers[REG_EFL] &= ~kTrapFlag;
  }
}

// Handles SIGTRAP by OnTrap while it lives.
class TrapHandler {
 public:
  explicit TrapHandler(Tracing& into) {
    tracing = &into;
    // The handler runs between any two instructions: it must not allocate.
    into.steps.reserve(static_cast<std::size_t>(into.steps_left));
    struct sigaction action = {};
    action.sa_sigaction = OnTrap;
    action.sa_flags = SA_SIGINFO;
    sigaction(SIGTRAP, &action, &former_);
  }
  TrapHandler(const TrapHandler&) = delete;
  TrapHandler& operator=(const TrapHandler&) = delete;
  ~TrapHandler() { sigaction(SIGTRAP, &former_, nullptr); }

 private:
  struct sigaction former_ = {};
};

// From the next instruction on, every one traps. The stack pointer steps over
// the red zone, which is the compiler's.
[[gnu::always_inline]] inline void StartStepping() {
  asm volatile(
      "leaq -128(%%rsp), %%rsp\n"
      "pushfq\n"
      "orq %[flag], (%%rsp)\n"
      "popfq\n"
      "leaq 128(%%rsp), %%rsp\n"
      :
      : [flag] "i"(kTrapFlag)
      : "memory", "cc");
}

// Does nothing if the handler has ended it.
[[gnu::always_inline]] inline void StopStepping() {
  asm volatile(
      "leaq -128(%%rsp), %%rsp\n"
      "pushfq\n"
      "andq %[mask], (%%rsp)\n"
      "popfq\n"
      "leaq 128(%%rsp), %%rsp\n"
      :
      : [mask] "i"(~kTrapFlag)
      : "memory", "cc");
}

// Where rseq is not registered there is no sequence to abort, and an increment
// counts once all the same.
TEST(PerCpuAbortTest, AnAbortedSequenceStartsOverAndCountsOnce) {
  const bool registered = __rseq_size != 0;
  PerCpu counter;
  counter.Add(1);
  for (const int aborts : {1, 2, 7}) {
    Tracing seen{.aborts_left = aborts, .steps_left = 1000};
    const std::uint64_t before = counter.Read();
    {
      const TrapHandler handler(seen);
      StartStepping();
      counter.Add(5);
      StopStepping();
    }
    EXPECT_EQ(seen.aborts, registered ? aborts : 0);
    EXPECT_EQ(counter.Read(), before + 5);
  }
}

// With a made-up area the kernel knows of no sequence and aborts nothing, so
// every instruction of it can be looked at: the count changes with the last.
TEST(PerCpuAbortTest, TheSequenceStoresNothingBeforeItsLastInstruction) {
  std::array<CpuSlot, kMaxCpus> slots;
  struct rseq area = {};
  Tracing seen{
      .watched = &slots[0], .aborts_left = 1, .steps_left = 100, .steps = {}};
  {
    const TrapHandler handler(seen);
    StartStepping();
    AddOnThisCpu(area, slots.data(), 5);
    StopStepping();
  }
  const auto* const sequence =
      std::bit_cast<const struct rseq_cs*>(area.rseq_cs);
  int inside = 0;
  int at_its_end = 0;
  for (const Step& step : seen.steps) {
    const std::uint64_t offset = step.address - sequence->start_ip;
    if (offset < sequence->post_commit_offset) {
      ++inside;
      EXPECT_EQ(step.count, 0u) << offset;
    } else if (offset == sequence->post_commit_offset) {
      ++at_its_end;
      EXPECT_EQ(step.count, 5u);
    }
  }
  EXPECT_EQ(inside, 5);
  EXPECT_EQ(at_its_end, 1);
}

}  // namespace
}  // namespace atomics_lab
