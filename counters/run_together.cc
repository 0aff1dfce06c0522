#include "counters/run_together.h"

#include <functional>
#include <latch>
#include <thread>
#include <vector>

namespace atomics_lab {

void RunTogether(int threads, const std::function<void(int)>& body) {
  std::latch start(threads);
  std::vector<std::jthread> running;
  running.reserve(static_cast<std::size_t>(threads));
  for (int thread = 0; thread < threads; ++thread) {
    running.emplace_back([&start, &body, thread] {
      start.arrive_and_wait();
      body(thread);
    });
  }
}

}  // namespace atomics_lab
