// x86-64: what the decoder library says of operands, and what the manuals say
// instead where it errs.
//
// Sources: Intel SDM vol. 2 (325383), AMD APM vol. 3 (24594).
#include <capstone/capstone.h>

#include <cstdint>

#include "tools/listing/access.h"
#include "tools/listing/decoding.h"
#include "tools/listing/flow.h"
#include "tools/listing/listing.h"

namespace atomics_lab::listing {
namespace {

Operand Converted(csh handle, const cs_x86_op& raw) {
  Operand operand;
  Set(operand, {.reads = (raw.access & CS_AC_READ) != 0,
                .writes = (raw.access & CS_AC_WRITE) != 0});
  if (raw.type == X86_OP_REG) {
    operand.kind = Operand::Kind::kRegister;
    operand.reg = RegisterName(handle, raw.reg);
    operand.bits = 8 * raw.size;
  } else if (raw.type == X86_OP_IMM) {
    operand.kind = Operand::Kind::kImmediate;
    operand.immediate = raw.imm;
    operand.reads = true;
  } else if (raw.type == X86_OP_MEM) {
    operand.kind = Operand::Kind::kMemory;
    operand.base = RegisterName(handle, raw.mem.base);
    operand.index = RegisterName(handle, raw.mem.index);
    operand.scale = raw.mem.scale;
    operand.displacement = raw.mem.disp;
    operand.segment = RegisterName(handle, raw.mem.segment);
    operand.bits = 8 * raw.size;
  }
  return operand;
}

void Read(csh handle, const cs_insn& raw, Decoded& decoded) {
  const cs_x86& detail = raw.detail->x86;
  for (std::uint8_t i = 0; i < detail.op_count; ++i) {
    const cs_x86_op& operand = detail.operands[i];
    decoded.instruction.operands.push_back(Converted(handle, operand));
    if (operand.type == X86_OP_MEM && operand.mem.base == X86_REG_RIP) {
      decoded.data_address =
          raw.address + raw.size + static_cast<std::uint64_t>(operand.mem.disp);
    } else if (operand.type == X86_OP_IMM && GoesElsewhere(decoded.flow)) {
      decoded.branch_target = static_cast<std::uint64_t>(operand.imm);
    }
  }
  CorrectX86Access(decoded.instruction);
}

}  // namespace

const Decoding& X86_64Decoding() {
  static constexpr Decoding kDecoding = {.arch = CS_ARCH_X86,
                                         .mode = CS_MODE_64,
                                         .words = false,
                                         .register_name = RegisterName,
                                         .read = Read};
  return kDecoding;
}

}  // namespace atomics_lab::listing
