// Atomic by one instruction, and by a pair behind it.
long Update(long* p) {
  long old;
  long new;
  int failed;
  __asm__ volatile(
      ".arch armv8.1-a\n ldadd %4, %0, [%3]\n"
      "1: ldxr %0, [%3]\n add %1, %0, #1\n stxr %w2, %1, [%3]\n cbnz %w2, 1b"
      : "=&r"(old), "=&r"(new), "=&r"(failed)
      : "r"(p), "r"(1L)
      : "memory");
  return old;
}
