// The calls that inlined code came from, in every compiler's debug information.
#include <sys/inotify.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <ios>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/elf/fixtures.h"
#include "tools/listing/binary.h"
#include "tools/listing/fixtures.h"
#include "tools/listing/listing.h"

namespace atomics_lab::listing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

constexpr std::string_view kFiles[] = {
    "x86_64-gcc-4.o",    "x86_64-gcc-5.o",      "x86_64-clang-4.o",
    "x86_64-clang-5.o",  "aarch64-gcc-4.o",     "aarch64-gcc-5.o",
    "aarch64-clang-4.o", "aarch64-clang-5.o",   "x86_64-gcc-zlib.o",
    "x86_64-gcc.so",     "x86_64-clang-zstd.o", "x86_64-clang.so"};

std::string Text(const Instruction& instruction) {
  std::string text;
  for (const SourceFrame& frame : instruction.origin.frames) {
    absl::StrAppend(&text, text.empty() ? "" : " < ", frame.place.file, ":",
                    frame.place.line, frame.function.empty() ? "" : " ",
                    frame.function);
  }
  return text;
}

// The frames of a function's atomic additions, in order.
std::vector<std::string> AdditionsOf(const Function& function) {
  std::vector<std::string> frames;
  for (const Instruction& instruction : function.instructions) {
    if (instruction.mnemonic.starts_with("lock") ||
        instruction.mnemonic.starts_with("ldadd")) {
      frames.push_back(Text(instruction));
    }
  }
  return frames;
}

Function Inlined(std::string_view file, std::string_view function) {
  return FixtureFunction(absl::StrCat("inlined/", file), function);
}

TEST(FramesTest, ACallWithinACallHasEveryLine) {
  for (const std::string_view file : kFiles) {
    SCOPED_TRACE(file);
    EXPECT_THAT(
        AdditionsOf(Inlined(file, "fixture::Nested")),
        ElementsAre("inlined.cc:11 < counter.h:10 Add < counter.h:5 FetchAdd"));
  }
}

TEST(FramesTest, TwoCallsOfOneFunctionAreKeptApart) {
  for (const std::string_view file : kFiles) {
    SCOPED_TRACE(file);
    EXPECT_THAT(
        AdditionsOf(Inlined(file, "fixture::Twice")),
        ElementsAre("inlined.cc:15 < counter.h:10 Add < counter.h:5 FetchAdd",
                    "inlined.cc:16 < counter.h:5 FetchAdd"));
  }
}

TEST(FramesTest, CodeThatWasNotInlinedHasNone) {
  for (const std::string_view file : kFiles) {
    SCOPED_TRACE(file);
    EXPECT_THAT(AdditionsOf(Inlined(file, "fixture::Direct")), ElementsAre(""));
  }
}

TEST(FramesTest, BothPiecesOfASplitCallHaveItsLine) {
  for (const std::string_view file : {"x86_64-gcc-4.o", "x86_64-gcc-5.o",
                                      "x86_64-gcc-zlib.o", "x86_64-gcc.so"}) {
    SCOPED_TRACE(file);
    EXPECT_THAT(
        AdditionsOf(Inlined(file, "_ZN7fixture6PiecesEPmS0_")),
        ElementsAre(
            "inlined.cc:20 < counter.h:20 AddChecked < counter.h:5 FetchAdd"));
    const Function cold = Inlined(file, "_ZN7fixture6PiecesEPmS0_.cold");
    std::vector<std::string> rare;
    rare.reserve(cold.instructions.size());
    for (const Instruction& instruction : cold.instructions) {
      rare.push_back(Text(instruction));
    }
    EXPECT_THAT(rare, Contains("inlined.cc:20 < counter.h:22 AddChecked"));
  }
}

// Tells whether any of some files was opened: the kernel notes it as it happens
// (inotify(7)).
class OpenWatch {
 public:
  OpenWatch() : queue_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
    EXPECT_GE(queue_, 0);
  }
  OpenWatch(const OpenWatch&) = delete;
  OpenWatch& operator=(const OpenWatch&) = delete;
  ~OpenWatch() { close(queue_); }

  void Add(const std::filesystem::path& file) {
    EXPECT_GE(inotify_add_watch(queue_, file.c_str(), IN_OPEN), 0) << file;
  }
  // Since the last call.
  bool Opened() {
    char events[4096];
    return read(queue_, events, sizeof(events)) > 0;
  }

 private:
  int queue_;
};

// The frames of split debug information lie in a `.dwo` file, which is not
// opened: lines are what they are without it.
TEST(FramesTest, NoOtherFileIsOpened) {
  for (const std::string_view file :
       {"x86_64-split-gcc.o", "x86_64-split-clang.o"}) {
    SCOPED_TRACE(file);
    const std::filesystem::path folder =
        std::filesystem::path(testing::TempDir()) / file;
    std::filesystem::create_directories(folder);
    const std::filesystem::path copy = folder / "inlined.o";
    std::filesystem::copy_file(
        elf::FixturePath(absl::StrCat("inlined/", file)), copy,
        std::filesystem::copy_options::overwrite_existing);
    OpenWatch watch;
    for (const char* beside : {"inlined.dwo", "x86_64-split-gcc.dwo",
                               "x86_64-split-clang.dwo", "inlined.o.dwp"}) {
      std::ofstream(folder / beside, std::ios::binary) << "\x7f"
                                                          "ELF garbage";
      watch.Add(folder / beside);
    }
    const Function function =
        Binary::Open(copy.string())->Disassemble("fixture::Nested").value();
    EXPECT_FALSE(watch.Opened());
    EXPECT_TRUE(std::ifstream(folder / "inlined.dwo").is_open());
    EXPECT_TRUE(watch.Opened());  // it would have been seen
    EXPECT_THAT(AdditionsOf(function), ElementsAre(""));
    EXPECT_EQ(function.instructions[0].origin.source,
              (SourceLine{.file = "counter.h", .line = 5}));
  }
}

}  // namespace
}  // namespace atomics_lab::listing
