#include "tools/toolbox/join_objects.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/listing/binary.h"
#include "tools/result/file.h"
#include "tools/result/temporary_folder.h"
#include "tools/toolbox/compilers.h"
#include "tools/toolbox/process.h"

namespace atomics_lab::toolbox {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// One calls what the other one has.
constexpr std::string_view kCaller =
    ".globl Caller\n.type Caller, @function\nCaller: bl Callee\nret\n"
    ".size Caller, .-Caller\n";
constexpr std::string_view kCallee =
    ".globl Callee\n.type Callee, @function\nCallee: ret\n"
    ".size Callee, .-Callee\n";

class JoinObjectsTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(folder_.status().ok()); }

  // The path of an object with that code.
  std::string Object(const std::string& name, std::string_view assembly,
                     std::string_view architecture = "aarch64") {
    const std::string source = Path(name) + ".s";
    EXPECT_TRUE(result::WriteFile(source, assembly).ok());
    auto command = CompilerFor(architecture);
    EXPECT_TRUE(command.ok()) << command.status();
    command->insert(command->end(), {"-c", source, "-o", Path(name)});
    RunWell(*command);
    return Path(name);
  }

  void RunWell(const std::vector<std::string>& command) {
    const auto done = toolbox::Run(command, folder_.path());
    ASSERT_TRUE(done.ok()) << done.status();
    ASSERT_EQ(done->exit_code, 0) << done->err;
  }

  std::string Path(std::string_view name) const {
    return folder_.path() + "/" + std::string(name);
  }

  absl::StatusOr<std::string> Join(const std::vector<std::string>& files) {
    return JoinObjects(files, folder_.path());
  }

  void ExpectRefused(const std::vector<std::string>& files,
                     const ::testing::Matcher<std::string>& why) {
    const absl::Status status = Join(files).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    EXPECT_THAT(std::string(status.message()),
                AllOf(why, Not(HasSubstr("\n"))));
  }

 private:
  const result::TemporaryFolder folder_;
};

std::vector<std::string> FunctionsOf(const std::string& path) {
  const auto binary = listing::Binary::Open(path);
  EXPECT_TRUE(binary.ok()) << binary.status();
  std::vector<std::string> names;
  if (!binary.ok()) return names;
  for (const auto& function : binary->Functions()) {
    names.push_back(function.mangled);
  }
  std::ranges::sort(names);
  return names;
}

TEST_F(JoinObjectsTest, HasWhatEachHas) {
  const auto joined =
      Join({Object("caller.o", kCaller), Object("callee.o", kCallee)});
  ASSERT_TRUE(joined.ok()) << joined.status();
  EXPECT_THAT(FunctionsOf(*joined), ::testing::ElementsAre("Callee", "Caller"));
}

TEST_F(JoinObjectsTest, TakesAllMembersOfAnArchive) {
  const std::string archive = Path("both.a");
  RunWell({"ar", "rcs", archive, Object("caller.o", kCaller),
           Object("callee.o", kCallee)});
  EXPECT_TRUE(IsArchiveFile(archive));
  const auto joined = Join({archive});
  ASSERT_TRUE(joined.ok()) << joined.status();
  EXPECT_THAT(FunctionsOf(*joined), ::testing::ElementsAre("Callee", "Caller"));
}

TEST_F(JoinObjectsTest, AnObjectIsNoArchive) {
  EXPECT_FALSE(IsArchiveFile(Object("caller.o", kCaller)));
  EXPECT_FALSE(IsArchiveFile(Path("missing")));
}

TEST_F(JoinObjectsTest, TwoDefinitionsAreRefused) {
  ExpectRefused({Object("one.o", kCallee), Object("other.o", kCallee)},
                AllOf(HasSubstr("Callee"), HasSubstr("other.o")));
}

TEST_F(JoinObjectsTest, TwoArchitecturesAreRefused) {
  ExpectRefused(
      {Object("arm.o", kCallee), Object("pc.o", kCallee, "x86_64")},
      AllOf(HasSubstr("pc.o: is for x86_64"), HasSubstr("is for aarch64")));
}

TEST_F(JoinObjectsTest, WhatIsLinkedIsRefused) {
  ExpectRefused({Object("callee.o", kCallee), "/proc/self/exe"},
                HasSubstr("was linked already"));
}

TEST_F(JoinObjectsTest, WhatIsNoObjectIsRefusedByName) {
  const std::string text = Path("notes.txt");
  ASSERT_TRUE(result::WriteFile(text, "two goroutines\n").ok());
  ExpectRefused({Object("callee.o", kCallee), text}, HasSubstr("notes.txt"));
}

}  // namespace
}  // namespace atomics_lab::toolbox
