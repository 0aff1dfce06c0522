#include "tools/explore/program_text.h"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::MicroOp;

std::string_view Name(isa::Operation operation) {
  // In the order of isa::Operation.
  constexpr std::string_view kNames[] = {
      "copy",
      "add",
      "subtract",
      "multiply",
      "multiply-high-unsigned",
      "multiply-high-signed",
      "divide-unsigned",
      "divide-signed",
      "and",
      "or",
      "xor",
      "not",
      "shift-left",
      "shift-right",
      "shift-right-signed",
      "rotate-right",
      "sign-extend",
      "equal",
      "less-unsigned",
      "less-signed",
      "select",
      "count-leading-zeros",
      "reverse-bits",
      "reverse-bytes",
      "population-count",
  };
  static_assert(std::size(kNames) ==
                static_cast<std::size_t>(isa::Operation::kPopulationCount) + 1);
  return kNames[static_cast<std::size_t>(operation)];
}

std::string_view Name(isa::Fence fence) {
  switch (fence) {
    case isa::Fence::kFull:
      return "full";
    case isa::Fence::kLoad:
      return "load";
    case isa::Fence::kStore:
      return "store";
    case isa::Fence::kInstruction:
      return "instruction";
  }
  return "";
}

std::string_view Suffix(isa::Atomicity atomicity) {
  switch (atomicity) {
    case isa::Atomicity::kNone:
      return "";
    case isa::Atomicity::kReadModifyWrite:
      return ".rmw";
    case isa::Atomicity::kExclusive:
      return ".exclusive";
  }
  return "";
}

std::string_view Suffix(isa::Acquire acquire) {
  switch (acquire) {
    case isa::Acquire::kNone:
      return "";
    case isa::Acquire::kAcquirePc:
      return ".acquire-pc";
    case isa::Acquire::kAcquire:
      return ".acquire";
  }
  return "";
}

// Writes one operation with its program's names.
class Writer {
 public:
  explicit Writer(const Program& program) : program_(program) {}

  std::string Write(const MicroOp& op) const {
    switch (op.kind) {
      case MicroOp::Kind::kCompute:
        return Compute(op);
      case MicroOp::Kind::kLoad:
        return absl::StrCat(Pair(op), " = load", Access(op), Suffix(op.acquire),
                            op.discarded ? ".discarded" : "", " [", Text(op.a),
                            "]");
      case MicroOp::Kind::kStore:
        return Store(op);
      case MicroOp::Kind::kFence:
        return absl::StrCat("fence ", Name(op.fence));
      case MicroOp::Kind::kBranch:
        return absl::StrCat("branch ", Text(op.a), " → ", op.target);
      case MicroOp::Kind::kJump:
        return absl::StrCat("jump → ", op.target);
      case MicroOp::Kind::kCall:
        return absl::StrCat("call → ", op.target);
      case MicroOp::Kind::kReturn:
        return "return";
      case MicroOp::Kind::kChoose:
        return absl::StrCat(Register(op.result), " = choose ", Text(op.b));
      case MicroOp::Kind::kTrap:
        return op.target < program_.traps.size()
                   ? absl::StrCat("trap: ", program_.traps[op.target])
                   : "trap";
      case MicroOp::Kind::kClearExclusive:
        return "clear exclusive";
    }
    return "";
  }

 private:
  std::string Register(isa::RegisterNumber number) const {
    return number < program_.register_names.size()
               ? program_.register_names[number]
               : absl::StrCat("r", number);
  }

  std::string Text(const isa::Source& source) const {
    switch (source.kind) {
      case isa::Source::Kind::kNone:
        return "";
      case isa::Source::Kind::kRegister:
        return Register(source.reg);
      case isa::Source::Kind::kConstant:
        return source.constant < 10
                   ? absl::StrCat(source.constant)
                   : absl::StrCat("0x", absl::Hex(source.constant));
    }
    return "";
  }

  // Two registers for 16 bytes, the high half first.
  std::string Pair(const MicroOp& op) const {
    return op.size == 16 ? absl::StrCat(Register(op.result_high), ":",
                                        Register(op.result))
                         : Register(op.result);
  }

  static std::string Access(const MicroOp& op) {
    return absl::StrCat(".", op.size * 8, Suffix(op.atomicity));
  }

  std::string Compute(const MicroOp& op) const {
    if (op.operation == isa::Operation::kCopy && op.bits == 64) {
      return absl::StrCat(Register(op.result), " = ", Text(op.a));
    }
    std::string text = absl::StrCat(Register(op.result), " = ",
                                    Name(op.operation), ".", op.bits);
    std::string_view before = " ";
    for (const isa::Source& source : {op.a, op.b, op.c}) {
      if (source.kind == isa::Source::Kind::kNone) continue;
      absl::StrAppend(&text, before, Text(source));
      before = ", ";
    }
    return text;
  }

  std::string Store(const MicroOp& op) const {
    const bool answers = op.atomicity == isa::Atomicity::kExclusive;
    const bool conditional = op.condition.kind != isa::Source::Kind::kNone;
    return absl::StrCat(
        answers ? absl::StrCat(Register(op.result), " = ") : "", "store",
        Access(op), op.release ? ".release" : "", " [", Text(op.a), "], ",
        op.size == 16 ? absl::StrCat(Text(op.c), ":") : "", Text(op.b),
        conditional ? absl::StrCat(" if ", Text(op.condition)) : "");
  }

  const Program& program_;
};

bool EndsStraightCode(MicroOp::Kind kind) {
  return kind == MicroOp::Kind::kJump || kind == MicroOp::Kind::kReturn ||
         kind == MicroOp::Kind::kTrap;
}

std::vector<bool> Reachable(const Program& program, std::uint32_t entry) {
  std::vector<bool> reached(program.operations.size());
  std::vector<std::size_t> open = {entry};
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    if (at >= reached.size() || reached[at]) continue;
    reached[at] = true;
    const MicroOp& op = program.operations[at];
    if (!EndsStraightCode(op.kind)) open.push_back(at + 1);
    if (op.kind == MicroOp::Kind::kBranch || op.kind == MicroOp::Kind::kJump) {
      open.push_back(op.target);
    }
  }
  return reached;
}

}  // namespace

std::string OperationText(const Program& program, const MicroOp& op) {
  return Writer(program).Write(op);
}

std::vector<LoweredSite> LoweredSites(const Program& program,
                                      std::uint32_t entry) {
  const std::vector<bool> reached = Reachable(program, entry);
  std::vector<LoweredSite> sites;
  std::uint32_t site = ~std::uint32_t{0};
  for (std::uint32_t i = 0; i < program.operations.size(); ++i) {
    if (!reached[i]) continue;
    const MicroOp& op = program.operations[i];
    const bool gap = i > 0 && !reached[i - 1];
    if (sites.empty() || op.site != site || gap) {
      sites.push_back({.site = program.sites[op.site], .first = i});
    }
    site = op.site;
    sites.back().operations.push_back(OperationText(program, op));
  }
  return sites;
}

std::string ProgramText(const std::vector<LoweredSite>& sites) {
  std::string text;
  std::string_view function;
  for (const LoweredSite& lowered : sites) {
    if (lowered.site.function != function) {
      function = lowered.site.function;
      absl::StrAppend(&text, function, "\n");
    }
    absl::StrAppendFormat(&text, "  %#x  %s\n", lowered.site.address,
                          lowered.site.text);
    std::uint32_t number = lowered.first;
    for (const std::string& operation : lowered.operations) {
      absl::StrAppendFormat(&text, "  %10d  %s\n", number++, operation);
    }
  }
  return text;
}

}  // namespace atomics_lab::explore
