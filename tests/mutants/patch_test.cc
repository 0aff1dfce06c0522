#include "tests/mutants/patch.h"

#include <cstddef>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/isa/weaken.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"

namespace atomics_lab::mutants {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kLocked[] = "atomics_lab::probes::tas_spinlock::Add";

std::string Suite() { return std::getenv("SUITE"); }
std::string Copy() { return absl::StrCat(std::getenv("TEST_TMPDIR"), "/copy"); }

std::vector<listing::Instruction> Instructions(const std::string& file) {
  const auto binary = listing::Binary::Open(file);
  EXPECT_TRUE(binary.ok()) << binary.status();
  const auto function = binary->Disassemble(kLocked);
  EXPECT_TRUE(function.ok()) << function.status();
  return function->instructions;
}

TEST(WriteMutant, ChangesTheNamedInstructionsAndNothingElse) {
  ASSERT_TRUE(WriteMutant(Suite(), kLocked,
                          {{"stlrb", isa::Weakening::kNotRelease}}, Copy())
                  .ok());
  const auto before = Instructions(Suite());
  const auto after = Instructions(Copy());
  ASSERT_EQ(before.size(), after.size());
  std::vector<std::string> changed;
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(before[i].address, after[i].address);
    if (before[i].bytes == after[i].bytes) continue;
    changed.push_back(
        absl::StrCat(before[i].mnemonic, " is ", after[i].mnemonic));
  }
  EXPECT_THAT(changed, ElementsAre("stlrb is strb"));
}

TEST(WriteMutant, ChangesEachOfSeveralAlike) {
  ASSERT_TRUE(WriteMutant(Suite(), kLocked,
                          {{"swpab", isa::Weakening::kNotAcquire}}, Copy())
                  .ok());
  std::size_t plain = 0;
  for (const listing::Instruction& instruction : Instructions(Copy())) {
    EXPECT_NE(instruction.mnemonic, "swpab");
    plain += instruction.mnemonic == "swpb" ? 1 : 0;
  }
  EXPECT_EQ(plain, 2u);
}

TEST(WriteMutant, NamesWhatIsThereWhereAnInstructionIsNot) {
  const absl::Status status = WriteMutant(
      Suite(), kLocked, {{"casa", isa::Weakening::kNotAcquire}}, Copy());
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(
      std::string(status.message()),
      HasSubstr(
          "tas_spinlock::Add(atomics_lab::Guarded<atomics_lab::TasSpinlock<"
          "atomics_lab::Patience> >&, "
          "unsigned long): no `casa`; it has: "));
  EXPECT_THAT(std::string(status.message()), HasSubstr("swpab"));
}

TEST(WriteMutant, RefusesAnInstructionWithNothingToLose) {
  const absl::Status status = WriteMutant(
      Suite(), kLocked, {{"swpab", isa::Weakening::kNotRelease}}, Copy());
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("cannot be made"));
}

TEST(WriteMutant, RefusesAFileThatIsNotThere) {
  EXPECT_EQ(WriteMutant("no/such", kLocked, {}, Copy()).code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace atomics_lab::mutants
