#include "tools/explore/program.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

bool SameValue(const RegisterValue& a, const RegisterValue& b) {
  return a.reg == b.reg && a.value == b.value;
}

bool SameBytes(const MemoryRegion& a, const MemoryRegion& b) {
  return a.address == b.address && a.bytes == b.bytes &&
         a.writable == b.writable && a.dies_with_call == b.dies_with_call;
}

}  // namespace

std::size_t RegistersOf(const Program& program) {
  std::size_t count = 0;
  for (const isa::MicroOp& op : program.operations) {
    for (const isa::RegisterNumber reg :
         {op.result, op.result_high, op.a.reg, op.b.reg, op.c.reg,
          op.condition.reg}) {
      count = std::max(count, std::size_t{reg} + 1);
    }
  }
  return count;
}

std::size_t RegistersOf(const Thread& thread) {
  std::size_t count = 0;
  for (const RegisterValue& start : thread.registers) {
    count = std::max(count, std::size_t{start.reg} + 1);
  }
  for (const isa::RegisterNumber reg : thread.observed) {
    count = std::max(count, std::size_t{reg} + 1);
  }
  return count;
}

std::vector<bool> HeadsOf(const Program& program) {
  using Kind = isa::MicroOp::Kind;
  std::vector<bool> heads(program.operations.size());
  for (const isa::MicroOp& op : program.operations) {
    const bool jumps = op.kind == Kind::kBranch || op.kind == Kind::kJump;
    if (jumps && op.target < heads.size()) heads[op.target] = true;
  }
  return heads;
}

bool Alike(const Thread& a, const Thread& b) {
  return a.entry == b.entry && a.calls == b.calls && a.observed == b.observed &&
         std::ranges::equal(a.registers, b.registers, SameValue) &&
         std::ranges::equal(a.own, b.own, SameBytes);
}

}  // namespace atomics_lab::explore
