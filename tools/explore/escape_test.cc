#include "tools/explore/escape.h"

#include <cstdint>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "tools/explore/explore.h"
#include "tools/explore/program.h"
#include "tools/explore/program_fixture.h"
#include "tools/explore/search.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

constexpr std::uint64_t kStack = 0x7000;
constexpr std::uint64_t kStride = 0x1000;

// Each puts 1 on its own stack, exchanges x for the address of that, and reads
// through what it got.
Job QueueJob() {
  ProgramBuilder builder;
  builder.Store(R(5), C(1));
  builder.Exchange(1, C(kX), R(5));
  builder.Compute(2, isa::Operation::kEqual, R(1), C(0));
  builder.Branch(R(2), 6);
  builder.Load(3, R(1));
  builder.Return();
  Job job = JobOf(std::move(builder), {0, 0});
  job.program.operations[4].target = 6;
  job.own_is_placed = true;
  for (std::size_t i = 0; i < job.threads.size(); ++i) {
    job.threads[i].registers = {{.reg = 5, .value = kStack + i * kStride}};
    job.threads[i].own = {Zeros(kStack + i * kStride, 64, "stack")};
  }
  return job;
}

absl::StatusOr<Outcome> Sum(const FinalState& state) {
  return Outcome{state.Read(kY, 8)->low};
}

TEST(EscapeTest, SaysWhichBytesAnotherThreadAccesses) {
  const Job job = QueueJob();
  for (const Model model : {Model::kSc, Model::kTso, Model::kArmv8}) {
    const auto found = Explore(job, model, Sum, {});
    ASSERT_EQ(found.status().code(), kEscaped) << found.status();
    const auto bytes = EscapedBytesOf(found.status());
    ASSERT_TRUE(bytes.has_value());
    EXPECT_EQ(bytes->address % kStride, 0U);
    EXPECT_EQ(bytes->size, 8U);
  }
}

TEST(EscapeTest, IsOverOnceThoseAreShared) {
  Job job = QueueJob();
  for (Thread& thread : job.threads) {
    MemoryRegion& stack = thread.own[0];
    job.memory.push_back(Zeros(stack.address, 8, "node"));
    stack = Zeros(stack.address + 8, 56, "stack");
  }
  for (const Model model : {Model::kSc, Model::kTso, Model::kArmv8}) {
    const auto found = Explore(job, model, Sum, {});
    ASSERT_TRUE(found.ok()) << found.status();
    EXPECT_TRUE(found->complete);
  }
}

TEST(EscapeTest, NamesNoBytesWhereNoneAreKnown) {
  EXPECT_FALSE(EscapedBytesOf(absl::Status(kEscaped, "")).has_value());
  EXPECT_FALSE(EscapedBytesOf(absl::OkStatus()).has_value());
}

}  // namespace
}  // namespace atomics_lab::explore
