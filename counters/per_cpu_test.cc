#include "counters/specimens/per_cpu.h"

#include <sys/rseq.h>

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "gtest/gtest.h"

namespace atomics_lab {
namespace {

using Slots = std::array<CpuSlot, kMaxCpus>;

// As the kernel would keep it for a thread on this CPU.
struct rseq AreaOn(std::uint32_t cpu) {
  struct rseq area = {};
  area.cpu_id_start = cpu;
  area.cpu_id = cpu;
  return area;
}

std::uint64_t Sum(const Slots& slots) {
  std::uint64_t sum = 0;
  for (const CpuSlot& slot : slots) sum += slot.value;
  return sum;
}

TEST(AddOnThisCpuTest, AddsToTheSlotOfTheCpuAndToNoOther) {
  Slots slots;
  for (const std::uint32_t cpu : {0u, 3u, 255u}) {
    struct rseq area = AreaOn(cpu);
    EXPECT_TRUE(AddOnThisCpu(area, slots.data(), 5));
    EXPECT_TRUE(AddOnThisCpu(area, slots.data(), ~std::uint64_t{0}));
    EXPECT_EQ(slots[cpu].value, 4u) << cpu;
  }
  EXPECT_EQ(Sum(slots), 12u);
}

TEST(AddOnThisCpuTest, ACpuWithoutASlotChangesNothing) {
  Slots slots;
  const std::uint32_t unregistered = static_cast<std::uint32_t>(-1);
  const std::uint32_t failed = static_cast<std::uint32_t>(-2);
  for (const std::uint32_t cpu : {256u, 0x8000'0000u, unregistered, failed}) {
    struct rseq area = AreaOn(cpu);
    EXPECT_FALSE(AddOnThisCpu(area, slots.data(), 5)) << cpu;
  }
  EXPECT_EQ(Sum(slots), 0u);
}

TEST(AddOnThisCpuTest, TellsTheKernelWhereTheSequenceIsAndWhereToAbort) {
  Slots slots;
  struct rseq area = AreaOn(0);
  ASSERT_TRUE(AddOnThisCpu(area, slots.data(), 1));
  const auto* const sequence =
      std::bit_cast<const struct rseq_cs*>(area.rseq_cs);
  ASSERT_NE(sequence, nullptr);
  EXPECT_EQ(sequence->version, 0u);
  EXPECT_EQ(sequence->flags, 0u);
  EXPECT_GT(sequence->post_commit_offset, 0u);
  EXPECT_LT(sequence->post_commit_offset, 64u);
  // Unsigned: also true of a handler before the sequence.
  EXPECT_GE(sequence->abort_ip - sequence->start_ip,
            sequence->post_commit_offset);
  std::uint32_t signature = 0;
  std::memcpy(&signature, std::bit_cast<const void*>(sequence->abort_ip - 4),
              4);
  EXPECT_EQ(signature, std::uint32_t{RSEQ_SIG});
}

TEST(PerCpuTest, SaysInOneLineWhetherItFellBack) {
  const std::string_view note = PerCpu::Note();
  EXPECT_EQ(note.empty(), __rseq_size != 0);
  EXPECT_EQ(note.find('\n'), note.npos);
}

TEST(PerCpuTest, CountsWhicheverWayItGoes) {
  PerCpu counter;
  for (int i = 0; i < 1000; ++i) counter.Add(3);
  EXPECT_EQ(counter.Read(), 3000u);
}

}  // namespace
}  // namespace atomics_lab
