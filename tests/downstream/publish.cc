#include "publish.h"

#include <atomic>

namespace downstream {

int payload = 0;
std::atomic<int> ready = 0;

// Release: whoever sees the flag sees the number.
void Publish() {
  payload = 42;
  ready.store(1, std::memory_order_release);
}

}  // namespace downstream
