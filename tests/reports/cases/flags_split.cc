// The two-statement form that lets a compiler put something in between. The
// second statement assumes that the flags are still those of the first.
extern "C" {
alignas(64) int lock;
int taken, wanted;

int TryTake(int* counter) {
  int expected = 0;
  unsigned char failed;
  asm volatile("lock cmpxchgl %2, %1"
               : "+a"(expected), "+m"(lock)
               : "r"(1)
               : "memory");
  int next = counter ? *counter ^ wanted : 0;  // free to be moved up
  asm volatile("setne %0" : "=m"(failed));
  taken = next;
  return !failed;
}
}
