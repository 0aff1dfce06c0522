#include "tools/asmcheck/check.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/types/span.h"
#include "tools/asmcheck/promise.h"
#include "tools/isa/control_flow.h"
#include "tools/isa/isa.h"
#include "tools/isa/reading.h"
#include "tools/listing/listing.h"
#include "tools/listing/name_pattern.h"

namespace atomics_lab::asmcheck {
namespace {

using Indices = std::vector<std::size_t>;

bool HoldsWord(std::string_view mnemonic, std::string_view word) {
  for (std::string_view part : absl::StrSplit(mnemonic, ' ')) {
    if (part == word) return true;
  }
  return false;
}

// A function, asked by promises.
class Questioned {
 public:
  explicit Questioned(const listing::Function& function)
      : function_(function), reading_(function) {}

  std::size_t size() const { return reading_.size(); }
  const std::vector<isa::Loop>& loops() const { return reading_.loops(); }

  bool Fits(const Element& element, std::size_t index) const {
    return std::any_of(element.alternatives.begin(), element.alternatives.end(),
                       [&](const Term& term) { return Fits(term, index); });
  }

  // The instructions that fit, ascending.
  Indices All(const Element& element) const {
    Indices all;
    for (std::size_t i = 0; i < size(); ++i) {
      if (Fits(element, i)) all.push_back(i);
    }
    return all;
  }

  bool IsNoticeable(std::size_t index) const {
    return reading_.IsNoticeable(index);
  }

  // "ldaxr at +0x4"
  std::string Place(std::size_t index) const {
    const listing::Instruction& instruction = function_.instructions[index];
    return absl::StrFormat("%s at +0x%x", instruction.mnemonic,
                           instruction.address - function_.address);
  }

 private:
  bool Fits(const Term& term, std::size_t index) const;
  bool FitsRole(isa::Role role, std::size_t index) const;
  bool CallsTo(std::string_view name, std::size_t index) const;

  const listing::Function& function_;
  const isa::Reading reading_;
};

bool Questioned::FitsRole(isa::Role role, std::size_t index) const {
  const isa::Effect& effect = reading_.effect(index);
  const bool access = role == isa::Role::kLoad || role == isa::Role::kStore ||
                      role == isa::Role::kReadModifyWrite;
  return effect.role == role && (effect.shared || !access);
}

bool Questioned::CallsTo(std::string_view name, std::size_t index) const {
  const auto& target = function_.instructions[index].target;
  return reading_.effect(index).role == isa::Role::kCall &&
         target.has_value() &&
         listing::NamePattern(name).Fits({.mangled = target->mangled,
                                          .demangled = target->demangled,
                                          .address = std::nullopt});
}

bool Questioned::Fits(const Term& term, std::size_t index) const {
  switch (term.kind) {
    case Term::Kind::kOpcode: {
      const std::string_view mnemonic = function_.instructions[index].mnemonic;
      return std::all_of(
          term.words.begin(), term.words.end(),
          [&](const std::string& word) { return HoldsWord(mnemonic, word); });
    }
    case Term::Kind::kRole:
      return FitsRole(term.role, index);
    case Term::Kind::kAcquire:
      return reading_.effect(index).acquire;
    case Term::Kind::kRelease:
      return reading_.effect(index).release;
    case Term::Kind::kStoreStore:
      return reading_.effect(index).store_store;
    case Term::Kind::kCallTo:
      return CallsTo(term.words.front(), index);
    case Term::Kind::kLoop:
      return reading_.IsInLoop(index);
    case Term::Kind::kInstruction:
      return true;
  }
  return false;
}

// Elements of which each stands right behind the one before it.
using Run = absl::Span<const Element>;

std::vector<Run> RunsOf(const Clause& clause) {
  std::vector<Run> runs;
  const Run all = clause.elements;
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = begin + 1;
    while (end < all.size() && all[end].next) ++end;
    runs.push_back(all.subspan(begin, end - begin));
    begin = end;
  }
  return runs;
}

// How many of `run`, from its first, fit from candidates[at] on.
std::size_t FitFrom(const Questioned& reading, Run run,
                    const Indices& candidates, std::size_t at) {
  std::size_t fit = 0;
  while (fit < run.size() && at + fit < candidates.size() &&
         candidates[at + fit] == candidates[at] + fit &&
         reading.Fits(run[fit], candidates[at + fit])) {
    ++fit;
  }
  return fit;
}

// Matches the runs one after the other among `candidates`, each as early as
// possible, which finds a match if there is one. If there is none, as much as
// fits of the first run that does not.
Indices MatchInOrder(const Questioned& reading, const Clause& clause,
                     const Indices& candidates) {
  Indices matched;
  std::size_t from = 0;
  for (const Run run : RunsOf(clause)) {
    std::size_t fit = 0;
    for (std::size_t at = from; at < candidates.size() && fit < run.size();
         ++at) {
      const std::size_t fits = FitFrom(reading, run, candidates, at);
      if (fits <= fit) continue;
      fit = fits;
      from = at;
    }
    for (std::size_t i = 0; i < fit; ++i) {
      matched.push_back(candidates[from + i]);
    }
    if (fit < run.size()) break;
    from += fit;
  }
  return matched;
}

std::string WhatIsMissing(const Questioned& reading, const Clause& clause,
                          const Indices& matched) {
  const Element& missing = clause.elements[matched.size()];
  if (matched.empty()) return absl::StrCat("no ", missing.text);
  return absl::StrCat("no ", missing.text,
                      missing.next ? " right behind the " : " after the ",
                      reading.Place(matched.back()));
}

// True if some loop, at any depth, holds the whole sequence in order.
bool OccursInLoop(const Questioned& reading, const Clause& clause,
                  const std::vector<isa::Loop>& loops) {
  return std::any_of(loops.begin(), loops.end(), [&](const isa::Loop& loop) {
    return MatchInOrder(reading, clause, loop.body).size() ==
           clause.elements.size();
  });
}

std::optional<Breach> CheckSequence(const Questioned& reading,
                                    const Clause& clause) {
  Indices all(reading.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  const Indices matched = MatchInOrder(reading, clause, all);
  if (matched.size() < clause.elements.size()) {
    return Breach{WhatIsMissing(reading, clause, matched), matched, {}};
  }
  if (!clause.loop || OccursInLoop(reading, clause, reading.loops())) {
    return std::nullopt;
  }
  return Breach{"it occurs, but no loop holds it", matched, {}};
}

std::optional<Breach> CheckNever(const Questioned& reading,
                                 const Clause& clause) {
  for (const Element& element : clause.elements) {
    const Indices found = reading.All(element);
    if (found.empty()) continue;
    return Breach{absl::StrCat("there is ", element.text, ": ",
                               reading.Place(found.front())),
                  {},
                  found};
  }
  return std::nullopt;
}

std::optional<Breach> CheckOnly(const Questioned& reading,
                                const Clause& clause) {
  Breach breach;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    const bool named = std::any_of(
        clause.elements.begin(), clause.elements.end(),
        [&](const Element& element) { return reading.Fits(element, i); });
    if (named) {
      breach.kept.push_back(i);
    } else if (reading.IsNoticeable(i)) {
      breach.broken.push_back(i);
    }
  }
  if (!breach.broken.empty()) {
    breach.explanation = absl::StrCat("something else can be noticed: ",
                                      reading.Place(breach.broken[0]));
    return breach;
  }
  // A promise that only names what is not there would be kept by anything.
  if (!breach.kept.empty()) return std::nullopt;
  return Breach{"there is nothing of the kind", {}, {}};
}

std::optional<Breach> CheckCount(const Questioned& reading,
                                 const Clause& clause) {
  const Element& element = clause.elements.front();
  const Indices found = reading.All(element);
  const bool right = clause.kind == Clause::Kind::kExactly
                         ? found.size() == clause.count
                         : found.size() <= clause.count;
  if (right) return std::nullopt;
  return Breach{
      absl::StrCat("found ", found.size(), " ", element.text), {}, found};
}

// An instruction that nobody knows may be what a promise forbids, or undo what
// it asks for.
std::optional<Breach> CheckAllKnown(const listing::Function& function) {
  for (std::size_t i = 0; i < function.instructions.size(); ++i) {
    const listing::Instruction& instruction = function.instructions[i];
    if (!instruction.unknown) continue;
    return Breach{
        absl::StrFormat("it cannot be judged: the decoder does not know %s %s "
                        "at +0x%x",
                        instruction.mnemonic, instruction.operand_text,
                        instruction.address - function.address),
        {},
        {i}};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Breach> Check(const Clause& clause,
                            const listing::Function& function) {
  std::optional<Breach> unknown = CheckAllKnown(function);
  if (unknown.has_value()) return unknown;
  const Questioned reading(function);
  switch (clause.kind) {
    case Clause::Kind::kSequence:
      return CheckSequence(reading, clause);
    case Clause::Kind::kNever:
      return CheckNever(reading, clause);
    case Clause::Kind::kOnly:
      return CheckOnly(reading, clause);
    case Clause::Kind::kAtMost:
    case Clause::Kind::kExactly:
      return CheckCount(reading, clause);
  }
  return std::nullopt;
}

}  // namespace atomics_lab::asmcheck
