// Functions that GCC splits: what is seldom run goes to a part of its own.
// README.md says how the objects were made.
extern "C" [[noreturn]] __attribute__((cold)) void Fail();

using Word = unsigned long;

namespace fixture {

// The part exchanges where the function itself only adds.
void AddOrFail(Word* word, bool broken) {
  if (broken) {
    __atomic_exchange_n(word, 0, __ATOMIC_SEQ_CST);
    Fail();
  }
  __atomic_fetch_add(word, 1, __ATOMIC_RELAXED);
}

__attribute__((cold)) void Rare(Word*);

// The part goes back into the function.
void AddTwice(Word* word, bool rare) {
  __atomic_fetch_add(word, 1, __ATOMIC_RELAXED);
  if (rare) Rare(word);
  __atomic_fetch_add(word, 1, __ATOMIC_RELAXED);
}

}  // namespace fixture
