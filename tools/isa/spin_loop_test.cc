#include "tools/isa/spin_loop.h"

#include "gtest/gtest.h"
#include "tools/isa/spins_in_code.h"

namespace atomics_lab::isa {
namespace {

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

TEST(SpinLoopTest, LookingForMoreWorkIsWaitingOnlyWhereAHintSaysSo) {
  // 1: cmp dword [rdi], 0; je 2f; mov [rsi], ecx; 2: cmp dword [rdx], 0; jne 1b
  EXPECT_EQ(X86("833f007402890e833a0075f4"), "");
  // The same with pause at 2, and without the store.
  EXPECT_EQ(X86("833f007402890ef390833a0075f2"), "re-reads by cmp, pause");
  EXPECT_EQ(X86("833f0074029090833a0075f4"), "re-reads by cmp");
  // inc ecx in place of the store; a loop of its own: 3: dec ecx; jne 3b
  EXPECT_EQ(X86("833f007402ffc1833a0075f4"), "");
  EXPECT_EQ(X86("833f007404ffc975fc833a0075f2"), "");
}

TEST(SpinLoopTest, AnAtomicAccessInPartsIsNoSpinning) {
  // ldaxr w1, [x0]; add w1, w1, #1; stlxr w3, w1, [x0]; cbnz w3
  EXPECT_EQ(Arm({0x885ffc01, 0x11000421, 0x8803fc01, 0x35ffffa3}), "");
}

TEST(SpinLoopTest, ExchangingInPartsUntilItSucceedsWaits) {
  // ldaxr w1, [x0]; stxr w3, w2, [x0]; cbnz w3; cbnz w1
  EXPECT_EQ(Arm({0x885ffc01, 0x88037c02, 0x35ffffc3, 0x35ffffa1}),
            "repeats ldaxr…stxr");
  // The same, while a count lasts: sub w4, w4, #1; cbz w4, to its end
  EXPECT_EQ(Arm({0x885ffc01, 0x88037c02, 0x35ffffc3, 0x51000484, 0x34000044,
                 0x35ffff61}),
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

TEST(SpinLoopTest, LocksWait) {
  // 1: xor eax,eax; lock cmpxchg [rdi],ecx; jne 1b
  EXPECT_EQ(X86("31c0f00fb10f75f8"), "repeats lock cmpxchg");
  // 1: mov eax,ebx; lock cmpxchg [rdi],ecx; jne 1b
  EXPECT_EQ(X86("89d8f00fb10f75f8"), "repeats lock cmpxchg");
  // 1: mov eax,1; xchg [rdi],eax; test eax,eax; jne 1b
  EXPECT_EQ(X86("b801000000870785c075f5"), "repeats xchg");
  // 1: lock bts [rdi],0; jc 1b
  EXPECT_EQ(X86("f00fba2f0072f9"), "repeats lock bts");
  // 1: mov w1,wzr; casa w1,w2,[x0]; cbnz w1,1b
  EXPECT_EQ(Arm({0x2a1f03e1, 0x88e17c02, 0x35ffffc1}), "repeats casa");
  // 1: swpa w2,w1,[x0]; cbnz w1,1b
  EXPECT_EQ(Arm({0xb8a28001, 0x35ffffe1}), "repeats swpa");
  // 1: ldaxr w1,[x0]; cbnz w1,1b; stxr w3,w2,[x0]; cbnz w3,1b
  EXPECT_EQ(Arm({0x885ffc01, 0x35ffffe1, 0x88037c02, 0x35ffffa3}),
            "re-reads by ldaxr");
}

TEST(SpinLoopTest, ASemaphoreThatReadsAgainWhileItIsZeroWaits) {
  // 1: mov eax,[rdi]; test eax,eax; je 1b; lea edx,[rax-1]; lock cmpxchg
  // [rdi],edx; jne 1b
  EXPECT_EQ(X86("8b0785c074fa8d50fff00fb11775f1"),
            "re-reads by mov; retries lock cmpxchg");
  // 1: ldr w1,[x0]; cbz w1,1b; sub w2,w1,#1; mov w3,w1; casa w3,w2,[x0]; cmp
  // w3,w1; b.ne 1b
  EXPECT_EQ(Arm({0xb9400001, 0x34ffffe1, 0x51000422, 0x2a0103e3, 0x88e37c02,
                 0x6b01007f, 0x54ffff41}),
            "re-reads by ldr; retries casa");
}

TEST(SpinLoopTest, TestAndTestAndSetMayLeaveBackwards) {
  // 1: mov eax,1; xchg [rdi],eax; test eax,eax; je 3f; 2: cmp [rdi],0; je 1b;
  // jmp 2b; 3: ret
  EXPECT_EQ(X86("b801000000870785c07407833f0074f0ebf9c3"), "re-reads by cmp");
  // 1: mov eax,1; xchg [rdi],eax; test eax,eax; je 3f; 2: mov eax,[rdi]; test
  // eax,eax; je 1b; cmp [rdi],0; jne 2b; jmp 1b; 3: ret
  EXPECT_EQ(X86("b801000000870785c0740d8b0785c074ef833f0075f5ebe8c3"),
            "re-reads by mov");
  // 1: swpa w2,w1,[x0]; cbz w1,3f; 2: ldr w1,[x0]; cbz w1,1b; ldr w1,[x0]; cbnz
  // w1,2b; b 1b; 3: ret
  EXPECT_EQ(Arm({0xb8a28001, 0x340000c1, 0xb9400001, 0x34ffffa1, 0xb9400001,
                 0x35ffffa1, 0x17fffffa, 0xd65f03c0}),
            "re-reads by ldr");
}

TEST(SpinLoopTest, FencesVectorsAndByteSwapsMayStandBetween) {
  // 1: mov eax,[rdi]; lfence; test eax,eax; je 1b
  EXPECT_EQ(X86("8b070faee885c074f7"), "re-reads by mov");
  // 1: movdqu xmm0,[rdi]; ptest xmm0,xmm0; je 1b
  EXPECT_EQ(X86("f30f6f07660f3817c074f5"), "re-reads by movdqu");
  // 1: movq xmm0,[rdi]; movq rax,xmm0; test rax,rax; je 1b
  EXPECT_EQ(X86("f30f7e0766480f7ec04885c074f2"), "re-reads by movq");
  // 1: vmovdqu ymm0,[rdi]; vptest ymm0,ymm0; je 1b
  EXPECT_EQ(X86("c5fe6f07c4e27d17c074f5"), "re-reads by vmovdqu");
  // 1: movbe eax,[rdi]; test eax,eax; je 1b
  EXPECT_EQ(X86("0f38f00785c074f8"), "re-reads by movbe");
  // 1: ldr d0,[x0]; fmov x1,d0; cbz x1,1b
  EXPECT_EQ(Arm({0xfd400000, 0x9e660001, 0xb4ffffc1}), "re-reads by ldr");
  // 1: ldr q0,[x0]; umaxv b0,v0.16b; fmov w1,s0; cbz w1,1b
  EXPECT_EQ(Arm({0x3dc00000, 0x6e30a800, 0x1e260001, 0x34ffffa1}),
            "re-reads by ldr");
}

TEST(SpinLoopTest, HintsAreNamed) {
  // 1: pause; cmp [rdi],0; jne 1b
  EXPECT_EQ(X86("f390833f0075f9"), "re-reads by cmp, pause");
  // 1: mov edx,[rdi]; test edx,edx; je 2f; mov eax,24; syscall; jmp 1b; 2: ret
  EXPECT_EQ(X86("8b1785d27409b8180000000f05ebf1c3"),
            "re-reads by mov, system call");
  // 1: ldr w1,[x0]; yield; cbz w1,1b
  EXPECT_EQ(Arm({0xb9400001, 0xd503203f, 0x34ffffc1}),
            "re-reads by ldr, yield");
  // 1: ldr w1,[x0]; isb; cbz w1,1b
  EXPECT_EQ(Arm({0xb9400001, 0xd5033fdf, 0x34ffffc1}), "re-reads by ldr, isb");
  // 1: sevl; wfe; ldaxr w1,[x0]; cbz w1,1b
  EXPECT_EQ(Arm({0xd50320bf, 0xd503205f, 0x885ffc01, 0x34ffffa1}),
            "re-reads by ldaxr, sevl, wfe");
  // 1: ldaxr w1,[x0]; wfe; cbz w1,1b
  EXPECT_EQ(Arm({0x885ffc01, 0xd503205f, 0x34ffffc1}),
            "re-reads by ldaxr, wfe");
  // 1: ldr w1,[x0]; cbz w1,2f; mov x8,#124; svc #0; b 1b; 2: ret
  EXPECT_EQ(Arm({0xb9400001, 0x34000081, 0xd2800f88, 0xd4000001, 0x17fffffc,
                 0xd65f03c0}),
            "re-reads by ldr, system call");
}

}  // namespace
}  // namespace atomics_lab::isa
