// What cannot be explored, and how people are told.
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/explore/armv8_machine.h"
#include "tools/explore/in_order_machines.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/program_fixture.h"
#include "tools/explore/search.h"
#include "tools/explore/search_fixture.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::Operation;
using ::testing::HasSubstr;

TEST(SearchErrorsTest, ARegisterThatIsNotKeptCannotBeAskedFor) {
  const Job job = RacyJob(2, 1);
  const std::unique_ptr<Machine> machine = MakeScMachine(job);
  EXPECT_THAT(Search(job, *machine, BothRegisters, {}).status().message(),
              HasSubstr("is not among those that it is observed by"));
}

TEST(SearchErrorsTest, WhatNeverEndsIsAnError) {
  ProgramBuilder builder;
  builder.Load(0, C(kX));
  builder.Jump(1);
  EXPECT_THAT(ErrorOf(JobOf(std::move(builder), {0})).message(),
              HasSubstr("F at 0x4 (jump): never ends"));
  ProgramBuilder counting;
  counting.Compute(0, Operation::kAdd, R(0), C(1));
  counting.Jump(0);
  EXPECT_THAT(ErrorOf(JobOf(std::move(counting), {0})).message(),
              HasSubstr("computes for more than 10000000 steps"));
}

TEST(SearchErrorsTest, MemoryThatNobodyHoldsIsNamedWithWhatIsNear) {
  ProgramBuilder builder;
  builder.Load(0, C(kY + 8));
  builder.Return();
  EXPECT_EQ(ErrorOf(JobOf(std::move(builder), {0})).message(),
            "F at 0x0 (load): no memory region holds 8 bytes at 0x1010 (the "
            "nearest is y, 8 bytes at 0x1008)");
}

TEST(SearchErrorsTest, ReadOnlyMemoryMayBeReadAndNotWritten) {
  ProgramBuilder builder;
  builder.Load(0, C(kY));
  builder.Store(C(kY), R(0));
  builder.Return();
  Job job = JobOf(std::move(builder), {0});
  job.memory[1].writable = false;
  EXPECT_THAT(ErrorOf(job).message(),
              HasSubstr("F at 0x4 (store): writes 8 bytes at 0x1008, which "
                        "must not be written (y, 8 bytes at 0x1008)"));
}

TEST(SearchErrorsTest, ErrorsNameTheInstruction) {
  ProgramBuilder across;
  across.Load(0, C(kX + 4));
  across.Return();
  EXPECT_THAT(ErrorOf(JobOf(std::move(across), {0})).message(),
              HasSubstr("F at 0x0 (load): accesses 8 bytes at 0x1004, across"));
  ProgramBuilder traps;
  traps.Add({.kind = isa::MicroOp::Kind::kTrap}, "ud2");
  EXPECT_EQ(ErrorOf(JobOf(std::move(traps), {0})).message(),
            "F at 0x0 (ud2): traps");
  Job overlapping = RacyJob(1, 1);
  overlapping.memory[1].address = kX + 4;
  EXPECT_THAT(ErrorOf(overlapping).message(), HasSubstr("regions overlap"));
  Job nobody = RacyJob(1, 1);
  nobody.threads.clear();
  EXPECT_THAT(ErrorOf(nobody).message(), HasSubstr("0 threads"));
}

// Thread 0 stores all of x; thread 1 accesses its upper half.
Job JobOfTwoSizes(bool second_stores) {
  ProgramBuilder builder;
  builder.Store(C(kX), C(1));
  builder.Return();
  const std::uint32_t second = builder.Here();
  if (second_stores) {
    builder.Store(C(kX + 4), C(2), 4);
  } else {
    builder.Load(1, C(kX + 4), 4);
  }
  builder.Return();
  return JobOf(std::move(builder), {0, second});
}

TEST(SearchErrorsTest, ArmsModelNamesTwoAccessesOfDifferentSizes) {
  EXPECT_EQ(ErrorOf(JobOfTwoSizes(false), MakeArmv8Machine).message(),
            "F at 0x0 (store) of 8 bytes and F at 0x8 (load) of 4 bytes access "
            "the same bytes, and for different sizes the model has no order; "
            "sc has one");
  EXPECT_THAT(ErrorOf(JobOfTwoSizes(true), MakeArmv8Machine).message(),
              HasSubstr("F at 0x8 (store) of 4 bytes access the same bytes"));
}

TEST(SearchErrorsTest, DifferentSizesAreOrderedWhereStoresAre) {
  const std::vector<Outcome> ends = {{1}, {(std::uint64_t{2} << 32) + 1}};
  EXPECT_EQ(OutcomesOf(JobOfTwoSizes(true), MakeScMachine), ends);
  EXPECT_EQ(OutcomesOf(JobOfTwoSizes(true), MakeTsoMachine), ends);
}

TEST(SearchErrorsTest, DifferentSizesThatAreTakenAreToldOf) {
  Job job = JobOfTwoSizes(true);
  job.takes_mixed_sizes = true;
  const Exploration found = MustExplore(job, MakeArmv8Machine);
  EXPECT_THAT(found.mixed_sizes,
              HasSubstr("F at 0x0 (store) of 8 bytes and F"));
  EXPECT_EQ(found.outcomes.size(), 2);
  EXPECT_EQ(MustExplore(job, MakeTsoMachine).mixed_sizes, "");
}

TEST(SearchErrorsTest, LoadsOfWhatNobodyStoresMayDifferInSize) {
  ProgramBuilder builder;
  builder.Load(1, C(kX), 8);
  builder.Load(2, C(kX), 2);
  builder.Return();
  Job job = JobOf(std::move(builder), {0, 0});
  EXPECT_EQ(MustExplore(job, MakeArmv8Machine).mixed_sizes, "");
}

}  // namespace
}  // namespace atomics_lab::explore
