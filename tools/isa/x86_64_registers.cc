#include "tools/isa/x86_64_registers.h"

#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/register_file.h"

namespace atomics_lab::isa {
namespace {

constexpr std::string_view kNames[] = {
    "rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi",    "rdi",
    "r8",  "r9",  "r10", "r11", "r12", "r13", "r14",    "r15",
    "cf",  "zf",  "sf",  "of",  "pf",  "af",  "fs_base"};

constexpr std::string_view kDoubleWords[] = {"eax", "ecx", "edx", "ebx",
                                             "esp", "ebp", "esi", "edi"};
constexpr std::string_view kWords[] = {"ax", "cx", "dx", "bx",
                                       "sp", "bp", "si", "di"};
constexpr std::string_view kBytes[] = {"al",  "cl",  "dl",  "bl",
                                       "spl", "bpl", "sil", "dil"};
constexpr std::string_view kHighBytes[] = {"ah", "ch", "dh", "bh"};

std::optional<X86Part> Numbered(std::string_view name) {
  if (!absl::ConsumePrefix(&name, "r")) return std::nullopt;
  int bits = 64;
  if (absl::ConsumeSuffix(&name, "d")) bits = 32;
  if (absl::ConsumeSuffix(&name, "w")) bits = 16;
  if (absl::ConsumeSuffix(&name, "b")) bits = 8;
  int number = 0;
  if (!absl::SimpleAtoi(name, &number) || number < 8 || number > 15) {
    return std::nullopt;
  }
  return X86Part{static_cast<RegisterNumber>(number), bits, 0};
}

}  // namespace

std::optional<X86Part> FindX86Part(std::string_view name) {
  for (RegisterNumber i = 0; i < 8; ++i) {
    if (name == kNames[i]) return X86Part{i, 64, 0};
    if (name == kDoubleWords[i]) return X86Part{i, 32, 0};
    if (name == kWords[i]) return X86Part{i, 16, 0};
    if (name == kBytes[i]) return X86Part{i, 8, 0};
    if (i < 4 && name == kHighBytes[i]) return X86Part{i, 8, 8};
  }
  return Numbered(name);
}

std::optional<RegisterNumber> FindXmm(std::string_view name) {
  int number = 0;
  if (!absl::ConsumePrefix(&name, "xmm") || !absl::SimpleAtoi(name, &number) ||
      number < 0 || number > 15) {
    return std::nullopt;
  }
  return static_cast<RegisterNumber>(kXmm + 2 * number);
}

std::optional<RegisterNumber> FindX86Register(std::string_view name) {
  for (std::size_t i = 0; i < std::size(kNames); ++i) {
    if (name == kNames[i]) return static_cast<RegisterNumber>(i);
  }
  const bool high = absl::EndsWith(name, "h");
  if (!high && !absl::EndsWith(name, "l")) return std::nullopt;
  name.remove_suffix(1);
  const std::optional<RegisterNumber> low = FindXmm(name);
  if (!low.has_value()) return std::nullopt;
  return static_cast<RegisterNumber>(*low + (high ? 1 : 0));
}

std::string X86RegisterName(RegisterNumber number) {
  if (number < std::size(kNames)) return std::string(kNames[number]);
  if (number >= kTemporaries) return absl::StrCat("t", number - kTemporaries);
  const int half = number - kXmm;
  return absl::StrCat("xmm", half / 2, half % 2 == 0 ? "l" : "h");
}

const CallingConvention& X86CallingConvention() {
  static const auto& convention =
      *new CallingConvention{.arguments = {kRdi, kRsi, kRdx, kRcx, 8, 9},
                             .result = kRax,
                             .result_high = kRdx,
                             .stack_pointer = kRsp,
                             .thread_pointer = kFsBase,
                             .preserved = {kRbx, kRbp, 12, 13, 14, 15},
                             .return_address_on_stack = true};
  return convention;
}

}  // namespace atomics_lab::isa
