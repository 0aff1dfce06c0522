// Source: Arm ARM DDI 0487, C6.2, the pages of add, adrp, mov and sub.
#include "tools/isa/exclusive_address.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/isa/aarch64_words.h"
#include "tools/isa/code_reader.h"
#include "tools/isa/exclusive_ways.h"
#include "tools/isa/operands.h"
#include "tools/listing/listing.h"
#include "tools/listing/whole_register.h"

namespace atomics_lab::isa {
namespace {

using listing::Operand;
using listing::WholeRegister;

// `to` becomes `from` and a constant; of a constant alone `from` is empty.
struct Sum {
  std::string to;
  std::string from;
  std::int64_t constant = 0;
};

// Ways to have the address: a register, or nothing, and what to add to it.
using Holders = std::set<std::pair<std::string, std::int64_t>>;

// A loop that adds has no end of them: what then holds the address is open.
constexpr std::size_t kMostHolders = 16;

bool IsRegister(const Operand& operand) {
  return operand.kind == Operand::Kind::kRegister && operand.bits == 64 &&
         operand.modifier == listing::Modifier{};
}

std::optional<std::int64_t> ConstantOf(std::string_view mnemonic,
                                       const Operand& operand) {
  if (operand.kind != Operand::Kind::kImmediate) return std::nullopt;
  if (mnemonic == "add") return operand.immediate;
  if (mnemonic == "sub") return -operand.immediate;
  return std::nullopt;
}

std::optional<Sum> SumOf(const Step& step) {
  const std::string_view mnemonic = step.instruction.mnemonic;
  const std::vector<Operand>& operands = step.instruction.operands;
  if (operands.size() < 2 || !IsRegister(operands[0])) return std::nullopt;
  Sum sum = {.to = WholeRegister(operands[0].reg)};
  if (mnemonic == "adrp" && operands[1].kind == Operand::Kind::kImmediate) {
    sum.constant = operands[1].immediate;
    return sum;
  }
  if (!IsRegister(operands[1])) return std::nullopt;
  sum.from = WholeRegister(operands[1].reg);
  if (operands.size() == 2) {
    return mnemonic == "mov" ? std::optional(sum) : std::nullopt;
  }
  const auto constant = ConstantOf(mnemonic, operands[2]);
  if (!constant.has_value()) return std::nullopt;
  sum.constant = *constant;
  return sum;
}

// What holds the address of the load at `load`, by the instructions right
// before it.
Holders HoldersBefore(CodeReader& code, std::size_t load) {
  constexpr std::size_t kNear = 16 * kWord;
  const std::string base = BaseOf(*code.At(load));
  Holders holders = {{base, 0}};
  std::set<std::string> overwritten;
  for (std::size_t at = load; at >= kWord && load - at < kNear;) {
    at -= kWord;
    const Step* step = code.At(at);
    if (step == nullptr) break;
    const std::optional<Sum> sum = SumOf(*step);
    if (sum.has_value() && sum->to == base && sum->from != base &&
        !overwritten.contains(sum->from)) {
      holders.emplace(sum->from, sum->constant);
    }
    if (sum.has_value() && sum->from == base && sum->to != base &&
        !overwritten.contains(sum->to)) {
      holders.emplace(sum->to, -sum->constant);
    }
    if (Writes(*step, base)) break;
    overwritten.insert(step->writes.begin(), step->writes.end());
  }
  return holders;
}

Holders HoldersAfter(const Step& step, const Holders& before) {
  const std::optional<Sum> sum = SumOf(step);
  Holders after;
  for (const auto& [holder, constant] : before) {
    if (!Writes(step, holder)) after.emplace(holder, constant);
    if (sum.has_value() && sum->from == holder) {
      after.emplace(sum->to, constant - sum->constant);
    }
  }
  return after;
}

}  // namespace

std::string BaseOf(const Step& access) {
  const Operand* memory = MemoryOperand(access.instruction);
  return memory == nullptr ? "" : WholeRegister(memory->base);
}

bool MayBeAddressOf(CodeReader& code, std::size_t load, std::size_t store,
                    const ExclusiveWays& ways) {
  std::map<std::size_t, Holders> holders;
  std::vector<std::size_t> open = {load};
  holders[load] = HoldersBefore(code, load);
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    const Step& step = *code.At(at);
    const Holders after = HoldersAfter(step, holders[at]);
    for (const std::size_t next : step.next) {
      if (next != store && !ways.between.contains(next)) continue;
      const bool first = !holders.contains(next);
      Holders& there = holders[next];
      const std::size_t known = there.size();
      there.insert(after.begin(), after.end());
      const bool more = first || there.size() != known;
      if (there.size() > kMostHolders) return true;
      if (next != store && more) open.push_back(next);
    }
  }
  return holders[store].contains({BaseOf(*code.At(store)), 0});
}

}  // namespace atomics_lab::isa
