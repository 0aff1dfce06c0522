#include "tools/isa/x86_64_length.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/log/check.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/mapped_file.h"
#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using Code = std::vector<std::uint8_t>;

Code FromHex(const std::string& hex) {
  std::string bytes;
  CHECK(absl::HexStringToBytes(hex, &bytes)) << hex;
  return {bytes.begin(), bytes.end()};
}

std::string ToHex(absl::Span<const std::uint8_t> code) {
  return absl::BytesToHexString(std::string(code.begin(), code.end()));
}

// The layout of what begins with `hex`; of length 0 if it is no instruction.
X86Layout LayoutOfHex(const std::string& hex) {
  return LayoutOf(FromHex(hex)).value_or(X86Layout{});
}

struct Form {
  const char* what;
  const char* hex;
};

// One of each form of encoding, complete, by hand from the manuals.
constexpr Form kForms[] = {
    {"no operands: ret", "c3"},
    {"register: add eax, ecx", "01c8"},
    {"base: add [rcx], eax", "0101"},
    {"base and 8 bits: add [rcx+16], eax", "014110"},
    {"base and 32 bits: add [rcx+16], eax", "018110000000"},
    {"rip: add [rip+16], eax", "010510000000"},
    {"index: add [rcx+rax*4], eax", "010481"},
    {"index without base: add [rax*4+16], eax", "01048510000000"},
    {"index and 8 bits: add [rbp+rax*4+16], eax", "01448510"},
    {"REX: add [r9+16], r8", "4d014110"},
    {"accumulator: add eax, 1", "0501000000"},
    {"accumulator, 16 bits: add ax, 1", "66050100"},
    {"accumulator, 64 bits: add rax, 1", "480501000000"},
    {"both sizes: REX.W wins over 66", "66480501000000"},
    {"a REX prefix that does not count: 48 66 add ax, 1", "4866050100"},
    {"mov eax, 1", "b801000000"},
    {"mov ax, 1", "66b80100"},
    {"movabs rax", "48b80102030405060708"},
    {"mov al, [moffs]", "a00102030405060708"},
    {"mov al, [moffs32]", "67a001020304"},
    {"group 3, test: test byte [rcx], 1", "f60101"},
    {"group 3, test: test dword [rcx], 1", "f70101000000"},
    {"group 3, test: test word [rcx], 1", "66f7010100"},
    {"group 3, not: not dword [rcx]", "f711"},
    {"enter 16, 1", "c8100001"},
    {"ret 16", "c21000"},
    {"shift by 1 byte: shl eax, 3", "c1e003"},
    {"push 1", "6a01"},
    {"push 256", "6800010000"},
    {"imul eax, ecx, 256", "69c100010000"},
    {"jcc short", "7502"},
    {"jcc near", "0f8500010000"},
    {"call", "e800010000"},
    {"lock xadd [rdi], rax", "f0480fc107"},
    {"lock cmpxchg16b [rdi]", "f0480fc70f"},
    {"pause", "f390"},
    {"mfence", "0faef0"},
    {"long nop", "660f1f840000000000"},
    {"0F38: pshufb xmm0, xmm1", "660f3800c1"},
    {"0F3A: palignr xmm0, xmm1, 4", "660f3a0fc104"},
    {"shufps xmm0, xmm1, 4", "0fc6c104"},
    {"bt dword [rcx], 3", "0fba2103"},
    {"VEX, 2 bytes: vaddps ymm0, ymm1, [rcx+16]", "c5f4584110"},
    {"VEX, no ModRM: vzeroupper", "c5f877"},
    {"VEX, byte: vpshufd xmm0, xmm1, 4", "c5f970c104"},
    {"VEX, 3 bytes, map 2: vpshufb xmm0, xmm1, xmm2", "c4e27100c2"},
    {"VEX, 3 bytes, map 3: vpalignr xmm0, xmm1, xmm2, 4", "c4e3710fc204"},
    {"EVEX: vaddps zmm0, zmm1, [rcx+64]", "62f17448584101"},
    {"EVEX, map 3: vpternlogd zmm0, zmm1, zmm2, 5", "62f3754825c205"},
    {"XOP, map 8: vpcmov with byte", "8fe878a2c120"},
    {"XOP, map 10: bextr eax, ecx, 16", "8fea7810c110000000"},
    {"pop [rcx]", "8f01"},
    {"3DNow!: pfadd mm0, mm1", "0f0fc19e"},
    {"SSE4a: extrq xmm0, 1, 2", "660f78c00102"},
    {"REX2: add r16, rax", "d51801c0"},
    {"REX2: push r16", "d51050"},
    {"REX2: mov eax, [r16+4096]", "d5108b8000100000"},
    {"REX2, immediate: movabs r16", "d518b87856341278563412"},
    {"REX2, address: jmpabs", "d500a19078563412000000"},
    {"REX2, map 0F: lock xadd [r16], rax", "f0d598c100"},
    {"EVEX, map 4: add rax, rbx, rcx", "62f4fc1801cb"},
    {"EVEX, map 4: add rax, rbx, 1000", "62f4fc1881c3e8030000"},
    {"EVEX, map 4, 16 bits: add ax, bx, 1000", "62f47d1881c3e803"},
    {"EVEX, map 4: add rax, rbx, 5", "62f4fc1883c305"},
    {"EVEX, map 4, 16 bits: imul ax, bx, 1000", "62f47d0c69c3e803"},
    {"EVEX, map 4: ctestb ebx, 1000", "62f40c02f7c3e8030000"},
    {"EVEX, map 4: not rax, [rbx]", "62f4fc18f713"},
    {"EVEX, map 4: shl rax, rbx, 3", "62f4fc1cc1e303"},
    {"EVEX, map 4: shld rax, rbx, rcx, 4", "62f4fc1824cb04"},
    {"EVEX, map 4: push2 rax, rbx", "62f47c18fff3"},
};

TEST(LayoutTest, EveryFormHasItsLength) {
  for (const Form& form : kForms) {
    Code code = FromHex(form.hex);
    const std::size_t length = code.size();
    code.resize(length + 20, 0x90);
    EXPECT_EQ(LayoutOf(code).value_or(X86Layout{}).length, length) << form.what;
  }
}

TEST(LayoutTest, EveryFormCutShortIsNoInstruction) {
  for (const Form& form : kForms) {
    Code code = FromHex(form.hex);
    while (!code.empty()) {
      code.pop_back();
      EXPECT_LE(LayoutOf(code).value_or(X86Layout{}).length, code.size())
          << form.what;
    }
    EXPECT_FALSE(LayoutOf(code).has_value());
  }
}

TEST(LayoutTest, HolesInTheFirstMapsGroupsAreNone) {
  for (const char* const hole : {"8cf0", "8df0", "8ec8", "8ef0", "c6f0", "c7c8",
                                 "fef0", "ffd8", "ffe8", "fff8", "ff3f"}) {
    EXPECT_EQ(LayoutOfHex(std::string(hole) + "0000000000").length, 0) << hole;
  }
  EXPECT_EQ(LayoutOfHex("c6f801").length, 3);        // xabort 1
  EXPECT_EQ(LayoutOfHex("c7f801000000").length, 6);  // xbegin
  EXPECT_EQ(LayoutOfHex("8ce8").length, 2);          // mov eax, gs
  EXPECT_EQ(LayoutOfHex("ff28").length, 2);          // jmp far [rax]
}

TEST(LayoutTest, OpcodesThat64BitModeLacksAreNone) {
  for (const char* hex : {"06", "27", "60", "82c001", "9a", "ce", "d5000f",
                          "ea", "0f04", "0f0a", "0f24"}) {
    Code code = FromHex(hex);
    code.resize(20, 0);
    EXPECT_FALSE(LayoutOf(code).has_value()) << hex;
  }
}

TEST(LayoutTest, MoreThanFifteenBytesAreNone) {
  EXPECT_EQ(LayoutOfHex("666666666666666666666666666690").length, 15);
  EXPECT_EQ(LayoutOfHex("66666666666666666666666666666690").length, 0);
}

TEST(LayoutTest, TellsLockRepeatAndMemory) {
  const X86Layout xadd = LayoutOfHex("f0480fc107");
  EXPECT_TRUE(xadd.lock);
  EXPECT_TRUE(xadd.has_memory());
  EXPECT_EQ(xadd.map, X86Map::k0F);
  EXPECT_EQ(xadd.opcode, 0xC1);
  EXPECT_TRUE(LayoutOfHex("f390").repeat);
  EXPECT_FALSE(LayoutOfHex("87c1").has_memory());
}

// Any bytes: nothing is read beyond them, and what is read is some of them.
TEST(LayoutTest, AnyBytesAreSurvived) {
  std::mt19937 random(20260301);  // numbers that the standard fixes
  for (int round = 0; round < 200'000; ++round) {
    Code code(random() % 18);
    for (std::uint8_t& byte : code) byte = static_cast<std::uint8_t>(random());
    const std::optional<X86Layout> layout = LayoutOf(code);
    if (!layout.has_value()) continue;
    ASSERT_GE(layout->length, 1U) << ToHex(code);
    ASSERT_LE(layout->length, code.size()) << ToHex(code);
  }
}

// How many instructions of a file's code have the length that the decoder
// library says, and those that have another.
struct Agreement {
  std::size_t same = 0;
  std::vector<std::string> different;
};

using Reader = std::optional<X86Layout> (*)(absl::Span<const std::uint8_t>);

Agreement CompareWithDecoder(absl::Span<const std::uint8_t> code,
                             Reader reader) {
  constexpr std::size_t kMostShown = 20;
  const listing::Decoder decoder(listing::Architecture::kX86_64);
  Agreement agreement;
  std::size_t at = 0;
  while (at < code.size() && agreement.different.size() < kMostShown) {
    const std::optional<listing::Decoded> decoded =
        decoder.Decode(code.subspan(at, 15), at);
    if (!decoded.has_value()) {
      ++at;
      continue;
    }
    const std::size_t length = decoded->instruction.bytes.size();
    const std::optional<X86Layout> layout = reader(code.subspan(at));
    if (layout.has_value() && layout->length == length) {
      ++agreement.same;
    } else {
      agreement.different.push_back(absl::StrCat(
          ToHex(decoded->instruction.bytes), " ", decoded->instruction.mnemonic,
          ": ", layout.has_value() ? layout->length : 0));
    }
    at += length;
  }
  return agreement;
}

Agreement CompareFile(const std::string& path) {
  const elf::MappedFile file = elf::MappedFile::Open(path).value();
  const elf::ElfImage image = elf::ElfImage::Parse(file.bytes(), path).value();
  return CompareWithDecoder(
      image.SectionBytes(image.FindSection(".text").value_or(0)), LayoutOf);
}

void ExpectAgreement(const Agreement& agreement, std::size_t at_least) {
  EXPECT_GT(agreement.same, at_least);
  for (const std::string& different : agreement.different) {
    ADD_FAILURE() << different;
  }
}

TEST(LayoutTest, AgreesWithTheDecoderOnThisVeryProgram) {
  ExpectAgreement(CompareFile("/proc/self/exe"), 50'000);
}

// The C library has what compilers do not write: vectors of every width,
// by hand, and old string instructions.
TEST(LayoutTest, AgreesWithTheDecoderOnTheCLibrary) {
  ExpectAgreement(CompareFile("/usr/lib/x86_64-linux-gnu/libc.so.6"), 300'000);
}

TEST(LayoutTest, TheComparisonNoticesADifference) {
  const Reader one_byte_more = [](absl::Span<const std::uint8_t> code) {
    std::optional<X86Layout> layout = LayoutOf(code);
    if (layout.has_value()) ++layout->length;
    return layout;
  };
  EXPECT_EQ(CompareWithDecoder(FromHex("90"), one_byte_more).different.size(),
            1u);
}

}  // namespace
}  // namespace atomics_lab::isa
