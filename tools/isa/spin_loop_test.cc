#include "tools/isa/spin_loop.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/log/check.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tools/isa/scan.h"
#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Architecture;

std::vector<std::uint8_t> FromHex(const std::string& hex) {
  std::string bytes;
  CHECK(absl::HexStringToBytes(hex, &bytes)) << hex;
  return {bytes.begin(), bytes.end()};
}

std::vector<listing::Instruction> Decode(Architecture architecture, Code code) {
  const listing::Decoder decoder(architecture);
  std::vector<listing::Instruction> instructions;
  for (std::size_t at = 0; at < code.size();) {
    const auto decoded = decoder.Decode(code.subspan(at), at);
    CHECK(decoded.has_value());
    at += decoded->instruction.bytes.size();
    instructions.push_back(decoded->instruction);
  }
  return instructions;
}

// What the one loop that `hex` is does: "re-reads by mov", "retries cas", or
// nothing if it does not spin.
std::string SpinIn(Architecture architecture, const std::string& hex) {
  const std::vector<std::uint8_t> code = FromHex(hex);
  std::vector<Sighting> sightings;
  ScannerFor(architecture).Scan(code, {0, code.size()}, sightings);
  for (const Sighting& sighting : sightings) {
    if (sighting.kind != Sighting::Kind::kLoop) continue;
    const Extent loop = sighting.extent;
    const std::optional<SpinLoop> spin = SpinLoopOf(
        architecture,
        Decode(architecture,
               Code(code).subspan(loop.begin, loop.end - loop.begin)));
    if (!spin.has_value()) continue;
    return absl::StrCat(spin->retries ? "retries " : "re-reads by ",
                        spin->access);
  }
  return "";
}

std::string X86(const std::string& hex) {
  return SpinIn(Architecture::kX86_64, hex);
}

// Words as disassemblers show them.
std::string Arm(const std::vector<std::uint32_t>& words) {
  std::string bytes;
  for (const std::uint32_t word : words) {
    for (int shift = 0; shift < 32; shift += 8) {
      bytes += static_cast<char>(word >> shift);
    }
  }
  return SpinIn(Architecture::kAArch64, absl::BytesToHexString(bytes));
}

TEST(SpinLoopTest, ReadingTheSamePlaceAgainIsSpinning) {
  // mov eax, [rdi]; test eax, eax; je
  EXPECT_EQ(X86("8b0785c074fa"), "re-reads by mov");
  // cmp dword [rdi], 0; jne
  EXPECT_EQ(X86("833f0075fb"), "re-reads by cmp");
  // ldr w1, [x0]; cbz w1
  EXPECT_EQ(Arm({0xb9400001, 0x34ffffe1}), "re-reads by ldr");
  // ldaxr w1, [x0]; cbnz w1
  EXPECT_EQ(Arm({0x885ffc01, 0x35ffffe1}), "re-reads by ldaxr");
}

TEST(SpinLoopTest, RetryingAnAtomicInstructionIsSpinning) {
  // lea edx, [rax+1]; lock cmpxchg [rdi], edx; jne
  EXPECT_EQ(X86("8d5001f00fb11775f7"), "retries lock cmpxchg");
  // xchg [rdi], al; test al, al; jne
  EXPECT_EQ(X86("860784c075fa"), "retries xchg");
  // casa w1, w2, [x0]; cbnz w1
  EXPECT_EQ(Arm({0x88e17c02, 0x35ffffe1}), "retries casa");
}

TEST(SpinLoopTest, PausingIsPolite) {
  // pause; cmp dword [rdi], 0; jne
  EXPECT_EQ(X86("f390833f0075f9"), "");
  // ldr w1, [x0]; yield; cbz w1
  EXPECT_EQ(Arm({0xb9400001, 0xd503203f, 0x34ffffc1}), "");
  // ldaxr w1, [x0]; wfe; cbz w1
  EXPECT_EQ(Arm({0x885ffc01, 0xd503205f, 0x34ffffc1}), "");
}

TEST(SpinLoopTest, CallingMayPause) {
  EXPECT_EQ(X86("e8b9ffffff833f0075f6"), "");
  EXPECT_EQ(Arm({0xb9400001, 0x97ffffff, 0x34ffffc1}), "");
}

TEST(SpinLoopTest, LoopsThatGetOnByThemselvesDoNotSpin) {
  // add eax, [rdi]; add rdi, 4; cmp rdi, rsi; jne
  EXPECT_EQ(X86("03074883c7044839f775f5"), "");
  // A list: mov rdi, [rdi]; test rdi, rdi; jne
  EXPECT_EQ(X86("488b3f4885ff75f8"), "");
  // A limit: mov eax, [rdi]; dec ecx; jne
  EXPECT_EQ(X86("8b07ffc975fa"), "");
  // mov rax, [rdi+8]; cmovne rdi, rsi; cmp rax, rdx; jne
  EXPECT_EQ(X86("488b4708480f45fe4839d075f3"), "");
  // ldr w1, [x0], #4; add w2, w2, w1; cbnz w1
  EXPECT_EQ(Arm({0xb8404401, 0x0b010042, 0x35ffffc1}), "");
  // ldr x0, [x0]; cbnz x0
  EXPECT_EQ(Arm({0xf9400000, 0xb5ffffe0}), "");
  // ldr w1, [x0]; subs w2, w2, #1; b.ne
  EXPECT_EQ(Arm({0xb9400001, 0x71000442, 0x54ffffc1}), "");
}

TEST(SpinLoopTest, StoringIsNotWaiting) {
  EXPECT_EQ(X86("8b07890685c074f8"), "");
  EXPECT_EQ(Arm({0xb9400001, 0xb9000061, 0x34ffffc1}), "");
}

TEST(SpinLoopTest, AnAtomicAccessInPartsIsNoSpinning) {
  // ldaxr w1, [x0]; add w1, w1, #1; stlxr w3, w1, [x0]; cbnz w3
  EXPECT_EQ(Arm({0x885ffc01, 0x11000421, 0x8803fc01, 0x35ffffa3}), "");
}

TEST(SpinLoopTest, RetryingAnAtomicAccessInPartsIsSpinning) {
  // ldaxr w1, [x0]; stxr w3, w2, [x0]; cbnz w3; cbnz w1
  EXPECT_EQ(Arm({0x885ffc01, 0x88037c02, 0x35ffffc3, 0x35ffffa1}),
            "retries ldaxr…stxr");
  // The same, counting its turns: sub w4, w4, #1
  EXPECT_EQ(Arm({0x885ffc01, 0x88037c02, 0x35ffffc3, 0x51000484, 0x35ffff81}),
            "");
}

TEST(SpinLoopTest, ABranchThatNeverJumpsMakesNoLoop) {
  // ldr w1, [x0]; cbnz wzr
  EXPECT_EQ(Arm({0xb9400001, 0x35ffffff}), "");
  // ldr w1, [x0]; cbnz wzr; cbnz w1
  EXPECT_EQ(Arm({0xb9400001, 0x35ffffff, 0x35ffffc1}), "re-reads by ldr");
}

TEST(SpinLoopTest, AJumpInBetweenLeadsElsewhere) {
  // mov eax, [rdi]; jmp +2; test eax, eax; je
  EXPECT_EQ(X86("8b07eb0285c074f8"), "");
  EXPECT_EQ(Arm({0xb9400001, 0x17ffffe1, 0x34ffffc1}), "");
}

TEST(SpinLoopTest, OnlyTheInnermostLoopCounts) {
  // The inner loop pauses; the outer one only goes around it.
  // 0: mov eax, [rdi]; 2: pause; 4: dec ecx; 6: jne 2; 8: jmp 0
  EXPECT_EQ(X86("8b07f390ffc975faebf6"), "");
}

}  // namespace
}  // namespace atomics_lab::isa
