#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <thread>

#include "counters/probes.h"
#include "counters/run_together.h"
#include "gtest/gtest.h"
#include "tests/contract/checks.h"

namespace atomics_lab::contract {
namespace {

constexpr std::size_t kLetters = 200;

// Data that one thread writes before an Add and another reads after a Read.
struct Letter {
  // Tells a missing letter without a data race.
  std::atomic<bool> written{false};
  // Plain on purpose: ThreadSanitizer reports its reading as a race unless the
  // counter made the writing happen before it.
  std::uint64_t text = 0;
};

using Letters = std::array<Letter, kLetters>;

void Write(Letter& letter, std::uint64_t text) {
  letter.text = text;
  // Relaxed: the counter under test must do the ordering, not this flag.
  letter.written.store(true, std::memory_order_relaxed);
}

// Expects that the first `count` letters are there to be read.
testing::AssertionResult AreReadable(const Letters& letters,
                                     std::uint64_t count) {
  if (count > kLetters) {
    return testing::AssertionFailure()
           << "Read() is " << count << " after at most " << kLetters
           << " adds of 1";
  }
  for (std::size_t i = 0; i < count; ++i) {
    // Relaxed: as in Write.
    if (!letters[i].written.load(std::memory_order_relaxed) ||
        letters[i].text != i) {
      return testing::AssertionFailure()
             << "Read() is " << count << ", but what was written before Add "
             << i + 1 << " is not visible";
    }
  }
  return testing::AssertionSuccess();
}

// Reads what the counter announces until the writer has stopped or something
// announced is missing.
testing::AssertionResult ReadLetters(const AnyCounter& counter,
                                     const Letters& letters,
                                     const std::atomic<bool>& stopped) {
  auto result = AreReadable(letters, counter.Read());
  // Relaxed: says when to stop, and must not order anything in the counter's
  // place.
  while (result && !stopped.load(std::memory_order_relaxed)) {
    std::this_thread::yield();
    result = AreReadable(letters, counter.Read());
  }
  return result;
}

void WriteLetters(Letters& letters, AnyCounter& counter) {
  for (std::size_t i = 0; i < kLetters; ++i) {
    Write(letters[i], i);
    counter.Add(1);
  }
}

}  // namespace

// A pass does not prove the claim. x86-64 keeps stores in order anyway, an
// emulator on such a host does too, and a weaker machine may still happen to.
// Under ThreadSanitizer it means more: that a happens-before edge was there.
testing::AssertionResult AddPublishesEarlierWrites(const Probe& probe) {
  AnyCounter counter(probe);
  Letters letters;
  auto result = AreReadable(letters, counter.Read());
  if (!result) return result;
  std::atomic<bool> stopped{false};
  RunTogether(2, [&](int thread) {
    if (thread == 0) {
      result = ReadLetters(counter, letters, stopped);
      return;
    }
    WriteLetters(letters, counter);
    // Relaxed: as in ReadLetters.
    stopped.store(true, std::memory_order_relaxed);
  });
  return result;
}

}  // namespace atomics_lab::contract
