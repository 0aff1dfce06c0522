#include "tools/elf/crash_line.h"

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <string>

#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "tools/elf/mapped_file.h"

namespace atomics_lab::elf {
namespace {

using ::testing::ExitedWithCode;
using ::testing::KilledBySignal;

void CrashReading(const char* name, int signal) {
  InstallCrashLine("lab");
  const FileBeingRead reading(name);
  raise(signal);
}

TEST(CrashLineTest, EverySignalThatEndsProgramsBecomesALine) {
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) {
    EXPECT_EXIT(CrashReading("a.so", signal), ExitedWithCode(2),
                "^lab: a\\.so .*read.*\\(SIG[A-Z]+\\)\n$");
  }
}

TEST(CrashLineTest, TheNameCannotCommandATerminal) {
  EXPECT_EXIT(CrashReading("a\x1b[2J\a\n.so", SIGSEGV), ExitedWithCode(2),
              "^lab: a\\?\\[2J\\?\\?\\.so cannot be read[^\n]*\n$");
}

// A recursion that does not end, which the compiler cannot see.
int Descend(volatile const char* above) {
  if (*above == 'y') return 0;
  volatile char here[4096];
  here[0] = *above;
  return Descend(here) + here[0];
}

TEST(CrashLineTest, AStackThatRanOutIsToldOnAnother) {
  const auto overflow = [] {
    InstallCrashLine("lab");
    const FileBeingRead reading("deep.o");
    const char start = 'x';
    std::exit(Descend(&start));
  };
  EXPECT_EXIT(overflow(), ExitedWithCode(2), "lab: deep\\.o cannot be read");
}

TEST(CrashLineTest, AFileThatShrinksIsNamed) {
  const std::string path = testing::TempDir() + "/crash_line_test.bin";
  std::ofstream(path) << std::string(100'000, 'x');
  const auto shrink = [&path] {
    InstallCrashLine("lab");
    const FileBeingRead reading("shrinks.so");
    const absl::StatusOr<MappedFile> file = MappedFile::Open(path);
    if (!file.ok() || truncate(path.c_str(), 0) != 0) std::exit(3);
    volatile unsigned char last = file->bytes().back();
    std::exit(last);
  };
  EXPECT_EXIT(shrink(), ExitedWithCode(2),
              "lab: shrinks\\.so became shorter.*SIGBUS");
}

TEST(CrashLineTest, WithoutAFileASignalDoesWhatItAlwaysDoes) {
  const auto abort_after_reading = [] {
    InstallCrashLine("lab");
    {
      const FileBeingRead reading("a.o");
    }
    std::abort();
  };
  EXPECT_EXIT(abort_after_reading(), KilledBySignal(SIGABRT), "");
}

TEST(CrashLineTest, TheInnermostFileIsNamed) {
  const auto nested = [] {
    InstallCrashLine("lab");
    const FileBeingRead outer("a.a");
    {
      const FileBeingRead before("a.a(b.o)");
    }
    const FileBeingRead inner("a.a(c.o)");
    raise(SIGSEGV);
  };
  EXPECT_EXIT(nested(), ExitedWithCode(2), "lab: a\\.a\\(c\\.o\\) ");
}

}  // namespace
}  // namespace atomics_lab::elf
