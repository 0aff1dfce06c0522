#include "hits.h"

#include <atomic>

namespace downstream {

// Relaxed: nobody reads other data on the strength of a count.
void RecordHit(Hits& hits) {
  hits.value.fetch_add(1, std::memory_order_relaxed);
}

// Acquire: the caller goes on to read what was written with the hits.
long TakeHits(Hits& hits) {
  return hits.value.exchange(0, std::memory_order_acquire);
}

}  // namespace downstream
