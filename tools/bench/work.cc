#include "tools/bench/work.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>

#include "benchmark/benchmark.h"
#include "counters/cache_line.h"
#include "counters/probes.h"
#include "tools/bench/busy_wait.h"
#include "tools/bench/mix.h"
#include "tools/bench/subject.h"

namespace atomics_lab::bench {
namespace {

// Relaxed: it says when, and nothing is read on the strength of it.
bool IsSet(const std::atomic<bool>& stop) {
  return stop.load(std::memory_order_relaxed);
}

std::uint64_t AddUntil(const std::atomic<bool>& stop, const Subject& subject,
                       void* object) {
  std::uint64_t rounds = 0;
  do {
    subject.add(object, 1, kBatch);
    ++rounds;
  } while (!IsSet(stop));
  return rounds * kBatch;
}

std::uint64_t AddAndReadUntil(const std::atomic<bool>& stop,
                              const Subject& subject, void* object, int adds) {
  std::uint64_t rounds = 0;
  do {
    subject.add(object, 1, adds);
    benchmark::DoNotOptimize(subject.read(object));
    ++rounds;
  } while (!IsSet(stop));
  return rounds * static_cast<std::uint64_t>(adds + 1);
}

struct alignas(kCacheLine) OwnCount {
  std::uint64_t count = 0;
};

// Counts to `batch` in memory, one by one.
void CountTo(int batch, std::uint64_t* own) {
  for (int i = 0; i < batch; ++i) {
    *own += 1;
    benchmark::ClobberMemory();
  }
}

std::uint64_t PublishUntil(const std::atomic<bool>& stop,
                           const Subject& subject, void* object, int batch) {
  const int batches = (kBatch + batch - 1) / batch;
  // Not on the stack, as the floor's is not.
  const auto memory = std::make_unique<OwnCount>();
  std::uint64_t* own = &memory->count;
  benchmark::DoNotOptimize(own);  // from here on it must be in memory
  std::uint64_t rounds = 0;
  do {
    for (int i = 0; i < batches; ++i) {
      CountTo(batch, own);
      subject.add(object, *own, 1);
      *own = 0;
    }
    ++rounds;
  } while (!IsSet(stop));
  return rounds * static_cast<std::uint64_t>(batches * batch);
}

std::uint64_t StayUntil(const std::atomic<bool>& stop, const Subject& subject,
                        void* object, int section_ns) {
  constexpr int kRoundNs = 10'000;
  const int sections = std::clamp(kRoundNs / section_ns, 1, kBatch);
  const std::uint64_t steps =
      CalibratedSpin().StepsIn(std::chrono::nanoseconds(section_ns));
  std::uint64_t rounds = 0;
  do {
    subject.add_and_stay(object, steps, sections);
    ++rounds;
  } while (!IsSet(stop));
  return rounds * static_cast<std::uint64_t>(sections);
}

}  // namespace

ErasedObject NewObject(const Subject& subject, const Mix& mix) {
  return mix.section_ns > 0 ? subject.make_lock() : subject.make();
}

std::uint64_t WorkUntil(const std::atomic<bool>& stop, const Subject& subject,
                        void* object, const Mix& mix) {
  if (mix.adds_per_read > 0) {
    return AddAndReadUntil(stop, subject, object, mix.adds_per_read);
  }
  if (mix.section_ns > 0) {
    return StayUntil(stop, subject, object, mix.section_ns);
  }
  if (mix.batch > 1) return PublishUntil(stop, subject, object, mix.batch);
  return AddUntil(stop, subject, object);
}

}  // namespace atomics_lab::bench
