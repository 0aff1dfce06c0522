#include "counters/own_cpus.h"

#include <sched.h>

#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "counters/run_together.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace atomics_lab {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

int AllowedCpus() {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  return sched_getaffinity(0, sizeof(allowed), &allowed) == 0
             ? CPU_COUNT(&allowed)
             : 0;
}

TEST(Cpus, AThreadMayKeepToEachUsableOne) {
  const std::vector<int> cpus = UsableCpus();
  ASSERT_THAT(cpus, Not(IsEmpty()));
  std::jthread([&] {
    for (const int cpu : cpus) {
      EXPECT_TRUE(StayOn(cpu));
      EXPECT_THAT(UsableCpus(), ElementsAre(cpu));
    }
  }).join();
  EXPECT_EQ(UsableCpus(), cpus);
}

TEST(Cpus, NobodyKeepsToOneThatIsNotThere) { EXPECT_FALSE(StayOn(1023)); }

TEST(OwnCpusTest, MoreThreadsThanCpusHaveNoneOfTheirOwn) {
  EXPECT_FALSE(OwnCpus(AllowedCpus() + 1).suffice());
}

TEST(OwnCpusTest, EachThreadStaysOnAnotherCpu) {
  const int threads = AllowedCpus();
  const OwnCpus cpus(threads);
  ASSERT_TRUE(cpus.suffice());
  std::mutex mutex;
  std::set<int> used;
  RunTogether(threads, [&](int thread) {
    cpus.Stay(thread);
    EXPECT_EQ(AllowedCpus(), 1);
    const std::lock_guard lock(mutex);
    used.insert(sched_getcpu());
  });
  EXPECT_EQ(static_cast<int>(used.size()), threads);
}

TEST(OwnCpusTest, TheCallersOwnThreadMayGoAnywhereAsBefore) {
  const int before = AllowedCpus();
  const OwnCpus cpus(1);
  std::jthread([&] { cpus.Stay(0); }).join();
  EXPECT_EQ(AllowedCpus(), before);
}

}  // namespace
}  // namespace atomics_lab
