#include "tools/program/sleepers.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

void SleepWhile(SharedWord* word, SharedWord value) {
  while (__atomic_load_n(word, __ATOMIC_ACQUIRE) == value) {
    ::syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, nullptr);
  }
}

void SetAndWake(SharedWord* word, SharedWord value, int sleepers) {
  __atomic_store_n(word, value, __ATOMIC_RELEASE);
  ::syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, sleepers);
}

}  // namespace

extern "C" {

void SleeperWaits(SharedWord* word) { SleepWhile(word, 0); }

void SleeperWakesOne(SharedWord* word) { SetAndWake(word, 1, 1); }

void SleeperWakesAll(SharedWord* word) { SetAndWake(word, 1, 8); }

void SleeperSets(SharedWord* word) {
  __atomic_store_n(word, SharedWord{1}, __ATOMIC_RELEASE);
}

void SleeperAnswers(SharedWord* word) {
  SleepWhile(word, 0);
  SetAndWake(word, 2, 1);
}

void SleeperAsks(SharedWord* word) {
  SetAndWake(word, 1, 1);
  SleepWhile(word, 1);
}

}  // extern "C"
