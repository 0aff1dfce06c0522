// One instruction at a time, in random states, against an emulated processor.
// It says nothing of memory ordering.
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/isa/agreement.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/place.h"
#include "tools/isa/x86_64_agreement.h"
#include "tools/isa/x86_64_encodings.h"
#include "tools/isa/x86_64_lower.h"
#include "tools/isa/x86_64_registers.h"
#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

constexpr std::int64_t kCases = 100'000;
constexpr std::int64_t kFewCases = 10'000;

absl::StatusOr<std::vector<MicroOp>> LowerHere(
    const listing::Instruction& instruction) {
  return LowerX86(instruction, Place());
}

class X86LowerUnicornTest : public testing::TestWithParam<X86EncodingClass> {};

TEST_P(X86LowerUnicornTest, DoesWhatAProcessorDoes) {
  const Agreement agreement = CompareX86(GetParam(), kCases, LowerHere);
  EXPECT_EQ(agreement.cases, kCases);
  EXPECT_EQ(agreement.disagreements, 0) << agreement.first_disagreement;
  EXPECT_LE(agreement.missing * 1000,
            GetParam().missing_per_thousand * agreement.executed)
      << agreement.missing << " of " << agreement.executed
      << " have no lowering, for example " << agreement.first_missing;
}

INSTANTIATE_TEST_SUITE_P(Classes, X86LowerUnicornTest,
                         testing::ValuesIn(X86EncodingClasses()),
                         [](const auto& info) {
                           return std::string(info.param.name);
                         });

// What random encodings of all classes are called.
std::set<std::string> ComparedMnemonics() {
  std::mt19937_64 random(1);
  const listing::Decoder decoder(listing::Architecture::kX86_64);
  std::set<std::string> mnemonics;
  for (const X86EncodingClass& encodings : X86EncodingClasses()) {
    for (const std::string_view pattern :
         absl::StrSplit(encodings.patterns, ';')) {
      for (int i = 0; i < 500; ++i) {
        const auto decoded = decoder.Decode(
            RandomX86Encoding(pattern, {0x1000, 0x2000}, random), 0x1000);
        if (decoded) mnemonics.insert(decoded->instruction.mnemonic);
      }
    }
  }
  return mnemonics;
}

TEST(X86EncodingClassesTest, HoldEveryMnemonicThatIsLowered) {
  // These end a program; x86_64_lower_test has them.
  std::set<std::string> held = {"ud1", "ud2", "hlt", "int3"};
  held.merge(ComparedMnemonics());
  for (const std::string& mnemonic : X86LoweredMnemonics()) {
    EXPECT_TRUE(held.contains(mnemonic)) << mnemonic;
  }
}

// Each fault below must be found in the class where it shows.
const X86EncodingClass& Class(std::string_view name) {
  for (const X86EncodingClass& known : X86EncodingClasses()) {
    if (known.name == name) return known;
  }
  ADD_FAILURE() << name;
  return X86EncodingClasses().front();
}

using Fault = void (*)(MicroOp& op);

std::int64_t DisagreementsWith(std::string_view name, Fault fault) {
  const auto lower = [fault](const listing::Instruction& instruction) {
    auto operations = LowerHere(instruction);
    if (!operations.ok()) return operations;
    for (MicroOp& op : *operations) fault(op);
    return operations;
  };
  return CompareX86(Class(name), kFewCases, lower).disagreements;
}

TEST(X86AgreementTest, FindsAWrongOperation) {
  EXPECT_GT(DisagreementsWith("Arithmetic",
                              [](MicroOp& op) {
                                if (op.operation == Operation::kSub) {
                                  op.operation = Operation::kAdd;
                                }
                              }),
            0);
}

TEST(X86AgreementTest, FindsAWrongComparisonInOneFlag) {
  EXPECT_GT(DisagreementsWith("Arithmetic",
                              [](MicroOp& op) {
                                if (op.operation == Operation::kLessUnsigned) {
                                  op.operation = Operation::kLessSigned;
                                }
                              }),
            0);
}

TEST(X86AgreementTest, FindsAWrongAuxiliaryCarry) {
  EXPECT_GT(DisagreementsWith("OneOperand",
                              [](MicroOp& op) {
                                if (op.result == kAf) {
                                  op.a = Source::Of(std::uint64_t{0});
                                }
                              }),
            0);
}

TEST(X86AgreementTest, FindsAWrongOverflowOfAShiftByOne) {
  EXPECT_GT(DisagreementsWith("ShiftByOne",
                              [](MicroOp& op) {
                                if (op.result == kOf) {
                                  op.a = Source::Of(std::uint64_t{0});
                                }
                              }),
            0);
}

TEST(X86AgreementTest, FindsAStoreOfTheWrongSize) {
  EXPECT_GT(DisagreementsWith("Move",
                              [](MicroOp& op) {
                                if (op.kind == MicroOp::Kind::kStore &&
                                    op.size == 8) {
                                  op.size = 4;
                                }
                              }),
            0);
}

TEST(X86AgreementTest, FindsAnAddressWithoutItsSegment) {
  EXPECT_GT(
      DisagreementsWith("Move",
                        [](MicroOp& op) {
                          if (op.a == Source::Of(RegisterNumber{kFsBase})) {
                            op.a = Source::Of(std::uint64_t{0});
                          }
                        }),
      0);
}

TEST(X86AgreementTest, FindsAFailedComparisonThatStores) {
  EXPECT_GT(DisagreementsWith("CompareAndExchange",
                              [](MicroOp& op) {
                                if (op.operation == Operation::kSelect) {
                                  op.a = Source::Of(std::uint64_t{1});
                                }
                              }),
            0);
}

TEST(X86AgreementTest, FindsADivisionThatNeverFaults) {
  EXPECT_GT(DisagreementsWith("Divide",
                              [](MicroOp& op) {
                                if (op.kind == MicroOp::Kind::kBranch) {
                                  op.a = Source::Of(std::uint64_t{1});
                                }
                              }),
            0);
}

TEST(X86AgreementTest, FindsADigitOfAQuotientThatIsNotCorrected) {
  EXPECT_GT(DisagreementsWith("DivideTwoWords",
                              [](MicroOp& op) {
                                if (op.operation == Operation::kAnd) {
                                  op.a = Source::Of(std::uint64_t{0});
                                }
                              }),
            0);
}

TEST(X86AgreementTest, FindsAVectorHalfThatStays) {
  EXPECT_GT(DisagreementsWith("MoveLow",
                              [](MicroOp& op) {
                                if (op.result >= kXmm && op.result % 2 == 1) {
                                  op.a = Source::Of(op.result);
                                }
                              }),
            0);
}

TEST(X86AgreementTest, FindsABranchThatIsNeverTaken) {
  EXPECT_GT(
      DisagreementsWith(
          "Branch", [](MicroOp& op) { op.a = Source::Of(std::uint64_t{0}); }),
      0);
}

}  // namespace
}  // namespace atomics_lab::isa
