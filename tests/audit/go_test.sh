#!/bin/bash
# `lab audit` and `lab dump` of a stripped Go program: its functions have the
# names that Go's run-time system knows.
set -u
lab="$1"
source tests/lab/assertions.sh
program="$TEST_TMPDIR/program"

# As Go 1.20 lays its table out: header, names, functions, what is told of each.
cat >"$program.s" <<'END'
.global _start
.text
_start:
  lock incq (%rdi)
  ret
counted:
  lock decq (%rdi)
  xchgq %rax, (%rdi)
  ret
.p2align 4
end:
.section .gopclntab, "a"
table:
  .long 0xfffffff1
  .byte 0, 0, 1, 8
  .quad 2, 0, _start
  .quad names - table, 0, 0, 0, functions - table
names:
  .string "main.main"
counter:
  .string "example.com/lab.(*Counter).Down"
functions:
  .long 0, first - functions
  .long counted - _start, second - functions
  .long end - _start
first:
  .long 0, 0
second:
  .long counted - _start, counter - names
END
as "$program.s" -o "$program.o" && ld "$program.o" -o "$program" && strip "$program" ||
  fail "no program was made"

expect_status 0 "$lab" audit "$program"
expect_line "$out" '^  main\.main$'
expect_line "$out" '^  example\.com/lab\.\(\*Counter\)\.Down$'
expect_no_line "$out" '^  section \.text$'
expect_status 0 "$lab" audit "$program" --top=1
expect_line "$out" '^  example\.com/lab\.\(\*Counter\)\.Down$'
expect_no_line "$out" '^  main\.main$'
expect_status 0 "$lab" dump "$program" --function='example.com/lab.(*Counter).Down'
expect_line "$out" 'lock dec'

finish
