// What publish.cc does, with the order that it needs left out.
#include <atomic>

#include "publish.h"

namespace downstream {

int payload = 0;
std::atomic<int> ready = 0;

void Publish() {
  payload = 42;
  ready.store(1, std::memory_order_relaxed);
}

}  // namespace downstream
