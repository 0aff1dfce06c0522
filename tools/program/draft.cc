#include "tools/program/draft.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tools/elf/names.h"
#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"
#include "tools/listing/listing.h"
#include "tools/program/instruction_set.h"
#include "tools/program/modelled_calls.h"

namespace atomics_lab::program {

using explore::Program;
using explore::Site;
using isa::MicroOp;
using listing::Instruction;

std::uint32_t Draft::Append(MicroOp op) {
  op.site = site_;
  program_.operations.push_back(op);
  return Next() - 1;
}

void Draft::Trap(std::string reason) {
  Append({.kind = MicroOp::Kind::kTrap, .target = program_.traps.size()});
  program_.traps.push_back(std::move(reason));
}

void Draft::AppendModel(const ModelledCall& model) {
  const std::uint32_t base = Next();
  const std::uint32_t caller = site_;
  for (MicroOp op : model.operations) {
    if (op.kind == MicroOp::Kind::kTrap) {
      Trap(model.traps[op.target]);
      continue;
    }
    const bool accesses =
        op.kind == MicroOp::Kind::kLoad || op.kind == MicroOp::Kind::kStore;
    if (accesses) {
      Site site = program_.sites[caller];
      site.text = absl::StrCat(model.name, ": ", model.steps[op.site]);
      // A load and a store of one step are one instruction.
      if (program_.sites.back().text != site.text ||
          op.kind == MicroOp::Kind::kLoad) {
        program_.sites.push_back(std::move(site));
      }
      op.site = static_cast<std::uint32_t>(program_.sites.size() - 1);
    } else {
      op.site = caller;
    }
    op.target += base;
    program_.operations.push_back(op);
  }
  auto& modelled = program_.modelled_calls;
  if (std::find(modelled.begin(), modelled.end(), model.name) ==
      modelled.end()) {
    modelled.push_back(model.name);
  }
}

std::uint32_t Draft::AddSite(const listing::Function& function,
                             const Instruction& instruction) {
  const auto [known, fresh] =
      sites_.insert({{function.mangled, instruction.address},
                     static_cast<std::uint32_t>(program_.sites.size())});
  if (!fresh) return known->second;
  Site site{.function = std::string(elf::WithoutParameters(function.demangled)),
            .address = instruction.address,
            .text = instruction.mnemonic};
  if (!instruction.operand_text.empty()) {
    absl::StrAppend(&site.text, " ", instruction.operand_text);
  }
  if (instruction.origin.source.has_value()) {
    site.file = instruction.origin.source->file;
    site.line = instruction.origin.source->line;
  }
  program_.sites.push_back(std::move(site));
  return known->second;
}

Program Draft::Finish(const InstructionSet& set) && {
  for (std::size_t i = 0; i < isa::kMostRegisters; ++i) {
    program_.register_names.push_back(
        set.register_name(static_cast<isa::RegisterNumber>(i)));
  }
  return std::move(program_);
}

}  // namespace atomics_lab::program
