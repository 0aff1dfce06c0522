// The contract of a counter as checks, one function each, so that they can be
// run on the specimens and, in a test of their own, on counters that break it.
#ifndef ATOMICS_LAB_TESTS_CONTRACT_CHECKS_H_
#define ATOMICS_LAB_TESTS_CONTRACT_CHECKS_H_

#include <span>
#include <string_view>

#include "counters/counter.h"
#include "counters/probes.h"
#include "gtest/gtest.h"
#include "tests/contract/crowd.h"

namespace atomics_lab::contract {

// One statement of the contract.
struct Check {
  // States the behaviour: "ConcurrentAddsLoseNothing".
  std::string_view name;
  // Whether a counter that claims this must pass.
  bool (*applies)(const Claims& claims);
  // Success, or a failure that says what was done, seen and expected.
  // No check depends on luck: what it demands holds under every schedule. That
  // a check passes shows that the schedules it met were right; it does not
  // prove the others.
  testing::AssertionResult (*run)(const Probe& probe);
  // It speaks of snapshots, so only a specimen that has them must pass.
  bool of_snapshots = false;
  // It asks for a crowd. One makes many runs of it faster: see ShareCrowd.
  bool of_a_crowd = false;
};

// Progress claims (wait-free, lock-free, blocking) are recorded in the catalog
// and are not checked: no finite run tells them apart.
std::span<const Check> Checks();

// Whether the specimen must pass the check. A check that does not apply is not
// run and has no result.
bool Applies(const Check& check, const Probe& probe);

// From here on checks use that crowd; null: each makes its own. Requires: it
// outlives its use; no check is running.
void ShareCrowd(Crowd* crowd);

// Checks with one thread; Checks lists them.
testing::AssertionResult StartsAtZero(const Probe& probe);
testing::AssertionResult ReadReturnsWhatWasAdded(const Probe& probe);
testing::AssertionResult DeltasAddUp(const Probe& probe);
testing::AssertionResult WrapsAtItsWidthAndNotBefore(const Probe& probe);
testing::AssertionResult CountersAreIndependent(const Probe& probe);

// Checks with several threads; Checks lists them.
testing::AssertionResult ConcurrentAddsLoseNothing(const Probe& probe);
testing::AssertionResult ThreadsThatComeAndGoLoseNothing(const Probe& probe);
testing::AssertionResult ThreadsBeyondAllPlacesLoseNothing(const Probe& probe);
testing::AssertionResult ReadsNeverGoBackwards(const Probe& probe);
testing::AssertionResult ReadsStayWithinWhatWasAdded(const Probe& probe);
testing::AssertionResult AddPublishesEarlierWrites(const Probe& probe);
testing::AssertionResult LosesNoMoreThanSplitIncrementsCan(const Probe& probe);

// The check of a limited counter; Checks lists it.
testing::AssertionResult StopsExactlyAtItsLimit(const Probe& probe);

// Checks of a record; Checks lists them.
// Require: the specimen has snapshots.
testing::AssertionResult AnEmptyRecordIsAllZeros(const Probe& probe);
testing::AssertionResult SnapshotIsWhatWasAdded(const Probe& probe);
testing::AssertionResult SnapshotsAreOfOneMoment(const Probe& probe);

// Runs the seed's program, 2 threads with 2 increments each, some hundred
// times. Records the properties "threads", "increments", "histogram"
// ("4:498,3:2") and, if the probe has one, "note" of the running test.
testing::AssertionResult SeedProgramOutcome(const Probe& probe);

}  // namespace atomics_lab::contract

#endif  // ATOMICS_LAB_TESTS_CONTRACT_CHECKS_H_
