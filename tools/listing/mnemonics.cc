#include "tools/listing/mnemonics.h"

#include <capstone/capstone.h>

#include <string>
#include <string_view>

#include "absl/container/flat_hash_set.h"
#include "absl/log/check.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "tools/elf/by_architecture.h"
#include "tools/listing/listing.h"

namespace atomics_lab::listing {
namespace {

using Words = absl::flat_hash_set<std::string>;

// Arm ARM (DDI 0487) C1.2.4: the conditions of `b.<condition>` and
// `bc.<condition>`.
constexpr std::string_view kConditions[] = {"eq", "ne", "cs", "hs", "cc", "lo",
                                            "mi", "pl", "vs", "vc", "hi", "ls",
                                            "ge", "lt", "gt", "le", "al", "nv"};

// Capstone numbers its opcodes from 1 without a gap.
Words WordsOf(cs_arch architecture, cs_mode mode) {
  csh handle = 0;
  CHECK_EQ(cs_open(architecture, mode, &handle), CS_ERR_OK);
  Words words;
  for (unsigned id = 1;; ++id) {
    const char* name = cs_insn_name(handle, id);
    if (name == nullptr) break;
    words.insert(absl::AsciiStrToLower(name));
  }
  cs_close(&handle);
  return words;
}

Words X86_64Words() { return WordsOf(CS_ARCH_X86, CS_MODE_64); }

// The library's names leave conditions out.
Words AArch64Words() {
  Words words = WordsOf(CS_ARCH_ARM64, CS_MODE_ARM);
  for (const std::string_view condition : kConditions) {
    words.insert(absl::StrCat("b.", condition));
    words.insert(absl::StrCat("bc.", condition));
  }
  return words;
}

}  // namespace

const Words& Mnemonics(Architecture architecture) {
  static const auto& words =
      *new elf::ByArchitecture<Words>(X86_64Words(), AArch64Words());
  return words[architecture];
}

bool IsMnemonic(Architecture architecture, std::string_view word) {
  return Mnemonics(architecture).contains(word);
}

}  // namespace atomics_lab::listing
