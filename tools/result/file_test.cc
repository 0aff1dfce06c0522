#include "tools/result/file.h"

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace atomics_lab::result {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class FileTest : public ::testing::Test {
 protected:
  FileTest() {
    const ::testing::TestInfo* test =
        ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(::testing::TempDir()) / test->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }

  std::string PathOf(std::string_view name) const { return folder_ / name; }

  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_)) {
      names.push_back(entry.path().filename());
    }
    return names;
  }

 private:
  fs::path folder_;
};

void ExpectRefused(const absl::Status& status, const std::string& path,
                   std::string_view reason) {
  EXPECT_FALSE(status.ok());
  EXPECT_THAT(status.message(), HasSubstr(path));
  EXPECT_THAT(status.message(), HasSubstr(reason));
  EXPECT_THAT(status.message(), Not(HasSubstr("\n")));
}

// Lets no file grow beyond `bytes`: a full disk that needs no disk.
class SmallFiles {
 public:
  explicit SmallFiles(rlim_t bytes) : handler_(signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small = {.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  SmallFiles(const SmallFiles&) = delete;
  SmallFiles& operator=(const SmallFiles&) = delete;
  ~SmallFiles() {
    setrlimit(RLIMIT_FSIZE, &before_);
    (void)signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_ = {};
  void (*handler_)(int);
};

TEST_F(FileTest, ReadsBackWhatWasWritten) {
  const std::string contents("any\0bytes\n\xff", 11);
  ASSERT_TRUE(WriteFile(PathOf("a"), contents).ok());
  EXPECT_EQ(*ReadFile(PathOf("a")), contents);
}

TEST_F(FileTest, WritesMoreThanOnePieceHolds) {
  const std::string contents(1'000'000, 'x');
  ASSERT_TRUE(WriteFile(PathOf("a"), contents).ok());
  EXPECT_EQ(*ReadFile(PathOf("a")), contents);
}

TEST_F(FileTest, WritesAnEmptyFile) {
  ASSERT_TRUE(WriteFile(PathOf("a"), "").ok());
  EXPECT_EQ(*ReadFile(PathOf("a")), "");
}

TEST_F(FileTest, ReplacesAnOlderFileAndLeavesNothingBeside) {
  ASSERT_TRUE(WriteFile(PathOf("a"), "old, and longer").ok());
  ASSERT_TRUE(WriteFile(PathOf("a"), "new").ok());
  EXPECT_EQ(*ReadFile(PathOf("a")), "new");
  EXPECT_THAT(Names(), ElementsAre("a"));
}

TEST_F(FileTest, NeverChangesTheFileThatAReaderHolds) {
  ASSERT_TRUE(WriteFile(PathOf("a"), "old").ok());
  fs::create_hard_link(PathOf("a"), PathOf("held"));
  ASSERT_TRUE(WriteFile(PathOf("a"), "new").ok());
  EXPECT_EQ(*ReadFile(PathOf("held")), "old");
}

TEST_F(FileTest, GivesFilesTheUsualPermissions) {
  const mode_t before = umask(022);
  ASSERT_TRUE(WriteFile(PathOf("a"), "x").ok());
  umask(before);
  struct stat status = {};
  ASSERT_EQ(stat(PathOf("a").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0644U);
}

TEST_F(FileTest, WritesNamesAsLongAsTheSystemAllows) {
  EXPECT_TRUE(WriteFile(PathOf(std::string(255, 'n')), "x").ok());
}

TEST_F(FileTest, RefusesAFolderInTheWay) {
  fs::create_directory(PathOf("a"));
  ExpectRefused(WriteFile(PathOf("a"), "x"), PathOf("a"), "Is a directory");
  EXPECT_THAT(Names(), ElementsAre("a"));
}

TEST_F(FileTest, RefusesAPathThroughAFile) {
  ASSERT_TRUE(WriteFile(PathOf("a"), "x").ok());
  ExpectRefused(WriteFile(PathOf("a/b"), "x"), PathOf("a/b"),
                "Not a directory");
}

TEST_F(FileTest, RefusesAFolderThatIsNotThere) {
  ExpectRefused(WriteFile(PathOf("a/b"), "x"), PathOf("a/b"),
                "No such file or directory");
}

TEST_F(FileTest, RefusesAFolderThatTakesNoFiles) {
  // Even root cannot make files in /proc/self.
  EXPECT_FALSE(WriteFile("/proc/self/results.json", "x").ok());
}

TEST_F(FileTest, LeavesTheOldFileAndNothingElseWhenTheDiskIsFull) {
  ASSERT_TRUE(WriteFile(PathOf("a"), "old").ok());
  {
    const SmallFiles small(1000);
    ExpectRefused(WriteFile(PathOf("a"), std::string(5000, 'x')), PathOf("a"),
                  "File too large");
  }
  EXPECT_EQ(*ReadFile(PathOf("a")), "old");
  EXPECT_THAT(Names(), ElementsAre("a"));
}

TEST_F(FileTest, SaysWhichFileCannotBeRead) {
  const absl::StatusOr<std::string> contents = ReadFile(PathOf("none"));
  ExpectRefused(contents.status(), PathOf("none"), "No such file");
  EXPECT_EQ(contents.status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(Names(), IsEmpty());
}

TEST_F(FileTest, RefusesToReadWhatNeverEnds) {
  ExpectRefused(ReadFile("/dev/zero").status(), "/dev/zero",
                "not a regular file");
}

TEST_F(FileTest, RefusesAFifoWithoutWaitingForAWriter) {
  ASSERT_EQ(mkfifo(PathOf("fifo").c_str(), S_IRUSR | S_IWUSR), 0);
  ExpectRefused(ReadFile(PathOf("fifo")).status(), PathOf("fifo"),
                "not a regular file");
}

TEST_F(FileTest, RefusesAFileThatIsTooLarge) {
  ASSERT_TRUE(WriteFile(PathOf("a"), "x").ok());
  // A hole, which takes no room on the disk.
  fs::resize_file(PathOf("a"), kLargestTextFile + 1);
  ExpectRefused(ReadFile(PathOf("a")).status(), PathOf("a"),
                "larger than 256 MiB");
}

TEST_F(FileTest, RefusesToReadAFolder) {
  ExpectRefused(ReadFile(PathOf("")).status(), PathOf(""), "Is a directory");
}

}  // namespace
}  // namespace atomics_lab::result
