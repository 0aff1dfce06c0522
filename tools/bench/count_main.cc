// Makes two increments of a new object of each counter named on its command
// line, each counter in a process of its own, for who follows it instruction
// by instruction: see executed.h. Prints the counters' notes on their process
// and nothing else.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <string_view>

#include "counters/probes.h"

// What an increment is called from and returns to; executed.h knows its name.
extern "C" [[gnu::noinline]] void atomics_lab_add_once(
    atomics_lab::AnyCounter& counter) {
  counter.Add(1);
  asm volatile("");  // so that it comes back here, and not to the caller
}

namespace {

[[noreturn]] void AddTwice(const atomics_lab::Probe& probe) {
  atomics_lab::AnyCounter counter(probe);
  atomics_lab_add_once(counter);
  atomics_lab_add_once(counter);
  const std::string_view note = probe.note();
  if (!note.empty()) {
    std::printf("Note: %.*s\n", static_cast<int>(note.size()), note.data());
    std::fflush(stdout);
  }
  _exit(0);
}

bool AddTwiceElsewhere(const atomics_lab::Probe& probe) {
  const pid_t child = fork();
  if (child == 0) AddTwice(probe);
  int status = 0;
  return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const atomics_lab::Probe* const probe = atomics_lab::FindProbe(argv[i]);
    if (probe == nullptr) return 2;
    if (!AddTwiceElsewhere(*probe)) return 1;
  }
  return 0;
}
