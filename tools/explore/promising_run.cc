#include "tools/explore/promising_run.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "absl/log/check.h"
#include "tools/explore/program.h"
#include "tools/explore/promising_thread.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore::promising {
namespace {

using isa::Atomicity;
using isa::MicroOp;
using Kind = MicroOp::Kind;

constexpr std::size_t kWord = 8;

}  // namespace

std::vector<std::uint64_t> StartWords(const Job& job) {
  const std::vector<std::uint8_t>& bytes = job.memory[0].bytes;
  CHECK_EQ(bytes.size() % kWord, 0U);
  std::vector<std::uint64_t> words(bytes.size() / kWord);
  for (std::size_t i = bytes.size(); i-- > 0;) {
    std::uint64_t& word = words[i / kWord];
    word = word << 8 | bytes[i];
  }
  return words;
}

Runs::Runs(const Job& job, std::size_t thread)
    : program_(job.program),
      thread_(job.threads[thread]),
      number_(thread),
      region_(job.memory[0]),
      start_words_(StartWords(job)) {
  CHECK_EQ(thread_.calls, 1);
  for (std::size_t i = thread_.entry; i < program_.operations.size(); ++i) {
    const MicroOp& op = program_.operations[i];
    if (op.kind == Kind::kReturn) break;
    if (op.kind == Kind::kStore) behind_last_store_ = i + 1;
    const bool jumps = op.kind == Kind::kBranch || op.kind == Kind::kJump;
    CHECK(!jumps || op.target > i);
  }
}

void Runs::Start(const Messages& messages) {
  messages_ = messages;
  given_ = Now();
  CHECK_LT(given_, 64U);
  promises_.clear();
  ends_.clear();
  ThreadNow now;
  now.operation = thread_.entry;
  now.registers.resize(std::max(RegistersOf(program_), RegistersOf(thread_)));
  now.places.resize(start_words_.size());
  for (const RegisterValue& start : thread_.registers) {
    now.registers[start.reg].value = start.value;
  }
  for (std::size_t i = 0; i < messages_.size(); ++i) {
    if (messages_[i].thread == number_) now.promises |= std::uint64_t{1} << i;
  }
  Run(std::move(now));
}

std::set<std::vector<std::uint64_t>> Runs::Ends(const Messages& messages) {
  promising_ = false;
  Start(messages);
  return std::move(ends_);
}

std::set<Message> Runs::Promises(const Messages& messages) {
  promising_ = true;
  Start(messages);
  return std::move(promises_);
}

void Runs::Run(ThreadNow now) {
  while (!IsHopeless(now)) {
    const MicroOp& op = Next(now);
    const bool stores_follow = now.operation < behind_last_store_;
    const bool promises_nothing = !stores_follow || !KnowsNext(now);
    if (op.kind == Kind::kReturn || (promising_ && promises_nothing)) {
      return End(now);
    }
    if (op.kind == Kind::kLoad) {
      return op.atomicity == Atomicity::kReadModifyWrite ? ReadModifyWrite(now)
                                                         : Load(now);
    }
    if (op.kind == Kind::kStore) {
      return op.atomicity == Atomicity::kExclusive ? ExclusiveStore(now)
                                                   : Store(now);
    }
    ++now.operation;
    if (op.kind == Kind::kCompute) Compute(now.registers, op);
    if (op.kind == Kind::kFence) PassFence(now.views, op.fence);
    if (op.kind == Kind::kClearExclusive) now.monitor = {};
    if (op.kind == Kind::kJump) now.operation = op.target;
    if (op.kind != Kind::kBranch) continue;
    const Held condition = Get(now.registers, op.a);
    Raise(now.views.control, condition.pick);
    if (condition.value != 0) now.operation = op.target;
  }
}

// Every store behind an access at an unknown address, or behind a branch on an
// unknown value, waits for that.
bool Runs::KnowsNext(const ThreadNow& now) const {
  const MicroOp& op = Next(now);
  const bool asks = op.kind == Kind::kLoad || op.kind == Kind::kStore ||
                    op.kind == Kind::kBranch;
  return !asks || IsKnown(Get(now.registers, op.a));
}

void Runs::End(const ThreadNow& now) {
  if (now.promises != 0) return;
  promises_.insert(promisable_.begin(), promisable_.end());
  if (promising_) return;
  std::vector<std::uint64_t> values;
  values.reserve(thread_.observed.size());
  for (const isa::RegisterNumber reg : thread_.observed) {
    values.push_back(now.registers[reg].value);
  }
  ends_.insert(std::move(values));
}

// Some message of the thread's can no longer be stored where it stands.
bool Runs::IsHopeless(const ThreadNow& now) const {
  const Time behind = std::max(now.views.control, now.views.writes);
  for (Time time = 1; time <= given_; ++time) {
    if (!IsPromised(now, time)) continue;
    const std::size_t place = messages_[time - 1].place;
    if (time <= std::max(behind, now.places[place].coherence)) return true;
  }
  return false;
}

std::size_t Runs::PlaceOf(const ThreadNow& now, const MicroOp& op) const {
  const std::uint64_t offset = Get(now.registers, op.a).value - region_.address;
  CHECK_EQ(offset % kWord, 0U);
  CHECK_LT(offset / kWord, start_words_.size());
  CHECK_LE(op.size, kWord);
  return offset / kWord;
}

std::uint64_t Runs::WordAt(std::size_t place, Time time) const {
  if (time == kFuture) return 0;
  return time == 0 ? start_words_[place] : messages_[time - 1].value;
}

// The last message at the place before that time; 0 if there is none.
Time Runs::LastBefore(std::size_t place, Time time) const {
  while (--time > 0) {
    if (messages_[time - 1].place == place) return time;
  }
  return 0;
}

// Those that were not overwritten at `from`, newest first.
std::vector<Time> Runs::Readable(const ThreadNow& now, std::size_t place,
                                 Time from) const {
  const Time oldest = std::max(from, now.places[place].coherence);
  std::vector<Time> times;
  if (promising_) times.push_back(kFuture);
  Time time = Now() + 1;
  do {
    time = LastBefore(place, time);
    times.push_back(time);
  } while (time > oldest);
  return times;
}

}  // namespace atomics_lab::explore::promising
