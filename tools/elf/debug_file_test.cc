#include "tools/elf/debug_file.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tools/elf/budget.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/fixtures.h"
#include "tools/elf/lines.h"
#include "tools/elf/mapped_file.h"
#include "tools/elf/symbol_table.h"

namespace atomics_lab::elf {
namespace {

namespace fs = std::filesystem;

// A folder of its own, with files as a test puts them there.
class DebugFileTest : public testing::Test {
 protected:
  DebugFileTest()
      : folder_(fs::canonical(testing::TempDir()) /
                testing::UnitTest::GetInstance()->current_test_info()->name()) {
    fs::remove_all(folder_);
  }

  std::string Path(std::string_view name) const { return folder_ / name; }

  // A fixture under another name.
  std::string Put(std::string_view fixture, std::string_view name) const {
    const std::string path = Path(name);
    fs::create_directories(fs::path(path).parent_path());
    const std::vector<std::uint8_t> bytes =
        FixtureBytes(absl::StrCat("separate/", fixture));
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    return path;
  }

  DebugSource ASearch() const {
    return {.file = "", .search = true, .root = Path("root")};
  }

  fs::path folder_;
};

// A file and what was found for it.
struct Read {
  explicit Read(const std::string& path)
      : file(MappedFile::Open(path).value()),
        image(ElfImage::Parse(file.bytes(), path).value()) {}

  MappedFile file;
  ElfImage image;
};

// How many functions it names, and the file of the first line that is known.
void ExpectNamesAndLines(const ElfImage& image, const FoundDebugFile& found) {
  ASSERT_TRUE(found.file.has_value());
  EXPECT_TRUE(found.refused.empty());
  const SymbolTable symbols(image, &found.file->image);
  const Lines lines(*WithLines(&image, found.file));
  bool named = false;
  for (const Symbol& function : symbols.functions()) {
    if (!absl::StrContains(function.name, "FetchAddRelaxed")) continue;
    named = true;
    Budget text(std::size_t{1} << 20);
    const std::vector<Origin> origins =
        lines.OriginsOf(function.section, {function.address}, text);
    ASSERT_EQ(origins.size(), 1U);
    ASSERT_TRUE(origins[0].source.has_value());
    EXPECT_TRUE(absl::EndsWith(origins[0].source->file, "fixture.cc"));
  }
  EXPECT_TRUE(named);
}

TEST_F(DebugFileTest, TheNamedFileGivesNamesAndLines) {
  for (const std::string_view name : {"x86_64", "aarch64", "x86_64-no_id"}) {
    SCOPED_TRACE(name);
    const Read read(Put(absl::StrCat(name, ".so"), absl::StrCat(name, ".so")));
    const std::string debug = Put(absl::StrCat(name, ".so.debug"), "elsewhere");
    const auto found = FindDebugFile(read.image, {.file = debug});
    ASSERT_TRUE(found.ok()) << found.status();
    ExpectNamesAndLines(read.image, *found);
  }
}

TEST_F(DebugFileTest, ADebugFileIsFoundByTheLink) {
  for (const std::string_view place :
       {"x86_64.so.debug", ".debug/x86_64.so.debug"}) {
    SCOPED_TRACE(place);
    fs::remove_all(folder_);
    const Read read(Put("x86_64.so", "x86_64.so"));
    Put("x86_64.so.debug", place);
    ExpectNamesAndLines(read.image,
                        FindDebugFile(read.image, ASearch()).value());
  }
}

TEST_F(DebugFileTest, ADebugFileIsFoundUnderTheRoot) {
  const Read read(Put("x86_64-no_id.so", "x86_64-no_id.so"));
  Put("x86_64-no_id.so.debug",
      absl::StrCat("root", folder_.string(), "/x86_64-no_id.so.debug"));
  ExpectNamesAndLines(read.image, FindDebugFile(read.image, ASearch()).value());
}

TEST_F(DebugFileTest, ADebugFileIsFoundByTheBuildId) {
  const Read read(Put("x86_64.so", "x86_64.so"));
  EXPECT_FALSE(FindDebugFile(read.image, ASearch()).value().file.has_value());
  const std::string place =
      "root/.build-id/06/e77192085772db5c6fc52696ee082393160899.debug";
  Put("x86_64.so.debug", place);
  ExpectNamesAndLines(read.image, FindDebugFile(read.image, ASearch()).value());
  Put("x86_64-other.so.debug", place);
  const auto found = FindDebugFile(read.image, ASearch()).value();
  EXPECT_FALSE(found.file.has_value());
  ASSERT_EQ(found.refused.size(), 1U);
  EXPECT_TRUE(absl::StrContains(found.refused[0], "its build-id is "));
}

TEST_F(DebugFileTest, AnotherChecksumIsRefused) {
  const Read read(Put("x86_64-no_id.so", "x86_64-no_id.so"));
  const std::string debug =
      Put("x86_64-no_id.so.debug", "x86_64-no_id.so.debug");
  std::ofstream(debug, std::ios::binary | std::ios::app) << "one more";
  const auto found = FindDebugFile(read.image, ASearch()).value();
  EXPECT_FALSE(found.file.has_value());
  ASSERT_EQ(found.refused.size(), 1U);
  EXPECT_TRUE(absl::StrContains(found.refused[0], "its CRC is "));
  EXPECT_TRUE(absl::IsInvalidArgument(
      FindDebugFile(read.image, {.file = debug}).status()));
}

TEST_F(DebugFileTest, TheNamedFileOfAnotherBuildIsRefused) {
  const Read read(Put("x86_64.so", "x86_64.so"));
  for (const auto& [fixture, why] :
       std::vector<std::pair<std::string, std::string>>{
           {"x86_64-other.so.debug", ": its build-id is "},
           {"x86_64-no_id.so.debug", ": its build-id is missing, not "},
           {"aarch64.so.debug", ": it is for another architecture"}}) {
    const std::string debug = Put(fixture, fixture);
    const auto found = FindDebugFile(read.image, {.file = debug});
    EXPECT_TRUE(absl::IsInvalidArgument(found.status()));
    EXPECT_TRUE(absl::StrContains(found.status().message(), why))
        << found.status();
  }
  EXPECT_TRUE(absl::IsNotFound(
      FindDebugFile(read.image, {.file = Path("absent")}).status()));
}

TEST_F(DebugFileTest, ACutDebugFileIsRefusedOrReadAsFarAsItGoes) {
  const Read read(Put("x86_64.so", "x86_64.so"));
  const std::string debug = Put("x86_64.so.debug", "cut.debug");
  for (std::size_t size = fs::file_size(debug); size > 100; size -= size / 8) {
    fs::resize_file(debug, size);
    const auto found = FindDebugFile(read.image, {.file = debug});
    if (!found.ok()) {
      EXPECT_TRUE(absl::StrContains(found.status().message(), debug));
      continue;
    }
    const SymbolTable symbols(read.image, &found->file->image);
    Budget text(std::size_t{1} << 20);
    const Lines lines(*WithLines(&read.image, found->file));
    for (const Symbol& function : symbols.functions()) {
      EXPECT_EQ(
          lines.OriginsOf(function.section, {function.address}, text).size(),
          1U);
    }
  }
}

TEST_F(DebugFileTest, AnObjectHasNone) {
  const std::string path = FixturePath("x86_64-gcc.o");
  const Read read(path);
  EXPECT_TRUE(absl::IsInvalidArgument(
      FindDebugFile(read.image, {.file = path}).status()));
  EXPECT_FALSE(FindDebugFile(read.image, ASearch()).value().file.has_value());
}

}  // namespace
}  // namespace atomics_lab::elf
