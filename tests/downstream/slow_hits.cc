// What hits.h promises, written so that it cannot be kept.
#include <atomic>

#include "hits.h"

namespace downstream {

void RecordHit(Hits& hits) {
  long value = hits.value.load(std::memory_order_relaxed);
  while (!hits.value.compare_exchange_weak(value, value + 1)) {
  }
}

long TakeHits(Hits& hits) {
  return hits.value.exchange(0, std::memory_order_seq_cst);
}

}  // namespace downstream
