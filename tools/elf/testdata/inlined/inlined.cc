// Inlined calls, within each other and across files. make.sh made the objects.
#include "counter.h"

namespace fixture {

void Direct(Word* word) { __atomic_fetch_add(word, 1, __ATOMIC_RELAXED); }

void Nested(Counter* counter) { counter->Add(2); }

void Twice(Counter* a, Word* b) {
  a->Add(3);
  FetchAdd(b, 4);
}

Word Pieces(Word* word, Word* other) {
  Word old = AddChecked(word, 5);
  __atomic_store_n(other, old, __ATOMIC_RELAXED);
  return old;
}

}  // namespace fixture
