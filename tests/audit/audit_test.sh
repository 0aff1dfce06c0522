#!/bin/bash
# `lab audit` from end to end, as a person uses it, and what it says to bad
# input.
set -u
lab="$1"
source tests/lab/assertions.sh
data=tools/elf/testdata

# One file of each architecture: totals, functions, lines, limits.
expect_status 0 "$lab" audit "$data/x86_64-gcc.o"
expect_line "$out" '^  locked +[1-9]'
expect_line "$out" '^  fixture::CasLoop\(unsigned long\*\)$'
expect_line "$out" 'lock cmpxchg .* fixture.cc:[0-9]+$'
expect_line "$out" '^  spins: a heuristic'
expect_status 0 "$lab" audit "$data/aarch64_outline.so" --only=outlined
expect_line "$out" '__aarch64_ldadd8_relax'
expect_line "$out" '^  lse +0$'
expect_status 0 "$lab" audit "$data/aarch64_lse-gcc.o" --format=markdown
expect_line "$out" '^\| lse \| [1-9]'
expect_status 0 "$lab" audit "$data/x86_64-gcc.o" "$data/x86_64.so" --format=json
expect_line "$out" '"architecture": "x86_64"'

# An archive: all of its objects, and a member that is no object.
cp "$data/x86_64-gcc.o" "$TEST_TMPDIR/one-object-with-a-long-name.o"
cp "$data/aarch64-gcc.o" "$TEST_TMPDIR/two.o"
echo 'no object' >"$TEST_TMPDIR/notes"
(cd "$TEST_TMPDIR" && ar qc mixed.a one-object-with-a-long-name.o two.o notes)
expect_status 0 "$lab" audit "$TEST_TMPDIR/mixed.a"
expect_line "$out" 'mixed.a\(one-object-with-a-long-name.o\) \(x86_64\)'
expect_line "$out" 'mixed.a\(two.o\) \(aarch64\)'
expect_line "$out" '^skipped: .*mixed.a\(notes\)'

# An object that is compressed as kernel modules are.
xz --check=crc32 -c "$data/x86_64-gcc.o" >"$TEST_TMPDIR/module.ko.xz"
expect_status 0 "$lab" audit "$TEST_TMPDIR/module.ko.xz"
expect_line "$out" '^  fixture::CasLoop\(unsigned long\*\)$'
expect_status 0 "$lab" dump "$TEST_TMPDIR/module.ko.xz" --function='fixture::CasLoop'
expect_line "$out" 'lock cmpxchg'
head -c 500 "$TEST_TMPDIR/module.ko.xz" >"$TEST_TMPDIR/cut.ko.xz"
expect_status 2 "$lab" audit "$TEST_TMPDIR/cut.ko.xz"
expect_one_line "$err"
expect_line "$err" 'cut.ko.xz is compressed with xz and is damaged or cut$'

# Stripped: functions are named by their place, helpers by what they do.
aarch64-linux-gnu-strip -o "$TEST_TMPDIR/stripped.so" "$data/aarch64_outline.so"
counts() { "$lab" audit "$1" --format=json | sed '/"files"/,$d'; }
[[ "$(counts "$TEST_TMPDIR/stripped.so")" == "$(counts "$data/aarch64_outline.so")" ]] ||
  fail "stripping changes what is counted"

# A verdict first; questions: exit code 1 and the places, or 0.
expect_status 0 "$lab" audit "$data/aarch64_outline.so"
expect_line "$out" 'aarch64_outline.so: outlined \([0-9]+ outlined\)$'
expect_status 0 "$lab" audit --baseline=armv8-a "$data/aarch64_outline.so"
expect_line "$out" ': nothing needs more than armv8-a without a check'
expect_status 1 "$lab" audit --baseline=armv8-a "$data/aarch64_lse-gcc.o"
expect_line "$out" ' places need more than armv8-a without a check: FEAT_LSE [0-9]+$'
expect_line "$out" '^  fixture::AddRelaxed\('
expect_line "$out" ' lse +ldadd .* fixture.cc:[0-9]+$'
expect_status 0 "$lab" audit --baseline=armv8.1-a "$data/aarch64_lse-gcc.o"
expect_status 0 "$lab" audit --require=lse "$data/aarch64_lse-gcc.o"
expect_status 1 "$lab" audit --require=lse "$data/aarch64-gcc.o" --format=json
expect_line "$out" '"question": "lse"'
expect_status 1 "$lab" audit --require=lse "$data/aarch64-gcc.o" --format=markdown
expect_line "$out" '\*\*[0-9]+ places run LL/SC whatever the processor has\*\*$'
expect_status 2 "$lab" audit --baseline=armv8-a "$data/x86_64-gcc.o"
expect_line "$err" 'has no baseline armv8-a; it has x86-64, x86-64-v2'
expect_status 2 "$lab" audit --baseline=armv7 "$data/aarch64-gcc.o"
expect_line "$err" 'there is none; of x86_64 x86-64, .*; of aarch64 armv8-a, '
expect_status 2 "$lab" audit --require=lse --baseline=armv8-a "$data/aarch64-gcc.o"

# cmpxchg16b is v2, unless a check is before it.
cat >"$TEST_TMPDIR/pair.s" <<'END'
.global unguarded
.type unguarded, @function
unguarded:
  lock cmpxchg16b (%rdi)
  ret
.size unguarded, .-unguarded
.global guarded
.type guarded, @function
guarded:
  movl $1, %eax
  cpuid
  testl $0x2000, %ecx
  je 1f
  lock cmpxchg16b (%rdi)
1: ret
.size guarded, .-guarded
END
as "$TEST_TMPDIR/pair.s" -o "$TEST_TMPDIR/pair.o"
expect_status 1 "$lab" audit --baseline=x86-64 "$TEST_TMPDIR/pair.o"
expect_line "$out" ': 1 place needs more than x86-64 without a check: CX16 1 \(1 behind a check\)$'
expect_line "$out" '^  unguarded$'
expect_status 0 "$lab" audit --baseline=x86-64-v2 "$TEST_TMPDIR/pair.o"

# A lock that waits through a helper, and one whose waiting leaves backwards
# and has a hint.
cat >"$TEST_TMPDIR/locks.s" <<'END'
.global by_helper
.type by_helper, @function
by_helper:
  stp x29, x30, [sp, #-32]!
  str x19, [sp, #16]
  mov x19, x0
1: mov w0, #1
  mov x1, x19
  bl __aarch64_swp4_acq
  cbnz w0, 1b
  ldr x19, [sp, #16]
  ldp x29, x30, [sp], #32
  ret
.size by_helper, .-by_helper
.global backwards
.type backwards, @function
backwards:
1: mov w1, #1
  swpa w1, w1, [x0]
  cbz w1, 3f
2: yield
  ldr w1, [x0]
  cbz w1, 1b
  b 2b
3: ret
.size backwards, .-backwards
END
aarch64-linux-gnu-as -march=armv8.1-a -o "$TEST_TMPDIR/locks.o" "$TEST_TMPDIR/locks.s"
expect_status 0 "$lab" audit "$TEST_TMPDIR/locks.o" --only=spins
expect_line "$out" '^  spins +2 '
expect_line "$out" '^ +c  spins +repeats __aarch64_swp4_acq +no hint$'
expect_line "$out" '^ +34  spins +re-reads by ldr +yield$'
expect_status 0 "$lab" audit "$data/x86_64-gcc.o" --only=retries
expect_line "$out" '^  retries +1  lock cmpxchg 1$'

# Two builds.
expect_status 0 "$lab" audit "$data/aarch64_lse-gcc.o" --compare="$data/aarch64-gcc.o"
expect_line "$out" '^  llsc +[1-9][0-9]* → +0  -'
expect_line "$out" '^    +\+[0-9]+  lse +ldadd'
expect_line "$out" '^    +-[0-9]+  llsc +ldxr…stxr'
expect_status 0 "$lab" audit "$data/x86_64-gcc.o" --compare="$data/x86_64-gcc.o"
expect_no_line "$out" '^    +[+-]'

# The functions with the most findings, those with more first; a line says what
# is left out, and totals are those of all.
totals() { sed -n '/^totals$/,/^$/p' "$1"; }
expect_status 0 "$lab" audit "$data/x86_64-gcc.o"
all="$(totals "$out")"
expect_status 0 "$lab" audit "$data/x86_64-gcc.o" --top=1
[[ "$(totals "$out")" == "$all" ]] || fail "--top changes the totals"
(($(grep -c '^  fixture::' "$out") == 1)) || fail "--top=1 shows not one function"
expect_line "$out" '^left out: [0-9]+ functions with [0-9]+ findings, none of '
expect_status 0 "$lab" audit "$data/x86_64-gcc.o" --top=1 --format=json
expect_line "$out" '"left_out": \{'
(($(grep -c '"symbol"' "$out") == 1)) || fail "JSON shows not one function"
expect_status 0 "$lab" audit "$data/x86_64-gcc.o" --format=json
expect_no_line "$out" '"left_out"'
expect_status 1 "$lab" audit "$data/aarch64-gcc.o" --require=lse --top=1
expect_line "$out" '^left out: '

# Bad input: one line, status 2, and what would be right.
refuse() {
  expect_status 2 "$lab" audit "${@:2}"
  expect_one_line "$err"
  expect_line "$err" "$1"
}
# A file that cannot be read does not stop the others.
expect_status 2 "$lab" audit "$TEST_TMPDIR/notes" "$data/x86_64.so" "$TEST_TMPDIR/absent"
expect_line "$err" '^lab: .*notes is a text file'
expect_line "$err" '^lab: .*absent'
expect_line "$out" 'x86_64.so \(x86_64\)'
printf '!<arch>\n' >"$TEST_TMPDIR/empty.a"
(cd "$TEST_TMPDIR" && ar qc notes.a notes)
refuse 'needs a FILE'
gzip -c "$data/x86_64.so" >"$TEST_TMPDIR/x86_64.so.gz"
refuse 'is compressed with gzip; decompress it first$' "$TEST_TMPDIR/x86_64.so.gz"
refuse 'absent' "$TEST_TMPDIR/absent"
refuse 'is a text file' "$TEST_TMPDIR/notes"
refuse 'without members' "$TEST_TMPDIR/empty.a"
refuse 'no object that can be read' "$TEST_TMPDIR/notes.a"
refuse 'outlined, fences, locked, lse, llsc, acquire_release, spins, retries' \
  "$data/x86_64-gcc.o" --only=locks
refuse 'x86_64.*aarch64.*same architecture' \
  "$data/aarch64-gcc.o" --compare="$data/x86_64-gcc.o"
for wrong in 0 -1 many 1.5 99999999999999999999 ''; do
  refuse "^lab: --top=$wrong: a whole number from 1 on, or all$" \
    "$data/x86_64.so" --top="$wrong"
done
refuse 'takes no --top' "$data/x86_64.so" --top=1 --compare="$data/x86_64.so"
refuse 'takes one FILE' "$data/x86_64.so" "$data/x86_64.so" --compare="$data/x86_64.so"

finish
