#include "tools/listing/decoder.h"

#include <capstone/capstone.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/log/check.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "absl/types/span.h"
#include "tools/elf/by_architecture.h"
#include "tools/listing/decoding.h"
#include "tools/listing/flow.h"

namespace atomics_lab::listing {

// Capstone's handle and the instruction it decodes into, so that one
// allocation serves all instructions.
class Decoder::Library {
 public:
  explicit Library(Architecture architecture);
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  ~Library() {
    cs_free(raw_, 1);
    cs_close(&handle_);
  }

  std::optional<Decoded> Decode(elf::Bytes code, std::uint64_t address);

 private:
  std::vector<std::string> Names(absl::Span<const std::uint16_t> numbers) const;

  const Architecture architecture_;
  const Decoding& decoding_;
  csh handle_ = 0;
  cs_insn* raw_ = nullptr;
};

namespace {

const Decoding& DecodingFor(Architecture architecture) {
  return elf::ByArchitecture(X86_64Decoding, AArch64Decoding)[architecture]();
}

// What names memory without touching it accesses no bits of it.
void ClearUnusedWidths(std::vector<Operand>& operands) {
  for (Operand& operand : operands) {
    const bool used = operand.reads || operand.writes;
    if (operand.kind == Operand::Kind::kMemory && !used) operand.bits = 0;
  }
}

}  // namespace

std::string RegisterName(csh handle, unsigned number) {
  const char* name = number == 0 ? nullptr : cs_reg_name(handle, number);
  return name == nullptr ? "" : name;
}

Decoder::Library::Library(Architecture architecture)
    : architecture_(architecture), decoding_(DecodingFor(architecture)) {
  CHECK_EQ(cs_open(decoding_.arch, decoding_.mode, &handle_), CS_ERR_OK);
  CHECK_EQ(cs_option(handle_, CS_OPT_DETAIL, CS_OPT_ON), CS_ERR_OK);
  raw_ = cs_malloc(handle_);
}

std::vector<std::string> Decoder::Library::Names(
    absl::Span<const std::uint16_t> numbers) const {
  std::vector<std::string> names;
  names.reserve(numbers.size());
  for (const std::uint16_t number : numbers) {
    names.push_back(decoding_.register_name(handle_, number));
  }
  return names;
}

std::optional<Decoded> Decoder::Library::Decode(elf::Bytes code,
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
  decoded.flow = FlowOf(architecture_, instruction.mnemonic);
  const cs_detail& detail = *raw_->detail;
  instruction.implicit_reads =
      Names({detail.regs_read, detail.regs_read_count});
  instruction.implicit_writes =
      Names({detail.regs_write, detail.regs_write_count});
  decoding_.read(handle_, *raw_, decoded);
  ClearUnusedWidths(instruction.operands);
  return decoded;
}

Decoder::Decoder(Architecture architecture)
    : library_(std::make_unique<Library>(architecture)) {}
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;
Decoder::~Decoder() = default;

std::optional<Decoded> Decoder::Decode(elf::Bytes code,
                                       std::uint64_t address) const {
  return library_->Decode(code, address);
}

namespace {

constexpr std::size_t kWord = 4;

}  // namespace

Decoded DecodeData(elf::Bytes code, std::uint64_t address) {
  const std::size_t width = code.size() < kWord ? 1 : kWord;
  const std::uint64_t value = elf::ByteCursor(code).Unsigned(width);
  Decoded decoded;
  decoded.instruction.address = address;
  decoded.instruction.bytes.assign(code.begin(), code.begin() + width);
  decoded.instruction.mnemonic = width == 1 ? ".byte" : ".word";
  decoded.instruction.operand_text =
      absl::StrFormat("0x%0*x", static_cast<int>(2 * width), value);
  return decoded;
}

Decoded DecodeUnknown(Architecture architecture, elf::Bytes code,
                      std::uint64_t address) {
  const bool words = DecodingFor(architecture).words;
  Decoded decoded = DecodeData(words ? code : code.first(1), address);
  Instruction& instruction = decoded.instruction;
  if (instruction.bytes.size() == kWord) instruction.mnemonic = ".inst";
  instruction.unknown = true;
  return decoded;
}

}  // namespace atomics_lab::listing
