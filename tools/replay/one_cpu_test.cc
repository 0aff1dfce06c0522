#include "tools/replay/one_cpu.h"

#include <vector>

#include "counters/own_cpus.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace atomics_lab::replay {
namespace {

using ::testing::Contains;
using ::testing::SizeIs;

TEST(OneCpuTest, KeepsToAUsableOneAndGivesBackTheOthers) {
  const std::vector<int> before = UsableCpus();
  {
    const OneCpu cpu;
    const std::vector<int> kept = UsableCpus();
    ASSERT_THAT(kept, SizeIs(1));
    EXPECT_THAT(before, Contains(kept.front()));
  }
  EXPECT_EQ(UsableCpus(), before);
}

}  // namespace
}  // namespace atomics_lab::replay
