#include "tools/explore/armv8_state.h"

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "tools/explore/liveness.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using Outcome = ScriptEntry::Outcome;

constexpr std::uint64_t kUnplaced = 1 << 8;
constexpr std::uint64_t kOvertaken = 1 << 9;
constexpr std::uint64_t kLost = 1 << 10;
constexpr std::uint64_t kWide = 1 << 11;
constexpr std::uint64_t kForwarded = 1 << 12;

bool HasValue(Outcome outcome) {
  return outcome == Outcome::kPerformed || outcome == Outcome::kChosen;
}

void AppendEntry(const ScriptEntry& entry, Words& words) {
  const bool wide = entry.value.high != 0;
  words.push_back(static_cast<std::uint64_t>(entry.outcome) |
                  (entry.unplaced ? kUnplaced : 0) |
                  (entry.overtaken ? kOvertaken : 0) |
                  (entry.lost ? kLost : 0) | (wide ? kWide : 0) |
                  (entry.forwarded ? kForwarded : 0));
  if (HasValue(entry.outcome)) words.push_back(entry.value.low);
  if (wide) words.push_back(entry.value.high);
}

class Reader {
 public:
  explicit Reader(absl::Span<const std::uint64_t> words) : words_(words) {}

  bool done() const { return at_ == words_.size(); }
  std::uint64_t Next() { return words_[at_++]; }

  ScriptEntry NextEntry() {
    const std::uint64_t word = Next();
    ScriptEntry entry;
    entry.outcome = static_cast<Outcome>(word & 0xff);
    entry.unplaced = (word & kUnplaced) != 0;
    entry.overtaken = (word & kOvertaken) != 0;
    entry.lost = (word & kLost) != 0;
    entry.forwarded = (word & kForwarded) != 0;
    if (HasValue(entry.outcome)) entry.value.low = Next();
    if ((word & kWide) != 0) entry.value.high = Next();
    return entry;
  }

 private:
  absl::Span<const std::uint64_t> words_;
  std::size_t at_ = 0;
};

}  // namespace

Words Encode(const Settled& settled, const Script& script,
             const RegisterSet& live) {
  Words words = {
      settled.operation | (static_cast<std::uint64_t>(settled.profile) << 32),
      static_cast<std::uint64_t>(settled.call)};
  if (live[kMonitor]) {
    words.push_back(settled.monitor.address);
    words.push_back(static_cast<std::uint64_t>(settled.monitor.size));
  }
  for (std::size_t i = 0; i < isa::kMostRegisters; ++i) {
    if (live[i]) words.push_back(settled.registers[i]);
  }
  words.push_back(settled.own.size());
  for (const auto& [address, word] : settled.own) {
    words.push_back(address);
    words.push_back(word);
  }
  for (const ScriptEntry& entry : script) AppendEntry(entry, words);
  return words;
}

Position PositionOf(absl::Span<const std::uint64_t> words) {
  return {.profile = static_cast<std::uint32_t>(words[0] >> 32),
          .operation = static_cast<std::uint32_t>(words[0]),
          .call = static_cast<int>(words[1])};
}

void Decode(absl::Span<const std::uint64_t> words, const RegisterSet& live,
            Settled& settled, Script& script) {
  const Position position = PositionOf(words);
  settled.profile = position.profile;
  settled.operation = position.operation;
  settled.call = position.call;
  Reader reader(words.subspan(2));
  if (live[kMonitor]) {
    settled.monitor.address = reader.Next();
    settled.monitor.size = static_cast<int>(reader.Next());
  }
  for (std::size_t i = 0; i < isa::kMostRegisters; ++i) {
    if (live[i]) settled.registers[i] = reader.Next();
  }
  for (std::uint64_t left = reader.Next(); left > 0; --left) {
    const std::uint64_t address = reader.Next();
    settled.own[address] = reader.Next();
  }
  while (!reader.done()) script.push_back(reader.NextEntry());
}

}  // namespace atomics_lab::explore
