#include <cstdint>
#include <initializer_list>

#include "counters/probes.h"
#include "gtest/gtest.h"
#include "tests/contract/checks.h"

namespace atomics_lab::contract {
namespace {

std::uint64_t LargestValue(const Probe& probe) {
  return ~std::uint64_t{0} >> (64 - probe.specimen.claims.width_bits);
}

testing::AssertionResult ReadsAs(const AnyCounter& counter,
                                 std::uint64_t expected, const char* when) {
  const std::uint64_t value = counter.Read();
  if (value == expected) return testing::AssertionSuccess();
  return testing::AssertionFailure()
         << when << ", Read() is " << value << " and not " << expected;
}

}  // namespace

testing::AssertionResult StartsAtZero(const Probe& probe) {
  return ReadsAs(AnyCounter(probe), 0, "before any Add");
}

testing::AssertionResult ReadReturnsWhatWasAdded(const Probe& probe) {
  AnyCounter counter(probe);
  counter.Add(1);
  return ReadsAs(counter, 1, "after Add(1)");
}

testing::AssertionResult DeltasAddUp(const Probe& probe) {
  AnyCounter counter(probe);
  std::uint64_t sum = 0;
  for (const std::uint64_t delta : {5, 0, 1, 70'000, 2'000'000'000}) {
    counter.Add(delta);
    sum += delta;
    const auto result = ReadsAs(counter, sum, "after the next of 5 deltas");
    if (!result) return result;
  }
  return testing::AssertionSuccess();
}

testing::AssertionResult WrapsAtItsWidthAndNotBefore(const Probe& probe) {
  const std::uint64_t largest = LargestValue(probe);
  AnyCounter counter(probe);
  counter.Add(largest / 2);
  counter.Add(largest - largest / 2);
  const auto full = ReadsAs(counter, largest, "at the claimed width's largest");
  if (!full) return full;
  counter.Add(1);
  const auto wrapped = ReadsAs(counter, 0, "one past the largest value");
  if (!wrapped) return wrapped;
  counter.Add(7);
  return ReadsAs(counter, 7, "7 after it wrapped");
}

testing::AssertionResult CountersAreIndependent(const Probe& probe) {
  AnyCounter one(probe);
  AnyCounter other(probe);
  one.Add(3);
  other.Add(4);
  const auto result = ReadsAs(one, 3, "after Add(3) here and Add(4) elsewhere");
  if (!result) return result;
  return ReadsAs(other, 4, "after Add(4) here and Add(3) elsewhere");
}

}  // namespace atomics_lab::contract
