// Atomic accesses by one instruction (FEAT_LSE): behind checks of each kind, and
// behind none.
#define UPDATE(name, mnemonic)                             \
  __asm__ volatile(".arch armv8.1-a\n" mnemonic " %1, %0, [%2]" \
                   : "=r"(name)                            \
                   : "r"(1L), "r"(p)                       \
                   : "memory")

extern unsigned long getauxval(unsigned long type);

static int has_it;

__attribute__((constructor)) void Ask(void) {
  has_it = (getauxval(16) >> 8) & 1;
}

static long Exclusive(long* p) {
  long old;
  long new;
  int failed;
  __asm__ volatile(
      "1: ldxr %0, [%3]\n add %1, %0, #1\n stxr %w2, %1, [%3]\n cbnz %w2, 1b"
      : "=&r"(old), "=&r"(new), "=&r"(failed)
      : "r"(p)
      : "memory");
  return old;
}

long Tested(long* p) {
  long old;
  if (!has_it) return Exclusive(p);
  UPDATE(old, "ldadd");
  return old;
}

// The check is far from what it guards, and has no other way beside it.
long TestedFar(long* p, volatile long* q) {
  long old = 0;
  if (!has_it) return *q;
  for (int i = 0; i < 10; ++i) {
    for (int j = 0; j < 40; ++j) *q = *q * 3 + i;
    *q ^= 5;
    UPDATE(old, "ldset");
  }
  return old;
}

__attribute__((noinline)) static long Helper(long* p, long* q) {
  long old;
  UPDATE(old, "ldeor");
  *q = old;
  return old;
}

// Only guarded calls lead to the helper.
long Calls(long* p, long* q) {
  if (has_it) return Helper(p, q) + 1;
  return 0;
}

static long Chosen(long* p) {
  long old;
  UPDATE(old, "ldclr");
  return old;
}

static long Fallback(long* p) { return *p; }

typedef long Function(long*);

static Function* Resolve(unsigned long capabilities) {
  return (capabilities & 256) != 0 ? Chosen : Fallback;
}

long Indirect(long* p) __attribute__((ifunc("Resolve")));

// What nobody checks: findings.
long Bare(long* p) {
  long old;
  UPDATE(old, "swp");
  return old;
}

long WrongTest(long* p, volatile int* flag) {
  long old = 0;
  if (*flag != 0) UPDATE(old, "ldsmax");
  return old;
}

// Checked on one way, and not on the other.
long HalfTested(long* p, volatile int* flag) {
  long old = 0;
  if (*flag != 0 || has_it) UPDATE(old, "ldumin");
  return old;
}
