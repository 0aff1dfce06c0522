// One instruction at a time, in random states, against an emulated processor.
// It says nothing of memory ordering.
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "tools/isa/aarch64_agreement.h"
#include "tools/isa/aarch64_lower.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/place.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

constexpr std::int64_t kCases = 100'000;
constexpr std::int64_t kFewCases = 5'000;

absl::StatusOr<std::vector<MicroOp>> LowerHere(
    const listing::Instruction& instruction) {
  return LowerAArch64(instruction, Place());
}

class AArch64LowerUnicornTest : public testing::TestWithParam<EncodingClass> {};

TEST_P(AArch64LowerUnicornTest, DoesWhatAProcessorDoes) {
  const Agreement agreement = Compare(GetParam(), kCases, LowerHere);
  EXPECT_EQ(agreement.cases, kCases);
  EXPECT_EQ(agreement.disagreements, 0) << agreement.first_disagreement;
  EXPECT_LE(agreement.missing * 1000,
            GetParam().missing_per_thousand * agreement.executed)
      << agreement.missing << " of " << agreement.executed
      << " have no lowering, for example " << agreement.first_missing;
}

INSTANTIATE_TEST_SUITE_P(Classes, AArch64LowerUnicornTest,
                         testing::ValuesIn(EncodingClasses()),
                         [](const auto& info) {
                           return std::string(info.param.name);
                         });

// Each fault below must be found in the class where it shows.
const EncodingClass& Class(std::string_view name) {
  for (const EncodingClass& known : EncodingClasses()) {
    if (known.name == name) return known;
  }
  ADD_FAILURE() << name;
  return EncodingClasses().front();
}

using Fault = void (*)(MicroOp& op);

std::int64_t DisagreementsWith(std::string_view name, Fault fault) {
  const auto lower = [fault](const listing::Instruction& instruction) {
    auto operations = LowerHere(instruction);
    if (!operations.ok()) return operations;
    for (MicroOp& op : *operations) fault(op);
    return operations;
  };
  return Compare(Class(name), kFewCases, lower).disagreements;
}

TEST(AArch64AgreementTest, FindsAWrongOperation) {
  EXPECT_GT(DisagreementsWith("AddShifted",
                              [](MicroOp& op) {
                                if (op.operation == Operation::kSub) {
                                  op.operation = Operation::kAdd;
                                }
                              }),
            0);
}

TEST(AArch64AgreementTest, FindsAWrongComparisonInOneFlag) {
  EXPECT_GT(DisagreementsWith("AddShifted",
                              [](MicroOp& op) {
                                if (op.operation == Operation::kLessUnsigned) {
                                  op.operation = Operation::kLessSigned;
                                }
                              }),
            0);
}

TEST(AArch64AgreementTest, FindsAStoreOfTheWrongSize) {
  EXPECT_GT(DisagreementsWith("AccessAtOffset",
                              [](MicroOp& op) {
                                if (op.kind == MicroOp::Kind::kStore &&
                                    op.size == 8) {
                                  op.size = 4;
                                }
                              }),
            0);
}

TEST(AArch64AgreementTest, FindsAFailedSwapThatStores) {
  EXPECT_GT(DisagreementsWith("CompareAndSwap",
                              [](MicroOp& op) { op.condition = Source(); }),
            0);
}

TEST(AArch64AgreementTest, FindsAClearedMonitorThatIsNotCleared) {
  EXPECT_GT(DisagreementsWith("StoreExclusive",
                              [](MicroOp& op) {
                                if (op.kind == MicroOp::Kind::kClearExclusive) {
                                  op.kind = MicroOp::Kind::kFence;
                                }
                              }),
            0);
}

TEST(AArch64AgreementTest, FindsABranchThatIsNeverTaken) {
  EXPECT_GT(DisagreementsWith(
                "CompareAndBranch",
                [](MicroOp& op) { op.a = Source::Of(std::uint64_t{0}); }),
            0);
}

}  // namespace
}  // namespace atomics_lab::isa
