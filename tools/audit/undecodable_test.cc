// What is no instruction, as data among code is, or an instruction that is
// newer than the decoder, says nothing of what stands beside it.
#include <elf.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tools/audit/audit.h"
#include "tools/elf/byte_writer.h"
#include "tools/elf/machine.h"
#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {
namespace {

using elf::ByteWriter;
using listing::Architecture;
using Raw = std::vector<std::uint8_t>;
using Words = std::vector<std::uint32_t>;
using Strings = std::vector<std::string>;

Raw Bytes(const Words& words) {
  ByteWriter writer;
  for (const std::uint32_t word : words) writer.Number(4, word);
  return writer.bytes();
}

struct SectionHeader {
  std::uint64_t name = 0;
  std::uint64_t type = SHT_NULL;
  std::uint64_t flags = 0;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  std::uint64_t link = 0;
  std::uint64_t info = 0;
  std::uint64_t entry = 0;
};

void AddHeader(const SectionHeader& header, ByteWriter& out) {
  out.Number(4, header.name).Number(4, header.type).Number(8, header.flags);
  out.Number(8, 0).Number(8, header.offset).Number(8, header.size);
  out.Number(4, header.link).Number(4, header.info);
  out.Number(8, 4).Number(8, header.entry);
}

void AddFileHeader(Architecture architecture, std::size_t sections_at,
                   ByteWriter& out) {
  out.Raw({0x7F, 'E', 'L', 'F', ELFCLASS64, ELFDATA2LSB, EV_CURRENT});
  out.Number(1, 0).Number(8, 0).Number(2, ET_REL);
  out.Number(2, elf::MachineFor(architecture).number);
  out.Number(4, EV_CURRENT).Number(8, 0).Number(8, 0).Number(8, sections_at);
  out.Number(4, 0).Number(2, sizeof(Elf64_Ehdr)).Number(2, 0).Number(2, 0);
  out.Number(2, sizeof(Elf64_Shdr)).Number(2, 4).Number(2, 3);
}

// An object whose functions, all of one name, begin where `functions` says.
Raw ObjectOf(Architecture architecture, const Raw& code,
             const std::vector<std::size_t>& functions) {
  ByteWriter names;
  names.String("").String(".text").String("f");
  ByteWriter symbols;
  symbols.Number(8, 0).Number(8, 0).Number(8, 0);
  for (const std::size_t begin : functions) {
    symbols.Number(4, 7).Number(1, ELF64_ST_INFO(STB_GLOBAL, STT_FUNC));
    symbols.Number(1, 0).Number(2, 1).Number(8, begin).Number(8, 1);
  }
  const std::size_t code_at = sizeof(Elf64_Ehdr);
  const std::size_t symbols_at = code_at + code.size();
  const std::size_t names_at = symbols_at + symbols.bytes().size();
  ByteWriter object;
  AddFileHeader(architecture, names_at + names.bytes().size(), object);
  object.Raw(code).Raw(symbols.bytes()).Raw(names.bytes());
  AddHeader({}, object);
  AddHeader({.name = 1,
             .type = SHT_PROGBITS,
             .flags = SHF_ALLOC | SHF_EXECINSTR,
             .offset = code_at,
             .size = code.size()},
            object);
  AddHeader({.type = SHT_SYMTAB,
             .offset = symbols_at,
             .size = symbols.bytes().size(),
             .link = 3,
             .info = 1,
             .entry = sizeof(Elf64_Sym)},
            object);
  AddHeader(
      {.type = SHT_STRTAB, .offset = names_at, .size = names.bytes().size()},
      object);
  return object.bytes();
}

// "address form ordering" of all that is found.
Strings FindingsIn(Architecture architecture, const Raw& code,
                   const std::vector<std::size_t>& functions = {}) {
  const auto audit =
      AuditBytes(ObjectOf(architecture, code, functions), "object");
  if (!audit.ok()) return {std::string(audit.status().message())};
  Strings findings;
  for (const FunctionAudit& function : audit->objects.front().functions) {
    for (const Finding& finding : function.findings) {
      findings.push_back(absl::StrCat(finding.address, " ", finding.form, " ",
                                      finding.ordering));
    }
  }
  return findings;
}

bool IsDecodable(Architecture architecture, const Raw& code) {
  return listing::Decoder(architecture).Decode(code, 0).has_value();
}

// Of no group; of the atomics' group; of the compare-and-swaps'; of the
// computing ones, of which loops that wait are made.
const Words kUnknownWords = {0xffffffff, 0xb820b000, 0x88a00000, 0x12400000};

// Every nop here is replaced by something unknown.
constexpr std::uint32_t kNop = 0xd503201f;
const Words kNeighbours = {
    kNop,       0x885ffc01,  // ldaxr w1, [x0]
    kNop,       0x8803fc01,  // stlxr w3, w1, [x0]
    kNop,       0x35ffff83,  // cbnz w3, to the load
    kNop,       0xb9400001,  // ldr w1, [x0]
    0x34ffffe1,              // cbz w1, to the load
    kNop,       0xf8e10002,  // ldaddal x1, x2, [x0]
    kNop,       0xd5033bbf,  // dmb ish
};

TEST(UndecodableTest, WordsBesideAndWithinPairsAndBesideLoopsChangeNothing) {
  const Strings expected = {"4 ldaxr…stlxr acq_rel", "28 re-reads by ldr ",
                            "40 ldaddal acq_rel", "48 dmb ish acq_rel"};
  ASSERT_EQ(FindingsIn(Architecture::kAArch64, Bytes(kNeighbours)), expected);
  for (const std::uint32_t unknown : kUnknownWords) {
    ASSERT_FALSE(IsDecodable(Architecture::kAArch64, Bytes({unknown})));
    for (std::size_t i = 0; i < kNeighbours.size(); ++i) {
      if (kNeighbours[i] != kNop) continue;
      Words words = kNeighbours;
      words[i] = unknown;
      EXPECT_EQ(FindingsIn(Architecture::kAArch64, Bytes(words)), expected)
          << absl::StrCat(absl::Hex(unknown), " at ", i);
    }
  }
}

TEST(UndecodableTest, ALoopAroundAnUnknownWordIsNotSaidToSpinForItMayPause) {
  for (const std::uint32_t unknown : kUnknownWords) {
    // ldr w1, [x0]; …; cbz w1; ldaddal x1, x2, [x0]
    EXPECT_EQ(FindingsIn(Architecture::kAArch64,
                         Bytes({0xb9400001, unknown, 0x34ffffc1, 0xf8e10002})),
              (Strings{"12 ldaddal acq_rel"}))
        << absl::StrCat(absl::Hex(unknown));
  }
  // mov eax, [rdi]; …; test eax, eax; je; lock inc [rdi]
  EXPECT_EQ(FindingsIn(Architecture::kX86_64, {0x8B, 0x07, 0x06, 0x85, 0xC0,
                                               0x74, 0xF9, 0xF0, 0xFF, 0x07}),
            (Strings{"7 lock inc "}));
}

// True for prefixes, which belong to the instruction behind them, and for the
// escapes to maps in which newer instructions may be: what begins with those
// has its length whether or not the decoder knows it.
bool MayBeginNewer(std::uint8_t byte) {
  constexpr std::string_view kThose =
      "\x26\x2E\x36\x3E\x64\x65\x66\x67\xF0\xF2\xF3"
      "\x0F\x62\x8F\xC4\xC5\xD5";
  const bool floating_point = byte >= 0xD8 && byte <= 0xDF;
  return floating_point ||
         kThose.find(static_cast<char>(byte)) != std::string_view::npos;
}

// Bytes that begin no instruction when `code` stands behind them.
Raw UnknownBefore(const Raw& code) {
  Raw unknown;
  for (unsigned byte = 0; byte < 256; ++byte) {
    const auto first = static_cast<std::uint8_t>(byte);
    Raw both = {first};
    both.insert(both.end(), code.begin(), code.end());
    if (!MayBeginNewer(first) && !IsDecodable(Architecture::kX86_64, both)) {
      unknown.push_back(first);
    }
  }
  return unknown;
}

TEST(UndecodableTest, BytesBetweenFunctionsAndLoopsChangeNothing) {
  const Raw first = {0xF0, 0x48, 0x0F, 0xC1, 0x07, 0xC3};  // lock xadd; ret
  const std::vector<Raw> others = {
      {0x8B, 0x07, 0x85, 0xC0, 0x74, 0xFA, 0xC3},  // mov; test; je; ret
      {0xF0, 0xFF, 0x07, 0xC3},                    // lock inc [rdi]; ret
      {0x87, 0x07, 0xC3},                          // xchg [rdi], eax; ret
      {0x0F, 0xAE, 0xF0, 0xC3},                    // mfence; ret
  };
  for (const Raw& other : others) {
    const auto with = [&](std::uint8_t between) {
      Raw code = first;
      code.push_back(between);
      code.insert(code.end(), other.begin(), other.end());
      return FindingsIn(Architecture::kX86_64, code);
    };
    const Strings expected = with(0x90);
    ASSERT_EQ(expected.size(), 2u);
    const Raw unknown = UnknownBefore(other);
    EXPECT_GT(unknown.size(), 10u);
    for (const std::uint8_t byte : unknown) {
      EXPECT_EQ(with(byte), expected)
          << absl::StrCat(absl::Hex(byte)) << " before "
          << absl::StrCat(absl::Hex(other[0]));
    }
  }
}

TEST(UndecodableTest, TheBeginningOfAnInstructionEndsWithItsFunction) {
  // movabs rax without its number; lock inc [rdi]; eight times nop
  const Raw code = {0x48, 0xB8, 0xF0, 0xFF, 0x07, 0x90, 0x90,
                    0x90, 0x90, 0x90, 0x90, 0x90, 0x90};
  EXPECT_EQ(FindingsIn(Architecture::kX86_64, code), Strings());
  EXPECT_EQ(FindingsIn(Architecture::kX86_64, code, {0, 2}),
            (Strings{"2 lock inc "}));
}

}  // namespace
}  // namespace atomics_lab::audit
