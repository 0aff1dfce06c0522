// Two helpers as the compilers' run-time libraries have them, but weak and
// visible, so that a library calls them through its own linkage table. In a
// section of their own, so that a linker can be told to put them far away.
.arch_extension lse

.section .helpers,"ax",%progbits
.weak __aarch64_ldadd4_relax
.type __aarch64_ldadd4_relax,%function
__aarch64_ldadd4_relax:
  adrp x16, have_lse
  ldrb w16, [x16, :lo12:have_lse]
  cbz w16, 1f
  ldadd w0, w0, [x1]
  ret
1:
  mov w16, w0
2:
  ldxr w0, [x1]
  add w17, w0, w16
  stxr w15, w17, [x1]
  cbnz w15, 2b
  ret
.size __aarch64_ldadd4_relax, . - __aarch64_ldadd4_relax

.weak __aarch64_swp4_acq
.type __aarch64_swp4_acq,%function
__aarch64_swp4_acq:
  adrp x16, have_lse
  ldrb w16, [x16, :lo12:have_lse]
  cbz w16, 1f
  swpa w0, w0, [x1]
  ret
1:
  mov w16, w0
2:
  ldaxr w0, [x1]
  stxr w17, w16, [x1]
  cbnz w17, 2b
  ret
.size __aarch64_swp4_acq, . - __aarch64_swp4_acq

.section .data
have_lse:
  .byte 0
