#include "tools/elf/mapped_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace atomics_lab::elf {
namespace {

using ::testing::HasSubstr;

TEST(MappedFileTest, HoldsTheBytesEvenWhenMoved) {
  const std::string path = testing::TempDir() + "/mapped_file_test.bin";
  std::ofstream(path) << "abc";
  absl::StatusOr<MappedFile> file = MappedFile::Open(path);
  ASSERT_TRUE(file.ok()) << file.status();
  const MappedFile moved = *std::move(file);
  EXPECT_THAT(moved.bytes(), testing::ElementsAre('a', 'b', 'c'));
}

TEST(MappedFileTest, WhatALibraryWritesStaysOutOfTheFile) {
  const std::string path = testing::TempDir() + "/mapped_file_test.written";
  std::ofstream(path) << "abc";
  absl::StatusOr<MappedFile> file = MappedFile::Open(path);
  ASSERT_TRUE(file.ok()) << file.status();
  const_cast<std::uint8_t&>(file->bytes().front()) = 'x';
  EXPECT_THAT(file->bytes(), testing::ElementsAre('x', 'b', 'c'));
  EXPECT_THAT(MappedFile::Open(path)->bytes(),
              testing::ElementsAre('a', 'b', 'c'));
}

TEST(MappedFileTest, EmptyFileIsEmpty) {
  const std::string path = testing::TempDir() + "/mapped_file_test.empty";
  std::ofstream(path).flush();
  absl::StatusOr<MappedFile> file = MappedFile::Open(path);
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_TRUE(file->bytes().empty());
}

TEST(MappedFileTest, MissingFileIsNotFoundAndNamed) {
  const absl::Status status = MappedFile::Open("/no/such/file").status();
  EXPECT_TRUE(absl::IsNotFound(status));
  EXPECT_THAT(status.message(), HasSubstr("/no/such/file"));
}

TEST(MappedFileTest, DirectoryIsRefused) {
  const absl::Status status = MappedFile::Open(testing::TempDir()).status();
  EXPECT_TRUE(absl::IsInvalidArgument(status));
  EXPECT_THAT(status.message(), HasSubstr("is a directory"));
}

TEST(MappedFileTest, FifoIsRefusedWithoutWaitingForAWriter) {
  const std::string path = testing::TempDir() + "/mapped_file_test.fifo";
  unlink(path.c_str());
  ASSERT_EQ(mkfifo(path.c_str(), S_IRUSR | S_IWUSR), 0);
  const absl::Status status = MappedFile::Open(path).status();
  EXPECT_THAT(status.message(), HasSubstr("not a regular file"));
}

}  // namespace
}  // namespace atomics_lab::elf
