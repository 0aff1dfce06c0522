// Initialize once: a fast path that looks at a plain flag, and a lock that the
// fast path never touches. Every thread does the same.
extern "C" {
alignas(64) long done;
alignas(64) long gate;
alignas(64) long data;
alignas(64) long bad;

#define ONCE(LOAD, STORE)                                           \
  if (!__atomic_load_n(&done, LOAD)) {                              \
    while (__atomic_exchange_n(&gate, 1L, __ATOMIC_ACQUIRE) != 0) { \
    }                                                               \
    if (!__atomic_load_n(&done, __ATOMIC_RELAXED)) {                \
      __atomic_store_n(&data, 42L, __ATOMIC_RELAXED);               \
      __atomic_store_n(&done, 1L, STORE);                           \
    }                                                               \
    __atomic_store_n(&gate, 0L, __ATOMIC_RELEASE);                  \
  }                                                                 \
  if (__atomic_load_n(&data, __ATOMIC_RELAXED) != 42) bad = 1

void Get() { ONCE(__ATOMIC_RELAXED, __ATOMIC_RELAXED); }
void GetRight() { ONCE(__ATOMIC_ACQUIRE, __ATOMIC_RELEASE); }
void GetHalf() { ONCE(__ATOMIC_RELAXED, __ATOMIC_RELEASE); }
}
