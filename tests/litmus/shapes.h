// Threads whose outcomes tell memory orders apart: the classic litmus tests, as
// functions over global variables.
//
// Each thread returns what it read, as one number: what it read first times 10,
// plus what it read second. Names are those of the literature: Alglave,
// Maranget & Tautschnig, "Herding cats" (2014), table 3. docs/litmus.md draws
// them.
#ifndef ATOMICS_LAB_TESTS_LITMUS_SHAPES_H_
#define ATOMICS_LAB_TESTS_LITMUS_SHAPES_H_

#include <atomic>

namespace atomics_lab::shapes {

// All 0 at the start. Their symbols are what a test observes, hence extern "C".
extern "C" {
extern std::atomic<unsigned> litmus_x;
extern std::atomic<unsigned> litmus_y;
extern std::atomic<unsigned> litmus_turn;
extern unsigned litmus_data;
}

// The memory orders of a test's accesses. A fence whose order is relaxed is
// none (C++20, [atomics.fences]/5).
template <std::memory_order kStoreOrder, std::memory_order kLoadOrder,
          std::memory_order kUpdateOrder = kStoreOrder>
struct Accesses {
  static constexpr std::memory_order kStore = kStoreOrder;
  static constexpr std::memory_order kLoad = kLoadOrder;
  static constexpr std::memory_order kUpdate = kUpdateOrder;
  static constexpr std::memory_order kBeforeStore = std::memory_order_relaxed;
  static constexpr std::memory_order kAfterLoad = std::memory_order_relaxed;
  static constexpr std::memory_order kBetween = std::memory_order_relaxed;
};

// Relaxed accesses with a fence between the two of a thread: between stores,
// between loads, and between one of each.
template <std::memory_order kStores, std::memory_order kLoads,
          std::memory_order kMixed>
struct Fences : Accesses<std::memory_order_relaxed, std::memory_order_relaxed> {
  static constexpr std::memory_order kBeforeStore = kStores;
  static constexpr std::memory_order kAfterLoad = kLoads;
  static constexpr std::memory_order kBetween = kMixed;
};

// The rows of expected.h name these.
struct Relaxed
    : Accesses<std::memory_order_relaxed, std::memory_order_relaxed> {};
struct ReleaseRelaxed
    : Accesses<std::memory_order_release, std::memory_order_relaxed> {};
struct RelaxedAcquire
    : Accesses<std::memory_order_relaxed, std::memory_order_acquire> {};
struct ReleaseAcquire
    : Accesses<std::memory_order_release, std::memory_order_acquire> {};
struct AcqRel : Accesses<std::memory_order_release, std::memory_order_acquire,
                         std::memory_order_acq_rel> {};
struct SeqCst : Accesses<std::memory_order_seq_cst, std::memory_order_seq_cst> {
};
struct FenceReleaseAcquire
    : Fences<std::memory_order_release, std::memory_order_acquire,
             std::memory_order_acq_rel> {};
struct FenceSeqCst
    : Fences<std::memory_order_seq_cst, std::memory_order_seq_cst,
             std::memory_order_seq_cst> {};

// Every thread of every shape. What is relaxed here is so in every row: the
// order of the other access, or a fence, is what is asked about.
template <class Order>
struct Threads {
  static void Write(std::atomic<unsigned>& to, unsigned value) {
    to.store(value, Order::kStore);
  }
  static unsigned Read(const std::atomic<unsigned>& from) {
    return from.load(Order::kLoad);
  }

  // Store buffering.
  struct Sb {
    static unsigned P0() { return WriteThenRead(litmus_x, litmus_y); }
    static unsigned P1() { return WriteThenRead(litmus_y, litmus_x); }
  };

  // Message passing: x is the message, y the flag.
  struct Mp {
    static void P0() {
      litmus_x.store(1, std::memory_order_relaxed);
      std::atomic_thread_fence(Order::kBeforeStore);
      Write(litmus_y, 1);
    }
    static unsigned P1() {
      const unsigned flag = Read(litmus_y);
      std::atomic_thread_fence(Order::kAfterLoad);
      return (10 * flag) + litmus_x.load(std::memory_order_relaxed);
    }
  };

  // Load buffering.
  struct Lb {
    static unsigned P0() { return ReadThenWrite(litmus_x, litmus_y); }
    static unsigned P1() { return ReadThenWrite(litmus_y, litmus_x); }
  };

  // 2+2W.
  struct TwoWrites {
    static void P0() { WriteBoth(litmus_x, litmus_y); }
    static void P1() { WriteBoth(litmus_y, litmus_x); }
  };

  // S: a store before a message that is overwritten by whoever got it.
  struct S {
    static void P0() {
      litmus_x.store(2, std::memory_order_relaxed);
      std::atomic_thread_fence(Order::kBeforeStore);
      Write(litmus_y, 1);
    }
    static unsigned P1() {
      const unsigned flag = Read(litmus_y);
      std::atomic_thread_fence(Order::kBetween);
      litmus_x.store(1, std::memory_order_relaxed);
      return flag;
    }
  };

  // R: two stores against a store and a load.
  struct R {
    static void P0() {
      Write(litmus_x, 1);
      std::atomic_thread_fence(Order::kBeforeStore);
      Write(litmus_y, 1);
    }
    static unsigned P1() {
      Write(litmus_y, 2);
      std::atomic_thread_fence(Order::kBetween);
      return Read(litmus_x);
    }
  };

  // Write-to-read causality.
  struct Wrc {
    static void P0() { Write(litmus_x, 1); }
    static unsigned P1() { return ReadThenWrite(litmus_x, litmus_y); }
    static unsigned P2() { return ReadBoth(litmus_y, litmus_x); }
  };

  // Independent reads of independent writes.
  struct Iriw {
    static void P0() { Write(litmus_x, 1); }
    static void P1() { Write(litmus_y, 1); }
    static unsigned P2() { return ReadBoth(litmus_x, litmus_y); }
    static unsigned P3() { return ReadBoth(litmus_y, litmus_x); }
  };

  // Coherence: two accesses to one place, by what they are.
  struct CoRr {
    static void P0() { Write(litmus_x, 1); }
    static unsigned P1() { return ReadBoth(litmus_x, litmus_x); }
  };
  struct CoWw {
    static void P0() {
      Write(litmus_x, 1);
      Write(litmus_x, 2);
    }
  };
  struct CoRw {
    static unsigned P0() { return ReadThenWrite(litmus_x, litmus_x); }
    static void P1() { Write(litmus_x, 2); }
  };
  struct CoWr {
    static unsigned P0() { return WriteThenRead(litmus_x, litmus_x); }
    static void P1() { Write(litmus_x, 2); }
  };

  // Publication of plain data through a counter (x).
  struct Publication {
    static void P0() {
      litmus_data = 1;
      std::atomic_thread_fence(Order::kBeforeStore);
      litmus_x.fetch_add(1, Order::kUpdate);
    }
    static unsigned P1() {
      if (Read(litmus_x) == 0) return 0;
      std::atomic_thread_fence(Order::kAfterLoad);
      return 10 + litmus_data;
    }
  };

  // Peterson's way in, for one try: x and y say who wants to enter, the turn
  // whose patience it is. Whoever is in stays.
  struct Peterson {
    static unsigned P0() { return MayEnter(litmus_x, litmus_y, 1); }
    static unsigned P1() { return MayEnter(litmus_y, litmus_x, 0); }
  };

  // A sequence lock (x) around y. A reader that saw the same even number twice
  // returns it halved; 3 if y does not belong to it, 9 if it must try again.
  struct Seqlock {
    static void P0() {
      Write(litmus_x, 1);
      std::atomic_thread_fence(Order::kBeforeStore);
      litmus_y.store(1, std::memory_order_relaxed);
      std::atomic_thread_fence(Order::kBeforeStore);
      Write(litmus_x, 2);
    }
    static unsigned P1() {
      const unsigned before = Read(litmus_x);
      std::atomic_thread_fence(Order::kAfterLoad);
      const unsigned value = litmus_y.load(std::memory_order_relaxed);
      std::atomic_thread_fence(Order::kAfterLoad);
      if (Read(litmus_x) != before || before % 2 != 0) return 9;
      return value == before / 2 ? value : 3;
    }
  };

  // Double-checked initialisation of plain data: y says that it is done, x is
  // the lock. 0: somebody else is inside; else 10 plus the data as it was
  // seen.
  struct Dcl {
    static unsigned P0() { return Get(); }
    static unsigned P1() { return Get(); }

   private:
    static unsigned Get() {
      if (Read(litmus_y) != 0) {
        std::atomic_thread_fence(Order::kAfterLoad);
        return 10 + litmus_data;
      }
      if (litmus_x.exchange(1, std::memory_order_acquire) != 0) return 0;
      if (litmus_y.load(std::memory_order_relaxed) == 0) {
        litmus_data = 1;
        std::atomic_thread_fence(Order::kBeforeStore);
        Write(litmus_y, 1);
      }
      const unsigned seen = 10 + litmus_data;
      litmus_x.store(0, std::memory_order_release);
      return seen;
    }
  };

 private:
  static unsigned MayEnter(std::atomic<unsigned>& mine,
                           const std::atomic<unsigned>& other,
                           unsigned others_turn) {
    Write(mine, 1);
    std::atomic_thread_fence(Order::kBeforeStore);
    Write(litmus_turn, others_turn);
    std::atomic_thread_fence(Order::kBetween);
    return Read(other) == 1 && Read(litmus_turn) == others_turn ? 0 : 1;
  }
  static unsigned WriteThenRead(std::atomic<unsigned>& to,
                                const std::atomic<unsigned>& from) {
    Write(to, 1);
    std::atomic_thread_fence(Order::kBetween);
    return Read(from);
  }
  static unsigned ReadThenWrite(const std::atomic<unsigned>& from,
                                std::atomic<unsigned>& to) {
    const unsigned seen = Read(from);
    std::atomic_thread_fence(Order::kBetween);
    Write(to, 1);
    return seen;
  }
  static void WriteBoth(std::atomic<unsigned>& first,
                        std::atomic<unsigned>& second) {
    Write(first, 1);
    std::atomic_thread_fence(Order::kBeforeStore);
    Write(second, 2);
  }
  static unsigned ReadBoth(const std::atomic<unsigned>& first,
                           const std::atomic<unsigned>& second) {
    const unsigned seen = Read(first);
    std::atomic_thread_fence(Order::kAfterLoad);
    return (10 * seen) + Read(second);
  }
};

}  // namespace atomics_lab::shapes

#endif  // ATOMICS_LAB_TESTS_LITMUS_SHAPES_H_
