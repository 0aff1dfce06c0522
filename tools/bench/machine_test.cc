#include "tools/bench/machine.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/result/bench.h"

namespace atomics_lab::bench {
namespace {

using ::testing::ElementsAre;

// A folder that looks like a machine's root.
class MachineTest : public ::testing::Test {
 protected:
  void Write(const std::string& path, const std::string& line) const {
    const std::filesystem::path file = root_ + "/" + path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << line << '\n';
  }

  void WriteCpu(const std::string& path, const std::string& line) const {
    Write("sys/devices/system/cpu/" + path, line);
  }

  const std::string root_ =
      ::testing::TempDir() + "/" +
      ::testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(MachineTest, TellsWhatTheKernelTells) {
  for (const std::string cpu : {"cpu0", "cpu1", "cpu2", "cpu3"}) {
    WriteCpu(cpu + "/topology/physical_package_id", "0");
    WriteCpu(cpu + "/topology/core_id", cpu < "cpu2" ? "0" : "1");
  }
  WriteCpu("cpufreq/policy", "not a CPU");
  WriteCpu("cpu0/cache/index0/level", "1");
  WriteCpu("cpu0/cache/index0/type", "Data");
  WriteCpu("cpu0/cache/index0/size", "48K");
  WriteCpu("cpu0/cache/index0/shared_cpu_list", "0-1");
  WriteCpu("cpu0/cpufreq/scaling_governor", "performance");
  WriteCpu("cpu0/cpufreq/scaling_cur_freq", "2300000");
  WriteCpu("vulnerabilities/meltdown", "Not affected");
  WriteCpu("vulnerabilities/spectre_v2", "Mitigation: IBRS");
  result::BenchEnvironment environment;
  DescribeMachine(root_, environment);
  EXPECT_EQ(environment.topology, "1 socket, 2 cores, 4 hardware threads");
  EXPECT_THAT(environment.caches, ElementsAre("L1 data 48K (CPUs 0-1)"));
  EXPECT_EQ(environment.governor, "performance");
  EXPECT_DOUBLE_EQ(environment.mhz, 2300);
  EXPECT_THAT(environment.mitigations,
              ElementsAre("spectre_v2: Mitigation: IBRS"));
}

TEST_F(MachineTest, TakesTheFrequencyFromCpuinfoWhereThereIsNoGovernor) {
  Write("proc/cpuinfo", "model name\t: A\ncpu MHz\t\t: 2100.5");
  result::BenchEnvironment environment;
  DescribeMachine(root_, environment);
  EXPECT_DOUBLE_EQ(environment.mhz, 2100.5);
  EXPECT_EQ(environment.governor, "");
}

TEST_F(MachineTest, SaysNothingWhereTheKernelSaysNothing) {
  result::BenchEnvironment environment;
  DescribeMachine(root_, environment);
  EXPECT_EQ(environment, result::BenchEnvironment{});
}

TEST(DescribeProgram, NamesTheCompiler) {
  result::BenchEnvironment environment;
  DescribeProgram(environment);
  EXPECT_THAT(environment.compiler, ::testing::HasSubstr("."));
}

}  // namespace
}  // namespace atomics_lab::bench
