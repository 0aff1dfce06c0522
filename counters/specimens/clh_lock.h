// A plain integer behind a queue whose nodes change hands.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_CLH_LOCK_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_CLH_LOCK_H_

#include <atomic>
#include <cstdint>
#include <string_view>
#include <utility>

#include "counters/cache_line.h"
#include "counters/counter.h"
#include "counters/patience.h"

namespace atomics_lab {

// The lock of Craig ("Building FIFO and Priority-Queuing Spin Locks from Atomic
// Swap", 1993) and of Landin & Hagersten (Magnusson et al., "Queue Locks on
// Cache Coherent Multiprocessors", 1994). A node is one flag: its thread is
// inside or wants to be. To enter, a thread raises the flag of its node, swaps
// the node in as the end of the queue, and waits for the flag of the node that
// it got out, its predecessor's. To leave, it lowers its own.
//
// There are no links, so unlock is one store and needs nobody to hurry
// (compare McsLock). The price: the node is still watched after unlock, by the
// thread behind. So the thread leaves it there and takes its predecessor's for
// the next time, which nobody else knows any more: the predecessor has lowered
// its flag as its last access, and only this thread was watching it. Nodes
// wander from thread to thread and from counter to counter; each thread has one
// in reserve, each counter one at the end of its queue, and none is ever shared
// by two queues.
//
// Each thread polls a cache line that one other thread writes, once. The line
// is far away if memory is (McsLock's is always near).
//
// What the hardware does: a thread-local load, which finds the thread's node,
// and
//   x86-64   lock: a store, `xchg` of a pointer, and loads. Unlock: `mov`.
//   AArch64  lock: `strb`; `ldaxr`/`stlxr` loop, `swpal` or
//            `__aarch64_swp8_acq_rel`; then `ldarb`. Unlock: `stlrb`.
//
// A thread waits for those who queued before, and for nobody else. Its first
// turn allocates.
//
// ASM Add x86_64: store…xchg…load…read-modify-write…store; exactly 1 atomic
//     never fence; call MakeSpare
//     aarch64: strb…ldaxr…stlxr…ldarb…ldr…str…stlrb; never dmb
//     aarch64_lse: strb…swpal…ldarb…ldr…str…stlrb; never ldxr, dmb
//     aarch64_outline: strb…call __aarch64_swp8_acq_rel…ldarb…ldr…str…stlrb
//         never dmb
// ASM Read x86_64: store…xchg…load…load…store; exactly 1 atomic
//     aarch64: strb…ldaxr…stlxr…ldarb…ldr…stlrb
//     aarch64_lse: strb…swpal…ldarb…ldr…stlrb
//     aarch64_outline: strb…call __aarch64_swp8_acq_rel…ldarb…ldr…stlrb
template <typename Waiting = Patience>
class ClhLock {
  // Padded: neighbours on the heap are polled by other threads.
  struct alignas(kCacheLine) Node {
    std::atomic<bool> taken{false};
  };

 public:
  static constexpr Fairness kFairness = Fairness::kFifo;
  static constexpr std::string_view kSummary =
      "plain integer behind a CLH queue lock; each waits for the one before";

  ClhLock() : tail_(new Node) {}
  // Requires: every turn has ended before.
  // Relaxed: nothing is left to order.
  ~ClhLock() { delete tail_.load(std::memory_order_relaxed); }
  ClhLock(const ClhLock&) = delete;
  ClhLock& operator=(const ClhLock&) = delete;

  // Being the owner, from construction to destruction.
  // Requires: a thread has one turn at a time, for it has one node.
  class Turn {
   public:
    explicit Turn(ClhLock& lock) : mine_(Spare()) {
      // Relaxed: the exchange publishes it.
      mine_->taken.store(true, std::memory_order_relaxed);
      // Release: whoever finds this node sees its flag raised. Acquire: this
      // thread sees the flag of the node it finds raised.
      before_ = lock.tail_.exchange(mine_, std::memory_order_acq_rel);
      Waiting patience;
      // Acquire: sees all that the owner before wrote.
      while (before_->taken.load(std::memory_order_acquire)) patience.Wait();
    }

    ~Turn() {
      spare_ = before_;
      // Release: what was written inside is visible to the thread behind. The
      // last access to this node; from here on it is that thread's.
      mine_->taken.store(false, std::memory_order_release);
    }

    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    Node* mine_;
    Node* before_;
  };

 private:
  static Node* Spare() { return spare_ != nullptr ? spare_ : MakeSpare(); }

  // Once per thread, so kept out of the path of every call. (Once more, and
  // then never deleted, if a thread adds while its thread_local objects go
  // away.)
  [[gnu::noinline, gnu::cold]] static Node* MakeSpare() {
    struct Keeper {
      ~Keeper() { delete std::exchange(spare_, nullptr); }
    };
    [[maybe_unused]] thread_local const Keeper keeper;
    spare_ = new Node;
    return spare_;
  }

  // The node in reserve. A bare pointer, because a thread-local object with a
  // destructor has a check for its first use before every use; MakeSpare's
  // keeper deletes it when the thread ends.
  static inline constinit thread_local Node* spare_ = nullptr;

  std::atomic<Node*> tail_;
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_CLH_LOCK_H_
