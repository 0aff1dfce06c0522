// What a kernel chooses as it loads: an instruction in the place of a loop, and
// a jump that is left out.
.arch armv8.1-a
.global Replaced
.type Replaced, %function
Replaced:
.Lsite:
  ldxr w4, [x0]
  add w4, w4, w2
  stxr w3, w4, [x0]
  cbnz w3, .Lsite
  ret
.Lreplacement:
  stadd w2, [x0]
  nop
  nop
  nop
.size Replaced, . - Replaced

.global LeftOut
.type LeftOut, %function
LeftOut:
.Ljump:
  b 1f
  ldadd w2, w3, [x0]
  ret
1: mov x1, x0
  b 2f
.skip 1024, 0
2: ldxr w4, [x0]
  add w4, w4, w2
  stxr w3, w4, [x0]
  cbnz w3, 2b
  ret
.size LeftOut, . - LeftOut

// No entry speaks of this one: two findings, one for each question.
.global Neither
.type Neither, %function
Neither:
  b 1f
  ldset w2, w3, [x0]
  ret
1: ldaxr w4, [x0]
  stxr w3, w2, [x0]
  cbnz w3, 1b
  ret
.size Neither, . - Neither

.section .altinstructions, "a"
  .word .Lsite - .
  .word .Lreplacement - .
  .hword 5
  .byte 16, 16
  .word .Ljump - .
  .word patch - .
  .hword 0x8005
  .byte 4, 0
