#include "tools/bench/cpu_pair.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "counters/own_cpus.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/bench/cpus.h"

namespace atomics_lab::bench {
namespace {

using std::chrono::microseconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A folder as Linux' /sys, in which `siblings` share CPU 0's core.
std::string RootWith(const std::string& siblings) {
  const std::string root = ::testing::TempDir() + "/" + siblings;
  const std::string folder = root + "/sys/devices/system/cpu/cpu0/topology";
  std::filesystem::create_directories(folder);
  std::ofstream(folder + "/thread_siblings_list") << siblings << '\n';
  return root;
}

TEST(TwoOf, AreOnDifferentCoresWhereThereAreSuch) {
  EXPECT_THAT(TwoOf({0, 1, 2, 3}, RootWith("0-1")), ElementsAre(0, 2));
  EXPECT_THAT(TwoOf({0, 1, 2, 3}, RootWith("0,2")), ElementsAre(0, 1));
  EXPECT_THAT(TwoOf({0, 1}, RootWith("0-1")), ElementsAre(0, 1));
  EXPECT_THAT(TwoOf({0, 1}, "/no/such"), ElementsAre(0, 1));
  EXPECT_THAT(TwoOf({0}, "/no/such"), ElementsAre(0));
  EXPECT_THAT(TwoOf({}, "/no/such"), IsEmpty());
}

TEST(RunPair, RunsBothUntilTheStop) {
  const int cpu = UsableCpus().front();
  std::atomic<int> stopped{0};
  const auto wait = [&](const std::atomic<bool>& stop) {
    while (!stop.load()) std::this_thread::yield();
    ++stopped;
  };
  const auto seconds = RunPair({cpu, cpu}, microseconds(100), wait, wait);
  ASSERT_TRUE(seconds.has_value());
  EXPECT_EQ(stopped, 2);
}

TEST(RunPair, HasNoTimeWhereAThreadCannotKeepToItsCpu) {
  const auto nothing = [](const std::atomic<bool>& /*stop*/) {};
  EXPECT_FALSE(
      RunPair({0, 1023}, microseconds(100), nothing, nothing).has_value());
}

}  // namespace
}  // namespace atomics_lab::bench
