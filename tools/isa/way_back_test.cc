#include "tools/isa/way_back.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/log/check.h"
#include "absl/strings/escaping.h"
#include "gtest/gtest.h"
#include "tools/isa/scan.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Architecture;

// Whether the loop at `loop` of the function `hex` goes on elsewhere.
bool GoesOn(Architecture architecture, const std::string& hex, Extent loop,
            std::size_t atomic_call) {
  std::string bytes;
  CHECK(absl::HexStringToBytes(hex, &bytes)) << hex;
  const std::vector<std::uint8_t> code(bytes.begin(), bytes.end());
  return GoesOnElsewhere(ScannerFor(architecture), code, {0, code.size()}, loop,
                         [&](std::size_t at) { return at == atomic_call; });
}

bool X86(const std::string& hex, Extent loop) {
  return GoesOn(Architecture::kX86_64, hex, loop, hex.size());
}

// Words as disassemblers show them.
bool Arm(const std::vector<std::uint32_t>& words, Extent loop,
         std::size_t atomic_call = 0) {
  std::string bytes;
  for (const std::uint32_t word : words) {
    for (int shift = 0; shift < 32; shift += 8) {
      bytes += static_cast<char>(word >> shift);
    }
  }
  return GoesOn(Architecture::kAArch64, absl::BytesToHexString(bytes), loop,
                atomic_call);
}

TEST(WayBackTest, ALoopThatLeavesItsBytesAndComesBackGoesOnThere) {
  // A list that is emptied: 1: mov eax,[rdi]; test eax,eax; je 1b; call 0;
  // test eax,eax; jne 1b; ret
  EXPECT_TRUE(X86("8b0785c074fae8f5ffffff85c075f1c3", {0, 6}));
  // ldr w1,[x0]; cbz w1,1b; str w2,[x3]; b 1b
  EXPECT_TRUE(Arm({0xb9400001, 0x34ffffe1, 0xb9000062, 0x17fffffd}, {0, 8}));
}

TEST(WayBackTest, ReadingAgainElsewhereIsStillReading) {
  // 1: mov eax,[rdi]; test eax,eax; je 1b; inc ecx; cmp ecx,5; jne 1b; ret
  EXPECT_FALSE(X86("8b0785c074faffc183f90575f3c3", {0, 6}));
  // 1: ldr w1,[x0]; cbz w1,1b; nop; b 1b
  EXPECT_FALSE(Arm({0xb9400001, 0x34ffffe1, 0xd503201f, 0x17fffffd}, {0, 8}));
}

TEST(WayBackTest, ALoopThatEndsDoesNot) {
  // 1: mov eax,[rdi]; test eax,eax; je 1b; ret
  EXPECT_FALSE(X86("8b0785c074fac3", {0, 6}));
  // 1: ldr w1,[x0]; cbz w1,1b; ret
  EXPECT_FALSE(Arm({0xb9400001, 0x34ffffe1, 0xd65f03c0}, {0, 8}));
  // A trap: what stands behind it is other code.
  EXPECT_FALSE(X86("8b0785c074fa0f0b8906ebf4", {0, 6}));
  EXPECT_FALSE(Arm({0xb9400001, 0x34ffffe1, 0xd4200000, 0xb9000062, 0x17fffffc},
                   {0, 8}));
}

TEST(WayBackTest, ASwitchThatOnlyTheLoopLeadsToIsAPartOfIt) {
  // 1: mov eax,[rdi]; test eax,eax; je 1b; jmp rax; mov [rsi],eax; jmp 1b
  EXPECT_TRUE(X86("8b0785c074faffe08906ebf4", {0, 6}));
  // 1: ldr w1,[x0]; cbz w1,1b; br x1; str w2,[x3]; b 1b
  EXPECT_TRUE(Arm({0xb9400001, 0x34ffffe1, 0xd61f0020, 0xb9000062, 0x17fffffc},
                  {0, 8}));
  // What stands behind it does not lead back: ret in place of jmp 1b
  EXPECT_FALSE(X86("8b0785c074faffe08906c3", {0, 6}));
  // jmp 1b alone: no work
  EXPECT_FALSE(X86("8b0785c074faffe0ebf6", {0, 6}));
  // Another switch before the loop: test ecx,ecx; je 1f; jmp rcx; 1: as above
  EXPECT_TRUE(X86("85c97402ffe18b0785c074faffe08906ebf4", {6, 12}));
  // cbz w4,1f; br x4; 1: as above
  EXPECT_TRUE(Arm({0x34000044, 0xd61f0080, 0xb9400001, 0x34ffffe1, 0xd61f0020,
                   0xb9000062, 0x17fffffc},
                  {8, 16}));
  // Its cases may lead to what stands before it: test ecx,ecx; jne 3f; 1: mov
  // eax,[rdi]; test eax,eax; je 1b; jmp rax; mov [rsi],eax; jmp to the
  // beginning; 3: ret
  EXPECT_TRUE(X86("85c9750c8b0785c074faffe08906ebf0c3", {4, 10}));
  // The code may be that one's if something stands between the loop and its
  // jump: jns over nop; cbz w4
  EXPECT_FALSE(X86("85c97402ffe18b0785c074fa790190ffe08906ebf1", {6, 12}));
  EXPECT_FALSE(Arm({0x34000044, 0xd61f0080, 0xb9400001, 0x34ffffe1, 0x34000024,
                    0xd61f0020, 0xb9000062, 0x17fffffb},
                   {8, 16}));
}

TEST(WayBackTest, AJumpThatIsNotYetLinkedLeadsElsewhere) {
  // 1: mov eax,[rdi]; test eax,eax; je 1b; jmp elsewhere; mov [rsi],eax; jmp 1b
  EXPECT_FALSE(X86("8b0785c074fae9000000008906ebf1", {0, 6}));
}

TEST(WayBackTest, ALoopAroundItIsAnother) {
  // 1: mov ecx,[rsi]; 2: mov eax,[rdi]; test eax,eax; je 2b; mov [rsi],eax; jmp
  // 1b
  EXPECT_FALSE(X86("8b0e8b0785c074fa8906ebf4", {2, 8}));
  // The same with ldr and str.
  EXPECT_FALSE(Arm({0xb9400062, 0xb9400001, 0x34ffffe1, 0xb9000061, 0x17fffffc},
                   {4, 12}));
}

TEST(WayBackTest, WhatSynchronizesOnTheWayMayBelongToTheWaiting) {
  // 1: mov eax,[rdi]; test eax,eax; jne 1b; mov [rsi],eax; then
  // lock cmpxchg [rdi],ecx; pause; syscall; jmp 1b
  EXPECT_FALSE(X86("8b0785c075fa8906f00fb10febf0", {0, 6}));
  EXPECT_FALSE(X86("8b0785c074fa8906f390ebf4", {0, 6}));
  EXPECT_FALSE(X86("8b0785c074fa89060f05ebf4", {0, 6}));
  // A nop is no hint.
  EXPECT_TRUE(X86("8b0785c074fa89066690ebf4", {0, 6}));
  // 1: ldr w1,[x0]; cbnz w1,1b; str w2,[x3]; then casa, swpa, ldaxr, yield,
  // svc; b 1b
  for (const std::uint32_t word :
       {0x88e17c02U, 0xb8a28001U, 0x885ffc01U, 0xd503203fU, 0xd4000001U}) {
    EXPECT_FALSE(
        Arm({0xb9400001, 0x35ffffe1, 0xb9000062, word, 0x17fffffc}, {0, 8}))
        << std::hex << word;
  }
  // ldapr, ldar, nop
  for (const std::uint32_t word : {0xb8bfc001U, 0x88dffc01U, 0xd503201fU}) {
    EXPECT_TRUE(
        Arm({0xb9400001, 0x35ffffe1, 0xb9000062, word, 0x17fffffc}, {0, 8}))
        << std::hex << word;
  }
}

TEST(WayBackTest, ACallOfAnAtomicHelperIsAtomic) {
  // 1: ldr w1,[x0]; cbnz w1,1b; bl helper; cbnz w0,1b; ret
  const std::vector<std::uint32_t> words = {0xb9400001, 0x35ffffe1, 0x94000100,
                                            0x35ffffa0, 0xd65f03c0};
  EXPECT_FALSE(Arm(words, {0, 8}, /*atomic_call=*/8));
  EXPECT_TRUE(Arm(words, {0, 8}, /*atomic_call=*/4));
}

TEST(WayBackTest, OfLongFunctionsNothingIsSaid) {
  std::string hex = "8b0785c074fa8906ebf6";
  EXPECT_TRUE(X86(hex, {0, 6}));
  hex.append(2 * kLongestFunction, '9');
  EXPECT_FALSE(X86(hex, {0, 6}));
}

}  // namespace
}  // namespace atomics_lab::isa
