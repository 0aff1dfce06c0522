#include "tools/elf/crash_line.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <string_view>

namespace atomics_lab::elf {
namespace {

constexpr int kSignals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

const char* installed_program = "";

// Read by the handler, which interrupts the thread that writes it.
const FileBeingRead* volatile innermost = nullptr;

// The handler's own: the stack may be what ran out.
alignas(16) std::array<char, 1 << 16> handler_stack;

void Write(const char* text) {
  // If standard error is gone, there is nobody to tell.
  [[maybe_unused]] const ssize_t written =
      write(STDERR_FILENO, text, std::strlen(text));
}

const char* Describe(int signal) {
  switch (signal) {
    case SIGBUS:
      return " became shorter, or unreadable, while it was read (SIGBUS)\n";
    case SIGFPE:
      return " cannot be read: reading it ended in a crash (SIGFPE)\n";
    case SIGILL:
      return " cannot be read: reading it ended in a crash (SIGILL)\n";
    case SIGABRT:
      return " cannot be read: reading it ended in a crash (SIGABRT)\n";
    default:
      return " cannot be read: reading it ended in a crash (SIGSEGV)\n";
  }
}

// Only calls that POSIX lists as async-signal-safe.
void OnSignal(int number) {
  const FileBeingRead* file = innermost;
  if (file == nullptr) {
    // SA_RESETHAND has restored the default, which this waits for.
    raise(number);
    return;
  }
  Write(installed_program);
  Write(": ");
  Write(file->name());
  Write(Describe(number));
  _exit(2);
}

}  // namespace

void InstallCrashLine(const char* program) {
  installed_program = program;
  stack_t stack = {};
  stack.ss_sp = handler_stack.data();
  stack.ss_size = handler_stack.size();
  sigaltstack(&stack, nullptr);
  struct sigaction action = {};
  action.sa_handler = OnSignal;
  action.sa_flags = SA_ONSTACK | SA_RESETHAND;
  for (const int number : kSignals) sigaction(number, &action, nullptr);
}

FileBeingRead::FileBeingRead(std::string_view name) : outer_(innermost) {
  name = name.substr(0, kLongestName);
  std::transform(name.begin(), name.end(), name_.begin(),
                 [](char c) { return c >= ' ' && c <= '~' ? c : '?'; });
  name_[name.size()] = '\0';
  innermost = this;
}

FileBeingRead::~FileBeingRead() { innermost = outer_; }

}  // namespace atomics_lab::elf
