#include "tools/explore/thread_states.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/explore/liveness.h"
#include "tools/explore/move.h"
#include "tools/explore/own_memory.h"
#include "tools/explore/program.h"
#include "tools/explore/thread_state.h"

namespace atomics_lab::explore {
namespace {

using Words = std::vector<std::uint64_t>;

// What every state has, in front of what differs in length.
enum Word : std::size_t {
  kKindAndOperation,
  kBufferedAndCall,
  kMonitorSize,
  kMonitorAddress,
  kFirstRegister,
};

std::uint64_t Pair(std::uint64_t high, std::uint32_t low) {
  return high << 32 | low;
}
std::uint32_t High(std::uint64_t pair) {
  return static_cast<std::uint32_t>(pair >> 32);
}
std::uint32_t Low(std::uint64_t pair) {
  return static_cast<std::uint32_t>(pair);
}

std::size_t WordsOfBits(const RegisterSet& live) {
  return (CountRegisters(live) + 63) / 64;
}

// First the registers, then a bit for each that came from an own address.
void PutRegisters(const ThreadState& state, const RegisterSet& live,
                  Words& words) {
  ForEachRegister(live, [&](std::size_t reg, std::size_t) {
    words.push_back(state.registers[reg]);
  });
  const std::size_t bits = words.size();
  words.resize(bits + WordsOfBits(live));
  if (state.own_address.none()) return;
  ForEachRegister(live, [&](std::size_t reg, std::size_t i) {
    const std::uint64_t bit = state.own_address.test(reg) ? 1 : 0;
    words[bits + i / 64] |= bit << (i % 64);
  });
}

const std::uint64_t* GetRegisters(const std::uint64_t* word,
                                  const RegisterSet& live, ThreadState& state) {
  const std::uint64_t* const bits = word + CountRegisters(live);
  ForEachRegister(live, [&](std::size_t reg, std::size_t i) {
    state.registers[reg] = word[i];
    state.own_address.set(reg, (bits[i / 64] >> (i % 64) & 1) != 0);
  });
  return bits + WordsOfBits(live);
}

void PutBuffer(const std::vector<BufferedStore>& buffer, Words& words) {
  for (const BufferedStore& store : buffer) {
    words.insert(words.end(), {store.address,
                               std::uint64_t{store.operation} << 8 | store.size,
                               store.value.low, store.value.high});
  }
}

const std::uint64_t* GetBuffer(const std::uint64_t* word,
                               std::vector<BufferedStore>& buffer) {
  for (BufferedStore& store : buffer) {
    store = {.address = word[0],
             .operation = static_cast<std::uint32_t>(word[1] >> 8),
             .size = static_cast<std::uint8_t>(word[1]),
             .value = {word[2], word[3]}};
    word += 4;
  }
  return word;
}

void PutOwn(const OwnContent& own, Words& words) {
  for (const OwnGranule& granule : own) {
    words.push_back(std::uint64_t{granule.number} << 8 | granule.own_address);
    words.push_back(granule.bytes);
  }
}

}  // namespace

std::uint32_t ThreadStates::KindOf(const Thread& thread) {
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    if (Alike(*kinds_[i].thread, thread)) return static_cast<std::uint32_t>(i);
  }
  RegisterSet observed;
  for (const isa::RegisterNumber reg : thread.observed) observed.set(reg);
  kinds_.push_back({.thread = &thread,
                    .own = OwnMemory(own_is_private_ ? thread.own : none_),
                    .observed = observed,
                    .last_call = LiveBefore(program_, observed)});
  return static_cast<std::uint32_t>(kinds_.size() - 1);
}

const RegisterSet& ThreadStates::Live(const ThreadState& state) const {
  const Kind& kind = kinds_[state.kind];
  if (state.operation == ThreadState::kEnd) return kind.observed;
  const bool last =
      state.call + 1 == static_cast<std::uint32_t>(kind.thread->calls);
  return (last ? kind.last_call : between_calls_)[state.operation];
}

bool ThreadStates::TouchesOwn(std::uint64_t address, int size) const {
  return std::any_of(kinds_.begin(), kinds_.end(), [&](const Kind& kind) {
    return kind.own.Touches(address, size);
  });
}

LocalState ThreadStates::Intern(ThreadState& state) {
  if (state.operation != ThreadState::kEnd) {
    same_future_.Settle(state.operation, state.registers, state.own_address);
  }
  const RegisterSet& live = Live(state);
  words_.clear();
  const bool watches = live.test(kMonitor) && state.monitor.size != 0;
  const Monitor monitor = watches ? state.monitor : Monitor();
  words_.push_back(Pair(state.kind, state.operation));
  words_.push_back(Pair(state.buffer.size(), state.call));
  words_.push_back(monitor.size);
  words_.push_back(monitor.address);
  PutRegisters(state, live, words_);
  PutBuffer(state.buffer, words_);
  PutOwn(state.own, words_);
  return states_.Intern(words_);
}

ThreadState ThreadStates::operator[](LocalState number) const {
  const SequenceTable::Sequence words = states_[number];
  ThreadState state;
  state.kind = High(words[kKindAndOperation]);
  state.operation = Low(words[kKindAndOperation]);
  state.call = Low(words[kBufferedAndCall]);
  state.monitor = MonitorOf(number);
  const std::uint64_t* word =
      GetRegisters(&words[kFirstRegister], Live(state), state);
  state.buffer.resize(High(words[kBufferedAndCall]));
  word = GetBuffer(word, state.buffer);
  for (; word != words.end(); word += 2) {
    state.own.push_back({.number = static_cast<std::uint32_t>(word[0] >> 8),
                         .own_address = static_cast<std::uint8_t>(word[0]),
                         .bytes = word[1]});
  }
  return state;
}

bool ThreadStates::Finished(LocalState number) const {
  const SequenceTable::Sequence words = states_[number];
  return Low(words[kKindAndOperation]) == ThreadState::kEnd &&
         High(words[kBufferedAndCall]) == 0;
}

Monitor ThreadStates::MonitorOf(LocalState number) const {
  const SequenceTable::Sequence words = states_[number];
  return {.address = words[kMonitorAddress],
          .size = static_cast<std::uint8_t>(words[kMonitorSize])};
}

std::size_t ThreadStates::Memory() const {
  return states_.Memory() +
         kinds_.size() * (between_calls_.size() + 1) * sizeof(RegisterSet);
}

}  // namespace atomics_lab::explore
