#include <cstdint>

#include "counters/probes.h"
#include "counters/run_together.h"
#include "gtest/gtest.h"
#include "tests/contract/checks.h"

namespace atomics_lab::contract {
namespace {

testing::AssertionResult StandsAt(const AnyCounter& counter,
                                  std::uint64_t expected, const char* when) {
  const std::uint64_t value = counter.Read();
  if (value == expected) return testing::AssertionSuccess();
  return testing::AssertionFailure()
         << when << ", the count is " << value << " and not " << expected;
}

}  // namespace

testing::AssertionResult StopsExactlyAtItsLimit(const Probe& probe) {
  constexpr std::uint64_t kRoom = 1000;
  constexpr int kThreads = 4;
  const std::uint64_t limit = probe.specimen.claims.limit;
  AnyCounter counter(probe);
  counter.Add(limit - kRoom);
  for (const std::uint64_t too_much : {kRoom + 1, limit, ~std::uint64_t{0}}) {
    counter.Add(too_much);
    const auto unchanged =
        StandsAt(counter, limit - kRoom, "after an Add that does not fit");
    if (!unchanged) return unchanged;
  }
  RunTogether(kThreads, [&](int) {
    for (std::uint64_t i = 0; i < kRoom; ++i) counter.Add(1);
  });
  return StandsAt(counter, limit,
                  "after 4 threads have added 1000 ones each where 1000 fit");
}

}  // namespace atomics_lab::contract
