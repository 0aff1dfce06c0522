#include "tools/explore/plain_search.h"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::MicroOp;
using isa::Source;
using Kind = isa::MicroOp::Kind;
using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t kEnd = ~std::size_t{0};

// Bytes on their way to memory.
struct Store {
  std::size_t offset = 0;
  Bytes bytes;

  auto operator<=>(const Store&) const = default;
};

struct ThreadNow {
  std::size_t operation = 0;
  std::map<int, std::uint64_t> registers;
  std::vector<Store> buffer;  // oldest first

  auto operator<=>(const ThreadNow&) const = default;
};

struct Now {
  std::vector<ThreadNow> threads;
  Bytes memory;

  auto operator<=>(const Now&) const = default;
};

std::uint64_t Word(const std::uint8_t* bytes, std::size_t size) {
  std::uint64_t word = 0;
  for (std::size_t i = size; i-- > 0;) word = word << 8 | bytes[i];
  return word;
}

std::uint64_t Get(const ThreadNow& thread, const Source& source) {
  if (source.kind == Source::Kind::kConstant) return source.constant;
  const auto found = thread.registers.find(source.reg);
  return found == thread.registers.end() ? 0 : found->second;
}

void Apply(const Store& store, Bytes& memory) {
  for (std::size_t i = 0; i < store.bytes.size(); ++i) {
    memory[store.offset + i] = store.bytes[i];
  }
}

class Plain {
 public:
  Plain(const Job& job, bool buffers) : job_(job), buffers_(buffers) {}

  PlainResult Run();

 private:
  std::size_t Number(const Now& now);
  void Follow(std::size_t state);
  void Add(std::size_t from, const std::optional<Now>& next);
  std::optional<Now> Drained(Now now, std::size_t thread) const;
  std::optional<Now> Stepped(Now now, std::size_t thread) const;
  bool Load(const Now& now, ThreadNow& thread, const MicroOp& op) const;
  Store StoreOf(const ThreadNow& thread, const MicroOp& op) const;
  bool ReadModifyWrite(Now& now, ThreadNow& thread) const;
  Outcome OutcomeOf(const Now& now) const;
  bool AnyIsStuck() const;

  const Job& job_;
  const bool buffers_;
  std::map<Now, std::size_t> numbers_;
  std::vector<const Now*> states_;
  std::vector<std::vector<std::size_t>> before_;  // by state
  std::vector<std::size_t> ends_;
};

std::size_t Plain::Number(const Now& now) {
  const auto [found, added] = numbers_.try_emplace(now, states_.size());
  if (added) {
    states_.push_back(&found->first);
    before_.emplace_back();
  }
  return found->second;
}

void Plain::Add(std::size_t from, const std::optional<Now>& next) {
  if (next.has_value()) before_[Number(*next)].push_back(from);
}

std::optional<Now> Plain::Drained(Now now, std::size_t thread) const {
  std::vector<Store>& buffer = now.threads[thread].buffer;
  if (buffer.empty()) return std::nullopt;
  Apply(buffer.front(), now.memory);
  buffer.erase(buffer.begin());
  return now;
}

Store Plain::StoreOf(const ThreadNow& thread, const MicroOp& op) const {
  Store store = {.offset = Get(thread, op.a) - job_.memory[0].address};
  for (int i = 0; i < op.size; ++i) {
    store.bytes.push_back(
        static_cast<std::uint8_t>(Get(thread, op.b) >> (8 * i)));
  }
  return store;
}

// False while the youngest buffered store to some of the bytes lacks others.
bool Plain::Load(const Now& now, ThreadNow& thread, const MicroOp& op) const {
  const std::size_t begin = Get(thread, op.a) - job_.memory[0].address;
  const std::size_t end = begin + op.size;
  Bytes seen = now.memory;
  for (auto store = thread.buffer.rbegin(); store != thread.buffer.rend();
       ++store) {
    const std::size_t store_end = store->offset + store->bytes.size();
    if (store->offset >= end || store_end <= begin) continue;
    if (store->offset > begin || store_end < end) return false;
    Apply(*store, seen);
    break;
  }
  thread.registers[op.result] = Word(&seen[begin], op.size);
  return true;
}

bool Plain::ReadModifyWrite(Now& now, ThreadNow& thread) const {
  if (!thread.buffer.empty()) return false;
  const std::vector<MicroOp>& operations = job_.program.operations;
  Load(now, thread, operations[thread.operation]);
  for (++thread.operation;; ++thread.operation) {
    const MicroOp& op = operations[thread.operation];
    if (op.kind == Kind::kStore) {
      const bool happens = op.condition.kind == Source::Kind::kNone ||
                           Get(thread, op.condition) != 0;
      if (happens) Apply(StoreOf(thread, op), now.memory);
      ++thread.operation;
      return true;
    }
    thread.registers[op.result] =
        isa::Evaluate(op.operation, op.bits, Get(thread, op.a),
                      Get(thread, op.b), Get(thread, op.c));
  }
}

std::optional<Now> Plain::Stepped(Now now, std::size_t number) const {
  ThreadNow& thread = now.threads[number];
  if (thread.operation == kEnd) return std::nullopt;
  const MicroOp& op = job_.program.operations[thread.operation];
  if (op.kind == Kind::kLoad &&
      op.atomicity == isa::Atomicity::kReadModifyWrite) {
    return ReadModifyWrite(now, thread) ? std::optional(now) : std::nullopt;
  }
  if (op.kind == Kind::kLoad && !Load(now, thread, op)) return std::nullopt;
  if (op.kind == Kind::kFence && !thread.buffer.empty()) return std::nullopt;
  if (op.kind == Kind::kStore) {
    thread.buffer.push_back(StoreOf(thread, op));
    if (!buffers_) now = *Drained(std::move(now), number);
  }
  if (op.kind == Kind::kCompute) {
    thread.registers[op.result] =
        isa::Evaluate(op.operation, op.bits, Get(thread, op.a),
                      Get(thread, op.b), Get(thread, op.c));
  }
  const bool jumps = op.kind == Kind::kJump ||
                     (op.kind == Kind::kBranch && Get(thread, op.a) != 0);
  ThreadNow& after = now.threads[number];
  after.operation = op.kind == Kind::kReturn ? kEnd
                    : jumps                  ? op.target
                                             : after.operation + 1;
  return now;
}

Outcome Plain::OutcomeOf(const Now& now) const {
  Outcome outcome;
  for (std::size_t i = 0; i < now.memory.size(); i += 8) {
    outcome.push_back(Word(&now.memory[i], 8));
  }
  for (std::size_t i = 0; i < job_.threads.size(); ++i) {
    for (const isa::RegisterNumber reg : job_.threads[i].observed) {
      outcome.push_back(Get(now.threads[i], Source::Of(reg)));
    }
  }
  return outcome;
}

void Plain::Follow(std::size_t state) {
  const Now& now = *states_[state];
  bool ended = true;
  for (std::size_t i = 0; i < now.threads.size(); ++i) {
    ended = ended && now.threads[i].operation == kEnd &&
            now.threads[i].buffer.empty();
    Add(state, Drained(now, i));
    Add(state, Stepped(now, i));
  }
  if (ended) ends_.push_back(state);
}

bool Plain::AnyIsStuck() const {
  std::vector<bool> can_end(states_.size());
  std::vector<std::size_t> leading = ends_;
  for (const std::size_t end : ends_) can_end[end] = true;
  while (!leading.empty()) {
    const std::size_t state = leading.back();
    leading.pop_back();
    for (const std::size_t before : before_[state]) {
      if (can_end[before]) continue;
      can_end[before] = true;
      leading.push_back(before);
    }
  }
  return std::find(can_end.begin(), can_end.end(), false) != can_end.end();
}

PlainResult Plain::Run() {
  Now start = {.memory = job_.memory[0].bytes};
  for (const Thread& thread : job_.threads) {
    ThreadNow& now = start.threads.emplace_back();
    now.operation = thread.entry;
    for (const auto& [reg, value] : thread.registers) {
      now.registers[reg] = value;
    }
  }
  Number(start);
  for (std::size_t i = 0; i < states_.size(); ++i) Follow(i);
  PlainResult result = {.stuck = AnyIsStuck(), .states = states_.size()};
  for (const std::size_t end : ends_) {
    result.outcomes.insert(OutcomeOf(*states_[end]));
  }
  return result;
}

}  // namespace

PlainResult PlainSearch(const Job& job, bool buffers) {
  return Plain(job, buffers).Run();
}

}  // namespace atomics_lab::explore
