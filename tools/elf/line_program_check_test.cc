#include "tools/elf/line_program_check.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tools/elf/byte_writer.h"

namespace atomics_lab::elf {
namespace {

using Raw = std::vector<std::uint8_t>;

// end_sequence.
const Raw& End() {
  static const Raw& end = *new Raw{0, 1, 1};
  return end;
}

// minimum length 1, one operation, statements, line_base -5, line_range 14,
// opcode_base 13 and the operands of the standard instructions.
const Raw& Parameters() {
  static const Raw& parameters =
      *new Raw{1, 1, 1, 0xfb, 14, 13, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1};
  return parameters;
}

Raw Version4(const Raw& parameters, const ByteWriter& tables,
             const Raw& program) {
  ByteWriter header;
  header.Raw(parameters).Raw(tables.bytes());
  ByteWriter unit;
  unit.Number(2, 4).Sized(header).Raw(program);
  return ByteWriter().Sized(unit).bytes();
}

Raw Version5(const ByteWriter& tables, const Raw& program) {
  ByteWriter header;
  header.Raw(Parameters()).Raw(tables.bytes());
  ByteWriter unit;
  unit.Number(2, 5).Number(1, 8).Number(1, 0).Sized(header).Raw(program);
  return ByteWriter().Sized(unit).bytes();
}

// One directory "include" and one file "a.cc" in it.
ByteWriter OneFile() {
  ByteWriter tables;
  tables.String("include").Raw({0}).String("a.cc").Raw({1, 0, 0}).Raw({0});
  return tables;
}

bool IsSafe(const Raw& lines, std::uint64_t memory = 1 << 20,
            std::uint64_t directory_size = 0) {
  Budget budget(memory);
  return LineProgramIsSafe({.lines = lines, .line_strings = {}, .strings = {}},
                           {.offset = 0, .directory_size = directory_size},
                           budget);
}

TEST(LineProgramIsSafeTest, TakesWhatCompilersWrite) {
  // set_address, copy, advance_pc, special, end_sequence.
  Raw program = {0, 9, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 0x4b};
  const Raw& end = End();
  program.insert(program.end(), end.begin(), end.end());
  EXPECT_TRUE(IsSafe(Version4(Parameters(), OneFile(), program)));
}

TEST(LineProgramIsSafeTest, TakesTheTablesOfVersion5) {
  ByteWriter tables;
  tables.Raw({1, 1, 8, 1}).String("/src");                    // path as string
  tables.Raw({2, 1, 8, 2, 0x0b, 1}).String("a.cc").Raw({0});  // and data1
  EXPECT_TRUE(IsSafe(Version5(tables, End())));
}

TEST(LineProgramIsSafeTest, RefusesAProgramThatAddsFiles) {
  Raw program = {0, 6, 3, 'b', 0, 0, 0, 0};
  const Raw& end = End();
  program.insert(program.end(), end.begin(), end.end());
  EXPECT_FALSE(IsSafe(Version4(Parameters(), OneFile(), program)));
}

TEST(LineProgramIsSafeTest, RefusesFilesWhoseDirectoriesMultiply) {
  ByteWriter tables;
  tables.String(std::string(10'000, 'd')).Raw({0});
  for (int i = 0; i < 1'000; ++i) tables.String("a").Raw({1, 0, 0});
  tables.Raw({0});
  const Raw lines = Version4(Parameters(), tables, End());
  EXPECT_TRUE(IsSafe(lines, /*memory=*/std::uint64_t{1} << 30));
  EXPECT_FALSE(IsSafe(lines, /*memory=*/256 * lines.size()));
}

TEST(LineProgramIsSafeTest, CountsTheUnitsOwnDirectory) {
  ByteWriter tables;
  tables.Raw({0}).String("a").Raw({0, 0, 0}).Raw({0});
  const Raw lines = Version4(Parameters(), tables, End());
  EXPECT_TRUE(IsSafe(lines, /*memory=*/10'000, /*directory_size=*/1'000));
  EXPECT_FALSE(IsSafe(lines, /*memory=*/10'000, /*directory_size=*/10'000));
}

TEST(LineProgramIsSafeTest, RefusesEntriesThatTakeNoBytes) {
  ByteWriter tables;
  tables.Raw({0, 0xff, 0xff, 0xff, 0xff, 0x0f});  // no formats, 2^32 entries
  tables.Raw({0, 0});
  EXPECT_FALSE(IsSafe(Version5(tables, End())));
  ByteWriter present;
  present.Raw({1, 1, 0x19, 0xff, 0xff, 0xff, 0xff, 0x0f});  // flag_present
  present.Raw({0, 0});
  EXPECT_FALSE(IsSafe(Version5(present, End())));
}

TEST(LineProgramIsSafeTest, RefusesHeadersThatWouldMislead) {
  for (const std::size_t parameter : {1, 4, 5, 6, 7}) {
    Raw parameters = Parameters();
    parameters[parameter] = parameter < 6 ? 0 : 9;
    EXPECT_FALSE(IsSafe(Version4(parameters, OneFile(), End()))) << parameter;
  }
}

TEST(LineProgramIsSafeTest, RefusesLengthsThatLie) {
  Raw program = {0, 8, 2, 0, 0, 0, 0, 0, 0, 0, 0};  // set_address is 9 long
  const Raw& end = End();
  program.insert(program.end(), end.begin(), end.end());
  EXPECT_FALSE(IsSafe(Version4(Parameters(), OneFile(), program)));
}

TEST(LineProgramIsSafeTest, RefusesEveryTruncation) {
  const Raw whole = Version4(Parameters(), OneFile(), End());
  ASSERT_TRUE(IsSafe(whole));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(IsSafe(Raw(whole.data(), whole.data() + size))) << size;
  }
}

TEST(LineProgramIsSafeTest, RefusesRowsBeyondTheBudget) {
  Raw program(10'000, 0x4b);
  for (const std::uint8_t byte : End()) program.push_back(byte);
  const Raw lines = Version4(Parameters(), OneFile(), program);
  EXPECT_TRUE(IsSafe(lines, /*memory=*/256 * lines.size()));
  EXPECT_FALSE(IsSafe(lines, /*memory=*/lines.size()));
}

}  // namespace
}  // namespace atomics_lab::elf
