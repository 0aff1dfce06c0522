// A counter in pieces, one per processor, added to without atomic instructions.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_PER_CPU_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_PER_CPU_H_

#include <sys/rseq.h>

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "counters/cache_line.h"
#include "counters/counter.h"
#include "counters/thread_index.h"

namespace atomics_lab {

// A piece of the count, on a line of its own.
struct alignas(kCacheLine) CpuSlot {
  std::atomic<std::uint64_t> value{0};
};

// CPUs beyond these have no slot.
inline constexpr std::size_t kMaxCpus = 256;

// Adds `delta` to the slot of the CPU that `area` names, as a restartable
// sequence: if the kernel takes the thread off its CPU, moves it or delivers a
// signal between the first instruction of the sequence and the last, it sends
// the thread to the abort handler, which starts over. The last instruction is a
// single store: the commit. So either nothing was stored, or all is done.
//
// How the kernel knows (linux/rseq.h; rseq(2)): `area.rseq_cs` points to a
// descriptor that holds the sequence's first address, its length and the abort
// handler's address; the four bytes before the handler must be RSEQ_SIG, so
// that nobody can be sent to an arbitrary address. The pointer may stay when
// the sequence has ended: the kernel clears it when it next looks and the
// thread is elsewhere.
//
// Requires: `slots` has kMaxCpus elements; `area` is the calling thread's
// registered area, or one that nobody else writes: nothing here needs the
// kernel, so a test may make one up.
// Guarantees: true if it added; false, with nothing changed, if the CPU has no
// slot or rseq is not registered (its number is then above all CPUs').
// Memory ordering: relaxed. Threads of one CPU see each other's stores because
// the kernel orders a CPU's, and a moving thread's, accesses.
//
// The CPU's number is read inside the sequence, so it is still right at the
// commit. Descriptor and handler go into the function's own section group
// ("?"): the linker drops them with the copies of the function it drops.
#if defined(__x86_64__)
inline bool AddOnThisCpu(struct rseq& area, CpuSlot* slots,
                         std::uint64_t delta) {
  // The handler's signature is dressed up as the displacement of an undefined
  // instruction (ud1), which keeps disassemblers in step.
  asm goto(
      ".pushsection __rseq_cs, \"aw?\"\n"
      ".balign 32\n"
      "1: .long 0, 0\n"  // version, flags
      ".quad 3f, 4f - 3f, 5f\n"
      ".popsection\n"
      ".pushsection __rseq_failure, \"ax?\"\n"
      ".byte 0x0f, 0xb9, 0x3d\n"
      ".long %c[signature]\n"
      "5: jmp 2f\n"
      ".popsection\n"
      "2: leaq 1b(%%rip), %%rax\n"
      "movq %%rax, %c[rseq_cs](%[area])\n"
      "3: movl %c[cpu_id](%[area]), %%eax\n"
      "cmpl %[cpus], %%eax\n"
      "jae %l[no_slot]\n"
      "shlq %[shift], %%rax\n"
      "addq %[delta], (%[slots], %%rax)\n"
      "4:\n"
      :
      : [area] "r"(&area), [slots] "r"(slots), [delta] "r"(delta),
        [rseq_cs] "i"(offsetof(struct rseq, rseq_cs)),
        [cpu_id] "i"(offsetof(struct rseq, cpu_id)), [cpus] "i"(kMaxCpus),
        [shift] "i"(std::countr_zero(sizeof(CpuSlot))),
        [signature] "i"(RSEQ_SIG)
      : "memory", "cc", "rax"
      : no_slot);
  return true;
no_slot:
  return false;
}
#elif defined(__aarch64__)
inline bool AddOnThisCpu(struct rseq& area, CpuSlot* slots,
                         std::uint64_t delta) {
  // RSEQ_SIG is the code of a `brk`.
  asm goto(
      ".pushsection __rseq_cs, \"aw?\"\n"
      ".balign 32\n"
      "1: .long 0, 0\n"  // version, flags
      ".quad 3f, 4f - 3f, 5f\n"
      ".popsection\n"
      ".pushsection __rseq_failure, \"ax?\"\n"
      ".balign 4\n"
      ".long %c[signature]\n"
      "5: b 2f\n"
      ".popsection\n"
      "2: adrp x9, 1b\n"
      "add x9, x9, :lo12:1b\n"
      "str x9, [%[area], %[rseq_cs]]\n"
      "3: ldr w9, [%[area], %[cpu_id]]\n"
      "cmp w9, %[cpus]\n"
      "b.hs %l[no_slot]\n"
      "lsl x9, x9, %[shift]\n"
      "ldr x10, [%[slots], x9]\n"
      "add x10, x10, %[delta]\n"
      "str x10, [%[slots], x9]\n"
      "4:\n"
      :
      : [area] "r"(&area), [slots] "r"(slots), [delta] "r"(delta),
        [rseq_cs] "i"(offsetof(struct rseq, rseq_cs)),
        [cpu_id] "i"(offsetof(struct rseq, cpu_id)), [cpus] "i"(kMaxCpus),
        [shift] "i"(std::countr_zero(sizeof(CpuSlot))),
        [signature] "i"(RSEQ_SIG)
      : "memory", "cc", "x9", "x10"
      : no_slot);
  return true;
no_slot:
  return false;
}
#else
#error "PerCpu is written for x86-64 and AArch64; add this architecture's"
#endif

// A slot per CPU. At any moment one thread runs on a CPU, so an ordinary add
// loses nothing if the thread stays there between choosing the slot and
// storing. The kernel guarantees that, or aborts the sequence (AddOnThisCpu).
// The memory grows with the CPUs and not with the threads; tcmalloc keeps its
// caches this way.
//
// Threads on a CPU without a slot, and all threads where rseq is not registered
// (glibc before 2.35, a kernel without it, an emulator, the tunable
// glibc.pthread.rseq=0), add atomically to one of some spare slots, as Sharded
// does. The spare slots are not those of the CPUs: an unlocked add beside it
// can lose even an atomic one.
//
// What the hardware does, where rseq is registered: two of glibc's constants
// are loaded (through the GOT, except by GCC on x86-64), to know that and to
// find the thread's area; then
//   x86-64   a store of the descriptor's address, a load of the CPU's number,
//            and `add [slot], reg` without `lock`: one instruction that an
//            interrupt cannot split, and no other CPU adds here.
//   AArch64  the same with `ldr; add; str`: no exclusive, no LSE instruction.
// Elsewhere: `lock add`, `ldxr`/`stxr` loop, `ldadd`, or the outlined call.
class PerCpu {
 public:
  using Value = std::uint64_t;

  // Lock-free as a load-exclusive loop is: a thread that is taken off the CPU
  // starts over, but somebody else has run instead.
  static constexpr Claims kClaims{.lossless = true,
                                  .progress = Progress::kLockFree,
                                  .ordering = Ordering::kRelaxed,
                                  .width_bits = 64,
                                  .reads = Reads::kBounded};
  static constexpr std::string_view kSummary =
      "one padded slot per CPU, added to in a restartable sequence";

  // Guarantees: one line on what Add does instead where rseq is not
  // registered; empty where it is.
  static std::string_view Note() {
    if (IsRegistered()) return "";
    return "rseq is not registered; Add is an atomic add to a slot of the "
           "thread";
  }

  // Guarantees: the count grows by `delta`, modulo 2^64.
  // Memory ordering: relaxed. Orders nothing but the counter's own accesses.
  //
  // ASM Add x86_64: lea…mov…mov…cmp…jae…shl…add; exactly 1 lock; no loop
  //     exactly 1 call; call Take
  //     aarch64*: adrp…add…str…ldr…cmp…b.hs…lsl…ldr…add…str
  //     aarch64, aarch64_lse: exactly 1 call; call Take
  //     aarch64_lse: ldadd; never ldxr; no loop
  //     aarch64_outline: call __aarch64_ldadd8_relax; exactly 2 call; no loop
  void Add(Value delta) {
    if (!IsRegistered() || !AddOnThisCpu(Area(), cpus_.data(), delta))
        [[unlikely]] {
      AddToSpare(delta);
    }
  }

  // Guarantees: the sum of the slots, each read at some moment of the call.
  // Not linearizable (as Sharded); exact once no Add overlaps it.
  // Memory ordering: relaxed.
  //
  // ASM Read x86_64: load; only load
  //     aarch64*: only ldr
  Value Read() const { return Sum(cpus_) + Sum(spares_); }

 private:
  static constexpr std::size_t kSpares = 16;

  // Sources: sys/rseq.h; the GNU C Library Reference Manual, "Restartable
  // Sequences".
  static bool IsRegistered() { return __rseq_size != 0; }

  static struct rseq& Area() {
    return *reinterpret_cast<struct rseq*>(
        static_cast<char*>(__builtin_thread_pointer()) + __rseq_offset);
  }

  void AddToSpare(Value delta) {
    // Relaxed: the add is atomic under every order, and nobody reads other
    // data on the strength of a count.
    spares_[ThreadIndex() % kSpares].value.fetch_add(delta,
                                                     std::memory_order_relaxed);
  }

  template <std::size_t kSlots>
  static Value Sum(const std::array<CpuSlot, kSlots>& slots) {
    Value sum = 0;
    for (const CpuSlot& slot : slots) {
      // Relaxed: no order makes one moment of many visits.
      sum += slot.value.load(std::memory_order_relaxed);
    }
    return sum;
  }

  std::array<CpuSlot, kMaxCpus> cpus_;
  std::array<CpuSlot, kSpares> spares_;
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_PER_CPU_H_
