#include "tools/bench/executed.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "tools/result/experiments.h"

namespace atomics_lab::bench {
namespace {

constexpr std::size_t kIncrements = 2;  // that count_main.cc makes of each
// Of the functions in namespace atomics_lab::probes (Itanium C++ ABI, 5.1).
constexpr std::string_view kProbes = "_ZN11atomics_lab6probes";
// Before a counter's note on its process, which follows its increments.
constexpr std::string_view kNote = "Note: ";
// What count_main.cc calls increments from.
constexpr std::string_view kAddOnce = "atomics_lab_add_once";

}  // namespace

Executed::Executed(std::vector<std::string> counters, std::uint64_t most)
    : most_(most) {
  counters_.reserve(counters.size());
  for (std::string& name : counters) {
    std::string add = absl::StrCat(kProbes, name.size(), name, "3AddE");
    counters_.push_back(
        {.name = std::move(name), .add = std::move(add), .counts = {}});
  }
}

Executed::Counter* Executed::Begun(std::string_view symbol) {
  if (!absl::StartsWith(symbol, kProbes)) return nullptr;
  for (Counter& counter : counters_) {
    if (absl::StartsWith(symbol, counter.add)) return &counter;
  }
  return nullptr;
}

// "Trace 0: 0x7f2104d56640 [00001001/00007f21138fff00/00000001/00000201] _ZN…",
// where nothing stands for a function without a name.
bool Executed::ReadLine(std::string_view line) {
  const std::size_t bracket = line.find("] ");
  if (!absl::StartsWith(line, "Trace ") || bracket == std::string_view::npos) {
    if (last_ != nullptr && absl::ConsumePrefix(&line, kNote)) {
      last_->note = line;
    } else {
      other_ = line;
    }
    return true;
  }
  ++since_;
  ReadSymbol(line.substr(bracket + 2));
  return since_ <= most_;
}

// Add is over where it is left for its caller, or, if that ended in a jump to
// it, for the caller's.
void Executed::ReadSymbol(std::string_view symbol) {
  if (current_ == nullptr) {
    current_ = Begun(symbol);
    count_ = 1;
    if (current_ == nullptr) caller_ = symbol;
    return;
  }
  if (symbol != caller_ && !absl::StartsWith(symbol, kAddOnce)) {
    ++count_;
    return;
  }
  current_->counts.push_back(count_);
  if (current_->counts.size() == kIncrements) since_ = 0;
  last_ = std::exchange(current_, nullptr);
  caller_ = symbol;
}

std::vector<result::InstructionCount> Executed::Counts() const {
  std::vector<result::InstructionCount> told;
  told.reserve(counters_.size());
  for (const Counter& counter : counters_) {
    auto& one = told.emplace_back();
    one.counter = counter.name;
    one.note = counter.note;
    const bool whole = counter.counts.size() == kIncrements;
    if (!whole && since_ > most_) {
      one.reason =
          absl::StrCat("more than ", most_, " instructions, and no end");
      break;
    }
    if (!whole) {
      one.reason = "its increments were not seen from beginning to end";
      continue;
    }
    one.first = counter.counts.front();
    one.later = counter.counts.back();
  }
  return told;
}

}  // namespace atomics_lab::bench
