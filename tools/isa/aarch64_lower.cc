#include "tools/isa/aarch64_lower.h"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_format.h"
#include "absl/types/span.h"
#include "tools/isa/aarch64_lowering.h"
#include "tools/isa/aarch64_operands.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/place.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using aarch64::Lowering;
using aarch64::Rule;

using RuleMap = absl::flat_hash_map<std::string_view, bool (*)(Lowering&)>;

RuleMap MakeRules() {
  RuleMap rules;
  for (absl::Span<const Rule> part :
       {aarch64::ArithmeticRules(), aarch64::BitfieldRules(),
        aarch64::FlagRules(), aarch64::MultiplyRules(), aarch64::MemoryRules(),
        aarch64::VectorRules(), aarch64::ControlRules()}) {
    for (const Rule& rule : part) rules.emplace(rule.mnemonic, rule.lower);
  }
  return rules;
}

bool LowerKnown(Lowering& to) {
  static const auto& rules = *new RuleMap(MakeRules());
  if (to.Are("vvv")) return aarch64::LowerVectorOperation(to);
  const auto found = rules.find(to.mnemonic());
  if (found != rules.end()) return found->second(to);
  return aarch64::LowerOrderedAccess(to) || aarch64::LowerAtomic(to) ||
         aarch64::LowerConditionalBranch(to);
}

bool LowerInto(Lowering& to) { return LowerKnown(to) && to.ReferenceHeeded(); }

absl::Status Unknown(const listing::Instruction& instruction) {
  return absl::UnimplementedError(absl::StrFormat(
      "no micro-operations are known for `%s%s%s` at 0x%x",
      instruction.mnemonic, instruction.operand_text.empty() ? "" : " ",
      instruction.operand_text, instruction.address));
}

}  // namespace

absl::StatusOr<std::vector<MicroOp>> LowerAArch64(
    const listing::Instruction& instruction, const Place& place) {
  auto operands = aarch64::ResolveOperands(instruction);
  if (!operands.has_value()) return Unknown(instruction);
  Lowering lowering(instruction, place, *std::move(operands));
  if (!LowerInto(lowering)) return Unknown(instruction);
  return lowering.Take();
}

}  // namespace atomics_lab::isa
