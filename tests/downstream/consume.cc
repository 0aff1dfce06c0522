#include <atomic>

#include "publish.h"

namespace downstream {

// Acquire: the number is read after the flag.
int Consume() {
  return ready.load(std::memory_order_acquire) == 0 ? -1 : payload;
}

}  // namespace downstream
