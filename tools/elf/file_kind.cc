#include "tools/elf/file_kind.h"

#include <elf.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace atomics_lab::elf {
namespace {

struct Magic {
  std::string_view bytes;
  std::string_view description;
};

constexpr std::array<Magic, 7> kMagics = {{
    {"!<arch>\n",
     "is an ar archive, not one object; take the member you mean out of it "
     "with `ar x`"},
    {"!<thin>\n", "is a thin ar archive; name the member's own file instead"},
    {"BC\xC0\xDE", "is LLVM bitcode, not machine code; compile without -flto"},
    {"\xCF\xFA\xED\xFE", "is a Mach-O file; only ELF is read"},
    {"MZ", "is a Windows executable; only ELF is read"},
    {"\x1F\x8B", "is compressed with gzip; decompress it first"},
    {"#!", "is a script, not an ELF file; name the binary it runs"},
}};

struct Machine {
  std::uint16_t number;
  std::string_view name;
};

constexpr std::array<Machine, 14> kMachines = {{
    {EM_386, "32-bit x86"},
    {EM_ARM, "32-bit Arm"},
    {EM_RISCV, "RISC-V"},
    {EM_PPC64, "64-bit PowerPC"},
    {EM_PPC, "32-bit PowerPC"},
    {EM_S390, "S/390"},
    {EM_MIPS, "MIPS"},
    {EM_SPARCV9, "64-bit SPARC"},
    {EM_LOONGARCH, "LoongArch"},
    {EM_BPF, "Linux BPF"},
    {EM_IA_64, "Itanium"},
    {EM_AMDGPU, "AMD GPUs"},
    {EM_CUDA, "NVIDIA CUDA"},
    {EM_NONE, "no machine"},
}};

constexpr std::size_t kTextSample = 512;

bool IsTextByte(std::uint8_t byte) {
  return byte >= 0x20 || byte == '\n' || byte == '\t' || byte == '\r';
}

}  // namespace

std::string DescribeNonElf(Bytes bytes) {
  if (bytes.empty()) return "is empty";
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()),
                              std::min(bytes.size(), kTextSample));
  for (const Magic& magic : kMagics) {
    if (absl::StartsWith(text, magic.bytes)) {
      return std::string(magic.description);
    }
  }
  if (std::all_of(text.begin(), text.end(), IsTextByte)) {
    return "is a text file, not an ELF object, executable or shared library";
  }
  return "is not an ELF file: it does not begin with \\x7fELF";
}

std::string MachineName(std::uint16_t machine) {
  for (const Machine& known : kMachines) {
    if (known.number == machine) return std::string(known.name);
  }
  return absl::StrCat("machine number ", machine);
}

}  // namespace atomics_lab::elf
