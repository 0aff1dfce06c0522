// Sources: Arm ARM DDI 0487, B2.17, "Load-Exclusive and Store-Exclusive
// instruction usage restrictions"; C6.2, the pages of stxr and stxp;
// AAPCS64 (IHI 0055), "Parameter passing" and "Result return".
#include "tools/isa/exclusive_rules.h"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "tools/isa/code_reader.h"
#include "tools/isa/exclusive_address.h"
#include "tools/isa/exclusive_ways.h"
#include "tools/isa/operands.h"
#include "tools/isa/suspect.h"
#include "tools/listing/flow.h"
#include "tools/listing/listing.h"
#include "tools/listing/whole_register.h"

namespace atomics_lab::isa {
namespace {

using listing::Operand;
using listing::WholeRegister;

// The registers that a pair's access loads or stores.
absl::Span<const Operand> DataOf(const Step& access) {
  absl::Span<const Operand> data = access.instruction.operands;
  if (access.effect.role == Role::kStoreConditional) data.remove_prefix(1);
  data.remove_suffix(1);
  return data;
}

// Bits that it accesses together.
int SizeOf(const Step& access) {
  const Operand* memory = MemoryOperand(access.instruction);
  return memory == nullptr ? 0 : memory->bits;
}

bool MayBeResult(std::string_view whole_register) {
  return whole_register == "x0" || whole_register == "x1";
}

// Whether somebody else may read a register after the step.
bool MayHandOver(const Step& step, std::string_view whole_register) {
  if (step.flow == listing::Flow::kCall) return true;
  if (step.flow == listing::Flow::kReturn) return MayBeResult(whole_register);
  return step.leaves;
}

}  // namespace

std::string StatusOf(const Step& store) {
  return WholeRegister(store.instruction.operands.front().reg);
}

bool ReusesStatus(const Step& store) {
  const std::string status = StatusOf(store);
  for (const Operand& data : DataOf(store)) {
    if (WholeRegister(data.reg) == status) return true;
  }
  return BaseOf(store) == status;
}

bool MayReadStatus(CodeReader& code, std::size_t store) {
  const std::string status = StatusOf(*code.At(store));
  if (status.empty()) return false;
  std::set<std::size_t> seen;
  std::vector<std::size_t> open = code.At(store)->next;
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    if (!seen.insert(at).second) continue;
    const Step* step = code.At(at);
    if (step == nullptr || seen.size() > kMostSteps) return true;
    if (Reads(*step, status)) return true;
    if (Writes(*step, status)) continue;
    if (MayHandOver(*step, status)) return true;
    open.insert(open.end(), step->next.begin(), step->next.end());
  }
  return code.At(store)->leaves;
}

bool MayPair(CodeReader& code, std::size_t load, std::size_t store,
             const ExclusiveWays& ways) {
  return SizeOf(*code.At(load)) == SizeOf(*code.At(store)) &&
         MayBeAddressOf(code, load, store, ways);
}

}  // namespace atomics_lab::isa
