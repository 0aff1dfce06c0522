// Two words behind a sequence count. Reader: the second look at the count must
// stay behind the reads of the words. Writer: the count's end must stay behind
// the writes.
extern "C" {
alignas(64) long count;
alignas(64) long a;
alignas(64) long b;
alignas(64) long ra = -1;
alignas(64) long rb = -1;

#define WRITE(BEGIN, END)                               \
  long now = __atomic_load_n(&count, __ATOMIC_RELAXED); \
  __atomic_store_n(&count, now + 1, __ATOMIC_RELAXED);  \
  BEGIN;                                                \
  __atomic_store_n(&a, 1L, __ATOMIC_RELAXED);           \
  __atomic_store_n(&b, 1L, __ATOMIC_RELAXED);           \
  END
#define READ(FENCE)                                                \
  long before = __atomic_load_n(&count, __ATOMIC_ACQUIRE);         \
  if (before & 1) return;                                          \
  long x = __atomic_load_n(&a, __ATOMIC_RELAXED);                  \
  long y = __atomic_load_n(&b, __ATOMIC_RELAXED);                  \
  FENCE;                                                           \
  if (__atomic_load_n(&count, __ATOMIC_RELAXED) != before) return; \
  ra = x;                                                          \
  rb = y

void Write() {
  WRITE(__atomic_thread_fence(__ATOMIC_RELEASE),
        __atomic_store_n(&count, now + 2, __ATOMIC_RELEASE));
}
void WriteLate() {  // the fence on the wrong side of the last store
  WRITE(__atomic_thread_fence(__ATOMIC_RELEASE),
        __atomic_store_n(&count, now + 2, __ATOMIC_RELAXED);
        __atomic_thread_fence(__ATOMIC_RELEASE));
}
void Read() { READ((void)0); }
void ReadRight() { READ(__atomic_thread_fence(__ATOMIC_ACQUIRE)); }
}
