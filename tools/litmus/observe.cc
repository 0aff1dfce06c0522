#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "tools/litmus/dialect.h"
#include "tools/litmus/litmus.h"

namespace atomics_lab::litmus {
namespace {

bool StartsWithAddress(const Thread& thread, std::string_view reg) {
  return std::any_of(thread.initial.begin(), thread.initial.end(),
                     [&](const Initial& initial) {
                       return initial.reg == reg && !initial.location.empty();
                     });
}

// The words of an instruction that can be registers.
std::vector<std::string_view> Words(std::string_view instruction) {
  std::vector<std::string_view> words = absl::StrSplit(
      instruction, absl::ByAnyChar(" \t,[]()!%#$:"), absl::SkipEmpty());
  // A mnemonic can read like a register.
  if (!words.empty()) words.erase(words.begin());
  return words;
}

void Add(std::vector<Observed>& all, Observed one) {
  if (std::find(all.begin(), all.end(), one) == all.end()) {
    all.push_back(std::move(one));
  }
}

}  // namespace

std::vector<Observed> EverythingObservable(const Test& test) {
  const Dialect& dialect = DialectOf(test.architecture);
  std::vector<Observed> all;
  for (std::size_t i = 0; i < test.threads.size(); ++i) {
    for (const std::string& instruction : test.threads[i].code) {
      for (std::string_view word : Words(instruction)) {
        std::string reg = dialect.canonical(word);
        if (reg.empty() || StartsWithAddress(test.threads[i], reg)) continue;
        Add(all, {static_cast<int>(i), std::move(reg)});
      }
    }
  }
  for (const Location& location : test.locations) {
    Add(all, {Observed::kMemory, location.name});
  }
  return all;
}

int SizeOf(const Test& test, std::string_view location) {
  for (const Location& candidate : test.locations) {
    if (candidate.name == location) return candidate.size;
  }
  return 0;
}

}  // namespace atomics_lab::litmus
