// Functions that their bare names do not tell apart.
#ifdef FIRST
static unsigned long value;
extern "C" {
__attribute__((used, noipa)) static void Twin() {
  __atomic_fetch_add(&value, 1, __ATOMIC_SEQ_CST);
}
}
#else
static unsigned long value;
static unsigned narrow;
extern "C" {
__attribute__((used, noipa)) static void Twin() {
  __atomic_exchange_n(&value, 1, __ATOMIC_SEQ_CST);
}
}

void Over(unsigned long delta) {
  __atomic_fetch_add(&value, delta, __ATOMIC_SEQ_CST);
}

void Over(unsigned delta) {
  __atomic_exchange_n(&narrow, delta, __ATOMIC_SEQ_CST);
}

template <typename T>
struct Counter {
  T value;
  void Add(T delta) { __atomic_fetch_add(&value, delta, __ATOMIC_SEQ_CST); }
};

template struct Counter<int>;
template struct Counter<long>;

namespace {
__attribute__((used, noipa)) void hidden() {
  __atomic_exchange_n(&value, 2, __ATOMIC_SEQ_CST);
}
}  // namespace
#endif
