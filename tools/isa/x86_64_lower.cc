#include "tools/isa/x86_64_lower.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/types/span.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/x86_64_lowering.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

// By mnemonic and number of operands.
using RuleKey = std::pair<std::string, std::size_t>;
using RuleMap = absl::flat_hash_map<RuleKey, X86Rule>;

void AddConditional(RuleMap& rules, std::string_view stem, X86Rule rule) {
  for (const std::string_view suffix : X86Conditions()) {
    rules.emplace(RuleKey(absl::StrCat(stem, suffix), rule.operands), rule);
  }
}

RuleMap MakeRules() {
  RuleMap rules;
  for (absl::Span<const X86Rule> part :
       {X86ArithmeticRules(), X86AtomicRules(), X86BitRules(),
        X86ControlRules(), X86DivisionRules(), X86MoveRules(),
        X86ProductRules(), X86ShiftRules(), X86VectorRules()}) {
    for (const X86Rule& rule : part) {
      rules.emplace(RuleKey(rule.mnemonic, rule.operands), rule);
    }
  }
  AddConditional(rules, "j", {"", 1, LowerX86Branch});
  AddConditional(rules, "set", {"", 1, LowerX86SetByte});
  AddConditional(rules, "cmov", {"", 2, LowerX86MoveIf});
  return rules;
}

const RuleMap& Rules() {
  static const auto& rules = *new RuleMap(MakeRules());
  return rules;
}

bool LowerInto(X86Lowering& x) {
  const auto found = Rules().find(RuleKey(x.name(), x.count()));
  if (found == Rules().end()) return false;
  const X86Rule& rule = found->second;
  // Elsewhere the prefix is an invalid opcode (SDM vol. 2, LOCK).
  if (x.locked() && (!rule.lockable || !x.IsMemory(0))) return false;
  return rule.lower(x) && !x.refused();
}

}  // namespace

absl::StatusOr<std::vector<MicroOp>> LowerX86(
    const listing::Instruction& instruction, const Place& place) {
  X86Lowering x(instruction, place);
  if (LowerInto(x)) return x.Take();
  return absl::UnimplementedError(
      absl::StrFormat("no lowering for `%s%s%s` at 0x%x", instruction.mnemonic,
                      instruction.operand_text.empty() ? "" : " ",
                      instruction.operand_text, instruction.address));
}

std::vector<std::string> X86LoweredMnemonics() {
  std::vector<std::string> mnemonics;
  for (const auto& [key, rule] : Rules()) {
    if (rule.lockable) mnemonics.push_back(absl::StrCat("lock ", key.first));
    mnemonics.push_back(key.first);
  }
  return mnemonics;
}

}  // namespace atomics_lab::isa
