// One line instead of a crash: which file was being read when a library, or
// this program, did what ends programs.
//
// Files come from anybody. What is known to be wrong with one is refused with
// a Status; this is for what is not known.
#ifndef ATOMICS_LAB_TOOLS_ELF_CRASH_LINE_H_
#define ATOMICS_LAB_TOOLS_ELF_CRASH_LINE_H_

#include <array>
#include <cstddef>
#include <string_view>

namespace atomics_lab::elf {

// From here on SIGSEGV, SIGBUS, SIGFPE, SIGILL and SIGABRT end the program with
// exit status 2 and one line on standard error if a file is being read, and as
// usual if none is. To be called by main, once, before threads are started.
// Requires: `program` outlives the program.
void InstallCrashLine(const char* program);

// A file is being read for as long as this lives. They nest; the innermost
// counts. Thread safety: one thread reads files.
class FileBeingRead {
 public:
  explicit FileBeingRead(std::string_view name);
  FileBeingRead(const FileBeingRead&) = delete;
  FileBeingRead& operator=(const FileBeingRead&) = delete;
  ~FileBeingRead();

  // The name, cut where it is longer than paths can be, everything that is not
  // printable ASCII replaced: a terminal obeys what it is sent.
  const char* name() const { return name_.data(); }

 private:
  static constexpr std::size_t kLongestName = 4096;

  const FileBeingRead* outer_;
  std::array<char, kLongestName + 1> name_;
};

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_CRASH_LINE_H_
