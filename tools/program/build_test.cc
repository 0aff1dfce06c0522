#include "tools/program/build.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/explore/program.h"
#include "tools/listing/binary.h"
#include "tools/program/image.h"
#include "tools/program/instruction_set.h"
#include "tools/program/run_alone.h"
#include "tools/program/shapes.h"
#include "tools/program/threads.h"

namespace atomics_lab::program {
namespace {

using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kThisProgram[] = "/proc/self/exe";

// The shapes must be in this program.
const std::vector<Word (*)(Word)> kKept = {
    ShapeCallsTwice,  ShapeTailCall,   ShapeRecursive, ShapeColdCall,
    ShapeThreadLocal, ShapeGlobal,     ShapeLoop,      ShapeSystemCall,
    ShapeYields,      ShapeYieldsBelow};
Word (*const kKeptToo)(Word (*)(Word), Word) = ShapeThroughRegister;

absl::StatusOr<Built> BuildShape(const std::string& name) {
  ABSL_ASSIGN_OR_RETURN(const auto binary, listing::Binary::Open(kThisProgram));
  ABSL_ASSIGN_OR_RETURN(const auto image, OpenImage(kThisProgram));
  return Build(binary, image, InstructionSetOf(binary.architecture()),
               std::vector<std::string>{name});
}

// What the shape returns when it runs alone.
absl::StatusOr<std::uint64_t> Result(const std::string& name,
                                     const std::vector<Word>& arguments) {
  ABSL_ASSIGN_OR_RETURN(const auto image, OpenImage(kThisProgram));
  ABSL_ASSIGN_OR_RETURN(const auto built, BuildShape(name));
  const InstructionSet set = InstructionSetOf(image.architecture);
  const OwnMemory own = MakeOwnMemory(image, 0);
  std::vector<explore::MemoryRegion> memory =
      SharedMemory(image, built.program);
  memory.insert(memory.end(), own.regions.begin(), own.regions.end());
  ABSL_ASSIGN_OR_RETURN(
      const auto alone,
      RunAlone(built.program, built.entries[0],
               CallRegisters(set.calls, own, arguments), ReadFrom(memory)));
  return alone.registers[set.calls.result];
}

std::string ErrorOf(const std::string& name,
                    const std::vector<Word>& arguments) {
  return std::string(Result(name, arguments).status().message());
}

#define EXPECT_RESULT(name, argument, expected)   \
  do {                                            \
    const auto result = Result(name, {argument}); \
    ASSERT_TRUE(result.ok()) << result.status();  \
    EXPECT_THAT(*result, Eq(expected));           \
  } while (false)

TEST(Build, ReturnsToWhereTheFunctionWasCalledFrom) {
  ASSERT_THAT(kKept, Not(IsEmpty()));
  ASSERT_NE(kKeptToo, nullptr);
  EXPECT_RESULT("ShapeCallsTwice", 10, 16U);
}

TEST(Build, FollowsTailCalls) { EXPECT_RESULT("ShapeTailCall", 10, 14U); }

TEST(Build, FollowsLoops) { EXPECT_RESULT("ShapeLoop", 5, 10U); }

TEST(Build, FindsThreadLocalStorage) {
  EXPECT_RESULT("ShapeThreadLocal", 10, 15U);
}

TEST(Build, FollowsRelocatedPointers) { EXPECT_RESULT("ShapeGlobal", 10, 21U); }

TEST(Build, LeavesColdPathsThatAreNotReached) {
  EXPECT_RESULT("ShapeColdCall", 10, 11U);
}

TEST(Build, NamesACallOnAColdPathThatIsReached) {
  EXPECT_THAT(ErrorOf("ShapeColdCall", {7}),
              HasSubstr("calls `abort`, which is neither in the file nor "
                        "modelled"));
}

TEST(Build, NamesRecursion) {
  EXPECT_THAT(ErrorOf("ShapeRecursive", {2}),
              HasSubstr("calls `ShapeRecursive` recursively"));
  EXPECT_RESULT("ShapeRecursive", 0, 0U);
}

TEST(Build, NamesACallThroughARegister) {
  const std::string error = ErrorOf("ShapeThroughRegister", {0, 0});
  EXPECT_THAT(error, HasSubstr("ShapeThroughRegister at 0x"));
  EXPECT_THAT(error, Not(HasSubstr("\n")));
}

TEST(Build, NamesASystemCallThatNobodyModels) {
  EXPECT_THAT(ErrorOf("ShapeSystemCall", {0}),
              HasSubstr("a system call other than futex is not modelled"));
}

TEST(Build, GoesOnBehindAModelledCall) {
  EXPECT_RESULT("ShapeYields", 10, 14U);
  EXPECT_RESULT("ShapeYieldsBelow", 10, 10U);
}

// Return addresses are the only constants that these store.
TEST(Build, AModelledCallLeavesNothingOnTheStack) {
  const auto built = BuildShape("ShapeYields");
  ASSERT_TRUE(built.ok()) << built.status();
  EXPECT_THAT(built->program.modelled_calls, Not(IsEmpty()));
  for (const isa::MicroOp& op : built->program.operations) {
    EXPECT_FALSE(op.kind == isa::MicroOp::Kind::kStore &&
                 op.b.kind == isa::Source::Kind::kConstant);
  }
}

TEST(Build, RefusesAnUnknownFunction) {
  const auto built = BuildShape("ShapeNowhere");
  EXPECT_EQ(built.status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(built.status().message()), Not(HasSubstr("\n")));
}

TEST(Build, KeepsAllTargetsWithinTheProgram) {
  const auto built = BuildShape("ShapeCallsTwice");
  ASSERT_TRUE(built.ok()) << built.status();
  for (const isa::MicroOp& op : built->program.operations) {
    EXPECT_NE(op.kind, isa::MicroOp::Kind::kCall);
    EXPECT_LT(op.site, built->program.sites.size());
    if (op.kind == isa::MicroOp::Kind::kJump ||
        op.kind == isa::MicroOp::Kind::kBranch) {
      EXPECT_LT(op.target, built->program.operations.size());
    }
  }
}

}  // namespace
}  // namespace atomics_lab::program
