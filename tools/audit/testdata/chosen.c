// Atomic by one instruction or by a pair, as a variable of whatever name says.
int answer;

long Update(long* p) {
  long old;
  long new;
  int failed;
  if (answer) {
    __asm__ volatile(".arch armv8.1-a\n ldadd %1, %0, [%2]"
                     : "=r"(old)
                     : "r"(1L), "r"(p)
                     : "memory");
    return old;
  }
  __asm__ volatile(
      "1: ldxr %0, [%3]\n add %1, %0, #1\n stxr %w2, %1, [%3]\n cbnz %w2, 1b"
      : "=&r"(old), "=&r"(new), "=&r"(failed)
      : "r"(p)
      : "memory");
  return old;
}
