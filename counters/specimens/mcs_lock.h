// A plain integer behind a queue of waiting threads.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_MCS_LOCK_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_MCS_LOCK_H_

#include <atomic>
#include <cstdint>
#include <string_view>

#include "counters/counter.h"
#include "counters/patience.h"

namespace atomics_lab {

// The lock of Mellor-Crummey & Scott ("Algorithms for Scalable Synchronization
// on Shared-Memory Multiprocessors", 1991). The lock is one pointer: to the end
// of a queue of threads, null if the lock is free. Each thread brings a node,
// on its own stack, and waits for a flag in it:
//
//   tail ─────────────────────────────┐
//   [owner | next]──►[waiting | next]──►[waiting | null]
//
// Nobody polls what another polls. An unlock writes one flag, which one core is
// waiting for, and moves one cache line, however many wait. Turns go in the
// order of the exchanges on the tail.
//
// The delicate part is leaving. A thread that sees nobody behind it swaps the
// tail from itself back to null. If that fails, somebody has got into the
// queue, but perhaps has not yet written the link; so the owner waits for the
// link, a few instructions of the other thread away. (Hence no part of this
// lock is wait-free, not even unlock.)
//
// The node may live on the stack because nobody touches it after unlock
// returns: the thread behind writes its link once, and unlock has seen that
// write, or has proved by the swap that there is no such thread.
//
// What the hardware does, uncontended:
//   x86-64   lock: `xchg` of a pointer. Unlock: a load, then `lock cmpxchg`.
//   AArch64  lock: `ldaxr`/`stlxr` loop, `swpal` or `__aarch64_swp8_acq_rel`.
//            Unlock: `ldar`, then `ldxr`/`stlxr` loop, `casl` or
//            `__aarch64_cas8_rel`.
// Contended, the handover is one plain store on x86-64 and one `stlrb` on
// AArch64.
//
// A thread waits for those who queued before, and for nobody else.
//
// ASM Add x86_64: xchg…read-modify-write…lock cmpxchg; exactly 1 xchg
//     exactly 1 lock; never fence
//     aarch64: ldaxr…stlxr…ldr…str…ldar…ldxr…stlxr; never dmb
//     aarch64_lse: swpal…ldr…str…ldar…casl; never ldxr, dmb
//     aarch64_outline: call __aarch64_swp8_acq_rel…ldr…str…ldar…
//         call __aarch64_cas8_rel; never dmb
//     aarch64*: stlrb
// ASM Read x86_64: xchg…load…lock cmpxchg; exactly 1 lock
//     aarch64: ldaxr…stlxr…ldr…ldar…ldxr…stlxr
//     aarch64_lse: swpal…ldr…ldar…casl
//     aarch64_outline: call __aarch64_swp8_acq_rel…ldr…
//         call __aarch64_cas8_rel
template <typename Waiting = Patience>
class McsLock {
  // Without padding: it shares a line with its own thread's stack only, and
  // others write to it twice at most. An aligned node would make every Add
  // align its stack.
  struct Node {
    std::atomic<Node*> next{nullptr};
    std::atomic<bool> waiting{true};
  };

 public:
  static constexpr Fairness kFairness = Fairness::kFifo;
  static constexpr std::string_view kSummary =
      "plain integer behind an MCS queue lock; each waits for a flag of its "
      "own";

  // Being the owner, from construction to destruction; the node is part of it.
  class Turn {
   public:
    explicit Turn(McsLock& lock) : tail_(lock.tail_) {
      // Acquire: if the queue is empty, sees all that the last owner wrote
      // before its swap. Release: whoever finds this node sees it initialized.
      Node* const before = tail_.exchange(&mine_, std::memory_order_acq_rel);
      if (before != nullptr) WaitBehind(*before);
    }

    ~Turn() {
      Node* const after = After();
      if (after == nullptr) return;
      // Release: what was written inside is visible to the thread behind.
      after->waiting.store(false, std::memory_order_release);
    }

    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    void WaitBehind(Node& before) {
      // Release: the thread before will write to this node, and must not do so
      // before it is initialized.
      before.next.store(&mine_, std::memory_order_release);
      Waiting patience;
      // Acquire: sees all that the owner before wrote.
      while (mine_.waiting.load(std::memory_order_acquire)) patience.Wait();
    }

    // The node behind, or null if the queue has been left empty.
    Node* After() {
      // Acquire: as in AwaitLink.
      Node* const after = mine_.next.load(std::memory_order_acquire);
      if (after != nullptr) return after;
      Node* last = &mine_;
      // Release: what was written inside is visible to whoever finds the queue
      // empty. Relaxed on failure: the link is awaited with an order of its
      // own. Strong: a spurious failure would wait for a thread that is not
      // there.
      if (tail_.compare_exchange_strong(last, nullptr,
                                        std::memory_order_release,
                                        std::memory_order_relaxed)) {
        return nullptr;
      }
      return AwaitLink();
    }

    // Rarely needed, so kept out of the path of every call.
    [[gnu::noinline, gnu::cold]] Node* AwaitLink() {
      Waiting patience;
      for (;;) {
        // Acquire: the node behind is initialized before this thread writes
        // to it.
        Node* const after = mine_.next.load(std::memory_order_acquire);
        if (after != nullptr) return after;
        patience.Wait();
      }
    }

    std::atomic<Node*>& tail_;
    Node mine_;
  };

 private:
  std::atomic<Node*> tail_{nullptr};
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_MCS_LOCK_H_
