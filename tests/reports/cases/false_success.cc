// An emulated compare-exchange that calls it a success if memory holds what
// was wanted, whether it held what was expected or not.
extern "C" {
alignas(64) long lock;
alignas(64) long count;

void Locked() {
  long old;
  do {
    old = 0;
    __atomic_compare_exchange_n(&lock, &old, 1L, false, __ATOMIC_SEQ_CST,
                                __ATOMIC_SEQ_CST);
  } while (__atomic_load_n(&lock, __ATOMIC_SEQ_CST) != 1);
  long c = __atomic_load_n(&count, __ATOMIC_RELAXED);
  __atomic_store_n(&count, c + 1, __ATOMIC_RELAXED);
  __atomic_store_n(&lock, 0L, __ATOMIC_RELEASE);
}
}
