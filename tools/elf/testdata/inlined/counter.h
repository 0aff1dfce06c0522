// Functions to be inlined, in a file of their own.
using Word = unsigned long;

inline Word FetchAdd(Word* word, Word amount) {
  return __atomic_fetch_add(word, amount, __ATOMIC_RELAXED);
}

struct Counter {
  void Add(Word amount) { FetchAdd(&value, amount); }

  Word value;
};

[[gnu::cold]] void Report(Word value);

// Its rare half is laid behind the end of the function it is inlined in.
inline Word AddChecked(Word* word, Word amount) {
  Word old = FetchAdd(word, amount);
  if (__builtin_expect(old > 1000, 0)) {
    Report(old);
    __atomic_store_n(word, old, __ATOMIC_RELEASE);
  }
  return old;
}
