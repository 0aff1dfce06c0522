#include "tools/listing/decoder.h"

#include <capstone/capstone.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/log/check.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "tools/listing/operand_access.h"

namespace atomics_lab::listing {

// Capstone's handle and the instruction it decodes into, so that one
// allocation serves all instructions.
class Decoder::Library {
 public:
  explicit Library(Architecture architecture) : architecture_(architecture) {
    const bool x86 = architecture == Architecture::kX86_64;
    CHECK_EQ(cs_open(x86 ? CS_ARCH_X86 : CS_ARCH_ARM64,
                     x86 ? CS_MODE_64 : CS_MODE_ARM, &handle_),
             CS_ERR_OK);
    CHECK_EQ(cs_option(handle_, CS_OPT_DETAIL, CS_OPT_ON), CS_ERR_OK);
    raw_ = cs_malloc(handle_);
  }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  ~Library() {
    cs_free(raw_, 1);
    cs_close(&handle_);
  }

  std::optional<Decoded> Decode(Bytes code, std::uint64_t address);

 private:
  std::string Register(unsigned id) const {
    const char* name = id == 0 ? nullptr : cs_reg_name(handle_, id);
    return name == nullptr ? "" : name;
  }
  Operand Converted(const cs_x86_op& raw) const;
  Operand Converted(const cs_arm64_op& raw) const;
  void ReadX86(Decoded& decoded) const;
  void ReadAArch64(Decoded& decoded) const;

  Architecture architecture_;
  csh handle_ = 0;
  cs_insn* raw_ = nullptr;
};

namespace {

void SetAccess(Operand& operand, std::uint8_t access) {
  operand.reads = (access & CS_AC_READ) != 0;
  operand.writes = (access & CS_AC_WRITE) != 0;
}

// `ldr x0, label` has an address where other loads have memory.
void MakeLiteralMemory(Decoded& decoded) {
  Operand& literal = decoded.instruction.operands.back();
  const auto address = static_cast<std::uint64_t>(literal.immediate);
  decoded.data_address = address;
  literal.kind = Operand::Kind::kMemory;
  literal.immediate = 0;
  literal.base = "pc";
  literal.displacement =
      static_cast<std::int64_t>(address - decoded.instruction.address);
}

}  // namespace

std::optional<Decoded> Decoder::Library::Decode(Bytes code,
                                                std::uint64_t address) {
  const std::uint8_t* next = code.data();
  std::size_t left = code.size();
  std::uint64_t next_address = address;
  if (!cs_disasm_iter(handle_, &next, &left, &next_address, raw_)) {
    return std::nullopt;
  }
  Decoded decoded;
  Instruction& instruction = decoded.instruction;
  instruction.address = address;
  instruction.bytes.assign(raw_->bytes, raw_->bytes + raw_->size);
  instruction.mnemonic = absl::AsciiStrToLower(raw_->mnemonic);
  instruction.operand_text = raw_->op_str;
  decoded.call = cs_insn_group(handle_, raw_, CS_GRP_CALL);
  if (architecture_ == Architecture::kX86_64) {
    ReadX86(decoded);
  } else {
    ReadAArch64(decoded);
  }
  CorrectAccess(architecture_, decoded.instruction);
  return decoded;
}

Operand Decoder::Library::Converted(const cs_x86_op& raw) const {
  Operand operand;
  SetAccess(operand, raw.access);
  if (raw.type == X86_OP_REG) {
    operand.kind = Operand::Kind::kRegister;
    operand.reg = Register(raw.reg);
  } else if (raw.type == X86_OP_IMM) {
    operand.kind = Operand::Kind::kImmediate;
    operand.immediate = raw.imm;
    operand.reads = true;
  } else if (raw.type == X86_OP_MEM) {
    operand.kind = Operand::Kind::kMemory;
    operand.base = Register(raw.mem.base);
    operand.index = Register(raw.mem.index);
    operand.scale = raw.mem.scale;
    operand.displacement = raw.mem.disp;
    operand.segment = Register(raw.mem.segment);
  }
  return operand;
}

void Decoder::Library::ReadX86(Decoded& decoded) const {
  const cs_x86& detail = raw_->detail->x86;
  const bool branches = decoded.call ||
                        cs_insn_group(handle_, raw_, CS_GRP_JUMP) ||
                        cs_insn_group(handle_, raw_, CS_GRP_BRANCH_RELATIVE);
  for (std::uint8_t i = 0; i < detail.op_count; ++i) {
    const cs_x86_op& raw = detail.operands[i];
    decoded.instruction.operands.push_back(Converted(raw));
    if (raw.type == X86_OP_MEM && raw.mem.base == X86_REG_RIP) {
      decoded.data_address =
          raw_->address + raw_->size + static_cast<std::uint64_t>(raw.mem.disp);
    } else if (raw.type == X86_OP_IMM && branches) {
      decoded.branch_target = static_cast<std::uint64_t>(raw.imm);
    }
  }
}

Operand Decoder::Library::Converted(const cs_arm64_op& raw) const {
  Operand operand;
  SetAccess(operand, raw.access);
  if (raw.type == ARM64_OP_REG) {
    operand.kind = Operand::Kind::kRegister;
    operand.reg = Register(raw.reg);
  } else if (raw.type == ARM64_OP_IMM) {
    operand.kind = Operand::Kind::kImmediate;
    operand.immediate = raw.shift.type == ARM64_SFT_LSL
                            ? raw.imm << (raw.shift.value & 63)
                            : raw.imm;
    operand.reads = true;
  } else if (raw.type == ARM64_OP_MEM) {
    operand.kind = Operand::Kind::kMemory;
    operand.base = Register(raw.mem.base);
    operand.index = Register(raw.mem.index);
    operand.displacement = raw.mem.disp;
    if (raw.shift.type == ARM64_SFT_LSL) {
      operand.scale = std::int64_t{1} << (raw.shift.value & 63);
    }
  }
  return operand;
}

void Decoder::Library::ReadAArch64(Decoded& decoded) const {
  const cs_arm64& detail = raw_->detail->arm64;
  auto& operands = decoded.instruction.operands;
  for (std::uint8_t i = 0; i < detail.op_count; ++i) {
    operands.push_back(Converted(detail.operands[i]));
  }
  if (operands.empty() || operands.back().kind != Operand::Kind::kImmediate) {
    return;
  }
  const auto last = static_cast<std::uint64_t>(operands.back().immediate);
  const std::string& mnemonic = decoded.instruction.mnemonic;
  if (decoded.call || cs_insn_group(handle_, raw_, CS_GRP_JUMP) ||
      cs_insn_group(handle_, raw_, CS_GRP_BRANCH_RELATIVE)) {
    decoded.branch_target = last;
  } else if (mnemonic == "adr" || mnemonic == "adrp") {
    decoded.data_address = last;
  } else if (operands.size() == 2 &&
             (mnemonic == "ldr" || mnemonic == "ldrsw")) {
    MakeLiteralMemory(decoded);
  }
}

Decoder::Decoder(Architecture architecture)
    : library_(std::make_unique<Library>(architecture)) {}
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;
Decoder::~Decoder() = default;

std::optional<Decoded> Decoder::Decode(Bytes code,
                                       std::uint64_t address) const {
  return library_->Decode(code, address);
}

namespace {

constexpr std::size_t kWord = 4;

}  // namespace

Decoded DecodeData(Bytes code, std::uint64_t address) {
  const std::size_t width = code.size() < kWord ? 1 : kWord;
  const std::uint64_t value = ByteCursor(code).Unsigned(width);
  Decoded decoded;
  decoded.instruction.address = address;
  decoded.instruction.bytes.assign(code.begin(), code.begin() + width);
  decoded.instruction.mnemonic = width == 1 ? ".byte" : ".word";
  decoded.instruction.operand_text =
      absl::StrFormat("0x%0*x", static_cast<int>(2 * width), value);
  return decoded;
}

Decoded DecodeUnknown(Architecture architecture, Bytes code,
                      std::uint64_t address) {
  const bool x86 = architecture == Architecture::kX86_64;
  Decoded decoded = DecodeData(x86 ? code.first(1) : code, address);
  Instruction& instruction = decoded.instruction;
  if (instruction.bytes.size() == kWord) instruction.mnemonic = ".inst";
  instruction.unknown = true;
  return decoded;
}

}  // namespace atomics_lab::listing
