#include "tests/contract/checks.h"

#include <span>
#include <string_view>

#include "counters/counter.h"

namespace atomics_lab::contract {
namespace {

bool Always(const Claims&) { return true; }

bool Lossless(const Claims& claims) { return claims.lossless; }

// Under C++ a plain integer's races are undefined, so there is nothing to hold
// a counter without any ordering to while threads run together.
bool DefinedUnderRaces(const Claims& claims) {
  return claims.ordering != Ordering::kNone;
}

// A racy counter may go back even though each of its reads is linearizable.
bool OnlyGrows(const Claims& claims) {
  return claims.lossless && claims.reads == Reads::kLinearizable;
}

// While Adds run, a quiescent Read is worth nothing.
bool BoundedReads(const Claims& claims) {
  return DefinedUnderRaces(claims) && claims.reads != Reads::kQuiescent;
}

bool HasLimit(const Claims& claims) {
  return claims.lossless && claims.limit != 0;
}

bool Wraps(const Claims& claims) { return claims.limit == 0; }

bool Publishes(const Claims& claims) {
  return claims.ordering >= Ordering::kAcqRel;
}

bool RacyButDefined(const Claims& claims) {
  return !claims.lossless && DefinedUnderRaces(claims);
}

// Stringized, so that a check cannot have another one's name. Behind it:
// whether it is of snapshots, and of a crowd.
#define ATOMICS_LAB_CHECK(name, applies) {#name, applies, name, false, false}
#define ATOMICS_LAB_SNAPSHOT_CHECK(name, applies) \
  {#name, applies, name, true, false}
#define ATOMICS_LAB_CROWD_CHECK(name, applies) \
  {#name, applies, name, false, true}
constexpr Check kChecks[] = {
    ATOMICS_LAB_CHECK(StartsAtZero, Always),
    ATOMICS_LAB_CHECK(ReadReturnsWhatWasAdded, Always),
    ATOMICS_LAB_CHECK(DeltasAddUp, Always),
    ATOMICS_LAB_CHECK(WrapsAtItsWidthAndNotBefore, Wraps),
    ATOMICS_LAB_CHECK(CountersAreIndependent, Always),
    ATOMICS_LAB_CHECK(ConcurrentAddsLoseNothing, Lossless),
    ATOMICS_LAB_CHECK(ThreadsThatComeAndGoLoseNothing, Lossless),
    ATOMICS_LAB_CROWD_CHECK(ThreadsBeyondAllPlacesLoseNothing, Lossless),
    ATOMICS_LAB_CHECK(ReadsNeverGoBackwards, OnlyGrows),
    ATOMICS_LAB_CHECK(ReadsStayWithinWhatWasAdded, BoundedReads),
    ATOMICS_LAB_CHECK(AddPublishesEarlierWrites, Publishes),
    ATOMICS_LAB_CHECK(LosesNoMoreThanSplitIncrementsCan, RacyButDefined),
    ATOMICS_LAB_CHECK(StopsExactlyAtItsLimit, HasLimit),
    ATOMICS_LAB_SNAPSHOT_CHECK(AnEmptyRecordIsAllZeros, Always),
    ATOMICS_LAB_SNAPSHOT_CHECK(SnapshotIsWhatWasAdded, Always),
    ATOMICS_LAB_SNAPSHOT_CHECK(SnapshotsAreOfOneMoment, Lossless),
    ATOMICS_LAB_CHECK(SeedProgramOutcome, Always),
};
#undef ATOMICS_LAB_CROWD_CHECK
#undef ATOMICS_LAB_SNAPSHOT_CHECK
#undef ATOMICS_LAB_CHECK

}  // namespace

std::span<const Check> Checks() { return kChecks; }

bool Applies(const Check& check, const Probe& probe) {
  return check.applies(probe.specimen.claims) &&
         (!check.of_snapshots || probe.snapshot != nullptr);
}

}  // namespace atomics_lab::contract
