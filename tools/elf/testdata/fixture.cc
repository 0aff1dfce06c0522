// The shapes that compilers give to code on shared memory, one function each.
// README.md says how the objects beside this file were made from it.
// Built-in functions instead of <atomic> keep the debug information small.

using Word = unsigned long;

// Declared, not defined: calls to it stay calls.
class Mutex {
 public:
  void lock(int reason);
  void unlock();
};

extern "C" int pthread_mutex_lock(void* mutex);

namespace fixture {

Word counter = 1;
static Word hidden = 2;
extern Word elsewhere;
thread_local Word mine = 3;

void Plain(Word* word) { ++*word; }

void Split(Word* word) {
  Word old = __atomic_load_n(word, __ATOMIC_RELAXED);
  __atomic_store_n(word, old + 1, __ATOMIC_RELAXED);
}

void AddRelaxed(Word* word) { __atomic_fetch_add(word, 1, __ATOMIC_RELAXED); }

Word FetchAddRelaxed(Word* word) {
  return __atomic_fetch_add(word, 1, __ATOMIC_RELAXED);
}

unsigned FetchAddSeqCst(unsigned* word) {
  return __atomic_fetch_add(word, 1, __ATOMIC_SEQ_CST);
}

Word LoadAcquire(Word* word) { return __atomic_load_n(word, __ATOMIC_ACQUIRE); }

void StoreSeqCst(Word* word) { __atomic_store_n(word, 1, __ATOMIC_SEQ_CST); }

bool CompareExchange(Word* word, Word old) {
  return __atomic_compare_exchange_n(word, &old, 7, false, __ATOMIC_ACQ_REL,
                                     __ATOMIC_ACQUIRE);
}

void CasLoop(Word* word) {
  Word old = __atomic_load_n(word, __ATOMIC_RELAXED);
  while (!__atomic_compare_exchange_n(word, &old, old * 3, true,
                                      __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
  }
}

void SpinLock(bool* locked, Word* word) {
  while (__atomic_exchange_n(locked, true, __ATOMIC_ACQUIRE)) {
    while (__atomic_load_n(locked, __ATOMIC_RELAXED)) {
    }
  }
  ++*word;
  __atomic_store_n(locked, false, __ATOMIC_RELEASE);
}

void Locked(Mutex* mutex, Word* word) {
  mutex->lock(0);
  ++*word;
  mutex->unlock();
}

void LockedByLibrary(void* mutex) { pthread_mutex_lock(mutex); }

void Fence() { __atomic_thread_fence(__ATOMIC_SEQ_CST); }

void AcquireFence() { __atomic_thread_fence(__ATOMIC_ACQUIRE); }

Word Globals() { return counter + elsewhere + ++hidden; }

Word ThreadLocal() { return ++mine; }

void TailCall(Mutex* mutex) { mutex->unlock(); }

Word Sum(const Word* words) {
  Word sum = 0;
  for (int i = 0; i < 1000; i += 8) {
    sum += __atomic_load_n(words + i, __ATOMIC_RELAXED);
  }
  return sum;
}

}  // namespace fixture

extern "C" {

void overloaded() {}

// Ends in data that mapping symbols mark on AArch64, and has no size.
__asm__(
    ".text\n"
    ".globl sizeless\n"
    "sizeless:\n"
#ifdef __aarch64__
    "  ldr x0, 1f\n"
    "  ret\n"
    "1: .xword 0xfedcba9876543210\n"
#else
    "  ret\n"
#endif
    ".globl after_sizeless\n"
    "after_sizeless:\n"
    "  nop\n");
}

void Overload(int) {}
void Overload(long) {}
