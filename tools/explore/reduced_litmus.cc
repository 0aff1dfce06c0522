#include "tools/explore/reduced_litmus.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tools/explore/armv8_litmus.h"
#include "tools/explore/program.h"
#include "tools/explore/program_text.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore::litmus {
namespace {

// In a register that nothing names.
MicroOp Nothing() { return Do(Operation::kCopy, 30, C(0), C(0)); }

bool IsNothing(MicroOp op) {
  op.site = 0;
  return op == Nothing();
}

void TakeOut(Code& code, std::uint32_t site) {
  for (MicroOp& op : code) {
    if (op.site == site) op = Nothing();
  }
}

// What is like it but for one instruction or ordering.
std::vector<Litmus> Smaller(const Litmus& litmus) {
  std::vector<Litmus> all;
  const auto add = [&]() -> Litmus& { return all.emplace_back(litmus); };
  for (std::size_t i = 0; i < litmus.threads.size(); ++i) {
    for (std::size_t j = 0; j < litmus.threads[i].size(); ++j) {
      const MicroOp& op = litmus.threads[i][j];
      if (IsNothing(op)) continue;
      TakeOut(add().threads[i], op.site);
      if (op.acquire != Acquire::kNone) {
        add().threads[i][j].acquire = Acquire::kNone;
      }
      if (op.release) add().threads[i][j].release = false;
    }
  }
  for (std::size_t i = 0; i < litmus.registers.size(); ++i) {
    std::vector<std::pair<std::size_t, int>>& registers = add().registers;
    registers.erase(registers.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return all;
}

}  // namespace

Litmus Reduced(Litmus litmus, const std::function<bool(const Litmus&)>& fails) {
  for (bool smaller = true; smaller;) {
    smaller = false;
    for (Litmus& candidate : Smaller(litmus)) {
      if (!fails(candidate)) continue;
      litmus = std::move(candidate);
      smaller = true;
      break;
    }
  }
  return litmus;
}

Litmus WithoutOrderings(Litmus litmus) {
  for (Code& code : litmus.threads) {
    for (MicroOp& op : code) {
      if (op.kind == Kind::kFence) op = Nothing();
      op.acquire = Acquire::kNone;
      op.release = false;
    }
  }
  return litmus;
}

std::string TextOf(const Litmus& litmus) {
  const Program program = JobOf(litmus).program;
  std::string text;
  for (std::size_t i = 0; i < program.operations.size(); ++i) {
    const MicroOp& op = program.operations[i];
    if (IsNothing(op)) continue;
    text += std::to_string(i) + "  " + OperationText(program, op) + "\n";
  }
  text += "observed:";
  for (const auto& [thread, reg] : litmus.registers) {
    text += " " + std::to_string(thread) + ":r" + std::to_string(reg);
  }
  return text + ", x, y, z\n";
}

}  // namespace atomics_lab::explore::litmus
