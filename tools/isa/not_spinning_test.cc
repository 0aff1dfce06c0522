// Loops that look like waiting, each beside one that is.
#include "gtest/gtest.h"
#include "tools/isa/spins_in_code.h"

namespace atomics_lab::isa {
namespace {

TEST(NotSpinningTest, CompareAndSwapLoopsRetry) {
  // mov eax,[rdi]; 1: lea edx,[rax+1]; lock cmpxchg [rdi],edx; jne 1b
  EXPECT_EQ(X86("8b078d5001f00fb11775f7"), "retries lock cmpxchg");
  // 1: mov eax,[rdi]; lea edx,[rax+1]; lock cmpxchg [rdi],edx; jne 1b
  EXPECT_EQ(X86("8b078d5001f00fb11775f5"), "retries lock cmpxchg");
  // mov eax,[rdi]; 1: cmp eax,esi; jae 2f; lock cmpxchg [rdi],esi; jne 1b; 2:
  // ret
  EXPECT_EQ(X86("8b0739f07306f00fb13775f6c3"), "retries lock cmpxchg");
  // mov eax,[rdi]; 1: test eax,eax; je 2f; lea edx,[rax+1]; lock cmpxchg
  // [rdi],edx; jne 1b; 2: ret
  EXPECT_EQ(X86("8b0785c074098d5001f00fb11775f3c3"), "retries lock cmpxchg");
  // mov eax,[rdi]; 1: cmp eax,9; je 2f; lea edx,[rax+1]; lock cmpxchg
  // [rdi],edx; jne 1b; 2: ret
  EXPECT_EQ(X86("8b0783f80974098d5001f00fb11775f2c3"), "retries lock cmpxchg");
  // ldr w1,[x0]; 1: add w2,w1,#1; mov w3,w1; casal w3,w2,[x0]; cmp w3,w1; mov
  // w1,w3; b.ne 1b
  EXPECT_EQ(Arm({0xb9400001, 0x11000422, 0x2a0103e3, 0x88e3fc02, 0x6b01007f,
                 0x2a0303e1, 0x54ffff61}),
            "retries casal");
  // 1: ldr w1,[x0]; cmp w1,w4; b.hs 2f; mov w3,w1; casal w3,w4,[x0]; cmp w3,w1;
  // b.ne 1b; 2: ret
  EXPECT_EQ(Arm({0xb9400001, 0x6b04003f, 0x540000a2, 0x2a0103e3, 0x88e3fc04,
                 0x6b01007f, 0x54ffff41, 0xd65f03c0}),
            "retries casal");
  // 1: ldr w1,[x0]; cbz w1,2f; add w2,w1,#1; mov w3,w1; casal w3,w2,[x0]; cmp
  // w3,w1; b.ne 1b; 2: ret
  EXPECT_EQ(Arm({0xb9400001, 0x340000c1, 0x11000422, 0x2a0103e3, 0x88e3fc02,
                 0x6b01007f, 0x54ffff41, 0xd65f03c0}),
            "retries casal");
  // 1: ldr w1,[x0]; add w2,w1,#1; 2: ldaxr w3,[x0]; cmp w3,w1; b.ne 3f; stxr
  // w4,w2,[x0]; cbnz w4,2b; 3: b.ne 1b
  EXPECT_EQ(Arm({0xb9400001, 0x11000422, 0x885ffc03, 0x6b01007f, 0x54000061,
                 0x88047c02, 0x35ffff84, 0x54ffff21}),
            "retries ldaxr…stxr");
  // 1: cmp qword [rcx],0; jne 2f; xor eax,eax; lock cmpxchg [rcx],edx; jne 1b;
  // 2: ret
  EXPECT_EQ(X86("48833900750831c0f00fb11175f2c3"), "retries lock cmpxchg");
  // 1: mov eax,[rsi+4]; cmp eax,edx; jge 2f; lock cmpxchg [rdi],edx; jne 1b; 2:
  // ret
  EXPECT_EQ(X86("8b460439d07d06f00fb11775f3c3"), "retries lock cmpxchg");
}

TEST(NotSpinningTest, WhatGoesOnIsNoWaiting) {
  // 1: add r15d,[rip+64]; cmp r15d,ebx; jb 1b
  EXPECT_EQ(X86("44033d400000004139df72f4"), "");
  // 1: ldr w1,[x0]; add w2,w2,w1; cmp w2,w3; b.lo 1b
  EXPECT_EQ(Arm({0xb9400001, 0x0b010042, 0x6b03005f, 0x54ffffa3}), "");
  // 1: mov eax,[rdi]; test ecx,ecx; jne 2f; mov ecx,1; test eax,eax; je 1b; 2:
  // ret
  EXPECT_EQ(X86("8b0785c97509b90100000085c074f1c3"), "");
  // 1: ldr w1,[x0]; cbnz w2,2f; mov w2,#1; cbz w1,1b; 2: ret
  EXPECT_EQ(Arm({0xb9400001, 0x35000062, 0x52800022, 0x34ffffa1, 0xd65f03c0}),
            "");
  // 1: cmp ecx,[rdi]; je 2f; mov ecx,[rdi]; jmp 1b; 2: ret
  EXPECT_EQ(X86("3b0f74048b0febf8c3"), "");
  // 1: ldr w1,[x0]; cmp w1,w2; mov w2,w1; b.ne 1b
  EXPECT_EQ(Arm({0xb9400001, 0x6b02003f, 0x2a0103e2, 0x54ffffa1}), "");
  // 1: mov eax,[rdi]; mov ecx,[rdi+8]; mov edx,[rdi]; cmp eax,edx; jne 1b
  EXPECT_EQ(X86("8b078b4f088b1739d075f5"), "");
  // 1: mov rax,[rdi]; test rax,rax; je 3f; ret; 3: cmp [rax+8],5; je 1b
  EXPECT_EQ(X86("488b074885c07401c38378080574f1"), "");
  // 1: xor eax,eax; lock cmpxchg [rdi],ecx; je 2f; dec edx; jne 1b; 2: ret
  EXPECT_EQ(X86("31c0f00fb10f7404ffca75f4c3"), "");
}

TEST(NotSpinningTest, AComparisonOfThePartThatWasReadIsOfWhatWasRead) {
  // 1: movsxd rcx,[rdi]; lea edx,[rcx+1]; mov eax,ecx; lock cmpxchg [rdi],edx;
  // jne 1b
  EXPECT_EQ(X86("48630f8d510189c8f00fb11775f2"), "retries lock cmpxchg");
  // 1: movsx eax,byte [rdi]; mov esi,eax; sar esi,cl; lock cmpxchg [rdi],sil;
  // jne 1b
  EXPECT_EQ(X86("0fbe0789c6d3fef0400fb03775f2"), "retries lock cmpxchg");
  // 1: ldrsw x1,[x0]; add w2,w1,#1; mov w3,w1; casal w3,w2,[x0]; cmp w3,w1;
  // b.ne 1b
  EXPECT_EQ(Arm({0xb9800001, 0x11000422, 0x2a0103e3, 0x88e3fc02, 0x6b01007f,
                 0x54ffff61}),
            "retries casal");
  // 1: movsxd rcx,[rdi]; test rcx,rcx; js 1b
  EXPECT_EQ(X86("48630f4885c978f8"), "re-reads by movsxd");
  // 1: ldrsw x1,[x0]; tbnz x1,#63,1b
  EXPECT_EQ(Arm({0xb9800001, 0xb7ffffe1}), "re-reads by ldrsw");
}

TEST(NotSpinningTest, WhatIsExpectedMayBeLoadedByAnotherAddressAndTested) {
  // 1: mov rax,[rsi]; mov rdx,[rax+8]; test rdx,rdx; je 2f; mov rax,rdx; lock
  // cmpxchg [rdi],rcx; cmp rax,rdx; jne 1b; 2: ret
  EXPECT_EQ(X86("488b06488b50084885d2740d4889d0f0480fb10f4839d075e7c3"),
            "retries lock cmpxchg");
  // The same, but what is expected is 0, and it ends when the answer is not
  // what was read: xor eax,eax in place of mov rax,rdx; je in place of jne
  EXPECT_EQ(X86("488b06488b50084885d2740c31c0f0480fb10f4839d074e8c3"),
            "repeats lock cmpxchg");
}

TEST(NotSpinningTest, WhatIsExpectedMayBeANumberThatATestFound) {
  // 1: mov eax,[rsi]; cmp eax,1; jne 2f; lock cmpxchg [rdi],edx; cmp eax,1; jne
  // 1b; 2: ret
  EXPECT_EQ(X86("8b0683f8017509f00fb11783f80175f0c3"), "retries lock cmpxchg");
  // 1: mov ecx,[rsi]; cmp ecx,1; jne 2f; mov eax,ecx; lock cmpxchg [rdi],edx;
  // jne 1b; 2: ret
  EXPECT_EQ(X86("8b0e83f901750889c8f00fb11775f1c3"), "retries lock cmpxchg");
  // The same with mov eax,1 in place of mov eax,ecx
  EXPECT_EQ(X86("8b0e83f901750bb801000000f00fb11775eec3"),
            "repeats lock cmpxchg");
  // 1: ldr w1,[x5]; cmp w1,#1; b.ne 2f; casal w1,w2,[x0]; cmp w1,#1; b.ne 1b;
  // 2: ret
  EXPECT_EQ(Arm({0xb94000a1, 0x7100043f, 0x54000081, 0x88e1fc02, 0x7100043f,
                 0x54ffff61, 0xd65f03c0}),
            "retries casal");
  // The same with mov w1,#1 before casal
  EXPECT_EQ(Arm({0xb94000a1, 0x7100043f, 0x540000a1, 0x52800021, 0x88e1fc02,
                 0x7100043f, 0x54ffff41, 0xd65f03c0}),
            "repeats casal");
}

TEST(NotSpinningTest, AnAddressThatIsTakenFromAnotherRegisterMoves) {
  // 1: cmp word [rdi],0; jne 2f; mov rdi,rsi; test byte [rdi+2],1; je 1b; 2:
  // ret
  EXPECT_EQ(X86("66833f0075094889f7f647020174f1c3"), "");
  // The same without mov rdi,rsi
  EXPECT_EQ(X86("66833f007506f647020174f4c3"), "re-reads by cmp");
  // The same with mov rdi,[rsi]: the address is read again as well
  EXPECT_EQ(X86("66833f007509488b3ef647020174f1c3"), "re-reads by cmp");
}

TEST(NotSpinningTest, TheThreadsOwnMemoryIsNotWaitedFor) {
  // 1: mov eax,318; syscall; test rax,rax; jns 2f; mov rdx,[rip+65600]; cmp
  // fs:[rdx],4; je 1b; 2: ret
  EXPECT_EQ(X86("b83e0100000f054885c0790d488b154000010064833a0474e7c3"), "");
  // The same without fs
  EXPECT_EQ(X86("b83e0100000f054885c0790c488b1540000100833a0474e8c3"),
            "re-reads by mov, system call");
}

TEST(NotSpinningTest, AVariableThatTheLoopItselfWritesIsNotWaitedFor) {
  // 1: mov eax,24; syscall; cmp rax,-4095; jb 3f; neg eax; mov [rbp-44],eax;
  // mov rax,-1; 3: test eax,eax; jns 2f; cmp [rbp-44],4; je 1b; 2: ret
  EXPECT_EQ(X86("b8180000000f05483d01f0ffff720cf7d88945d448c7c0ffffffff85c07906"
                "837dd40474dbc3"),
            "");
  // The same, but what is written is [rbp-40]
  EXPECT_EQ(X86("b8180000000f05483d01f0ffff720cf7d88945d848c7c0ffffffff85c07906"
                "837dd40474dbc3"),
            "re-reads by cmp, system call");
}

TEST(NotSpinningTest, WhatAsksAgainWhatCannotChangeIsAPartOfALargerLoop) {
  // 1: test rsi,rsi; je 2f; cmp [rdi],0; je 1b; 2: ret
  EXPECT_EQ(X86("4885f6740648833f0074f5c3"), "");
  // The same with pause in it
  EXPECT_EQ(X86("4885f67408f39048833f0074f3c3"), "re-reads by cmp, pause");
  // The same with mov rsi,[rdx] in it
  EXPECT_EQ(X86("4885f67409488b3248833f0074f2c3"), "re-reads by mov");
  // 1: cmp byte [rdi+rsi],0; je 2f; lea eax,[rsi+1]; mov esi,1; cmp eax,edx; jl
  // 1b; 2: ret
  EXPECT_EQ(X86("803c3700740c8d4601be0100000039d07ceec3"), "");
  // 1: cmp x0,x20; b.eq 2f; ldr x8,[x0,#16]; cbz x8,1b; 2: ret
  EXPECT_EQ(Arm({0xeb14001f, 0x54000060, 0xf9400808, 0xb4ffffa8, 0xd65f03c0}),
            "");
  // The same with ldar x8,[x0]
  EXPECT_EQ(Arm({0xeb14001f, 0x54000060, 0xc8dffc08, 0xb4ffffa8, 0xd65f03c0}),
            "re-reads by ldar");
}

}  // namespace
}  // namespace atomics_lab::isa
