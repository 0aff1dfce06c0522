#include "tools/elf/file_kind.h"

#include <elf.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace atomics_lab::elf {
namespace {

using ::testing::HasSubstr;

std::string Describe(std::string_view text) {
  return DescribeNonElf(
      Bytes(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

TEST(DescribeNonElfTest, NamesWhatPeopleHandOverByMistake) {
  EXPECT_EQ(Describe(""), "is empty");
  EXPECT_THAT(Describe("!<arch>\nfoo.o/"), HasSubstr("ar archive"));
  EXPECT_THAT(Describe("!<thin>\n//"), HasSubstr("thin ar archive"));
  EXPECT_THAT(Describe("BC\xC0\xDE\x35"), HasSubstr("LLVM bitcode"));
  EXPECT_THAT(Describe("#!/bin/sh\n"), HasSubstr("script"));
  EXPECT_THAT(Describe("int main() {}\n"), HasSubstr("text file"));
  EXPECT_THAT(Describe("\x01\x02\x03"), HasSubstr("not an ELF file"));
}

TEST(MachineNameTest, FallsBackToTheNumber) {
  EXPECT_EQ(MachineName(EM_RISCV), "RISC-V");
  EXPECT_EQ(MachineName(64999), "machine number 64999");
}

}  // namespace
}  // namespace atomics_lab::elf
