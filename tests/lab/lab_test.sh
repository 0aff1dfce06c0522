#!/bin/bash
# The lab from end to end, as a person uses it: its table, its lists, its dumps
# and what it says to bad input.
set -u
lab="$1"
source tests/lab/assertions.sh

# What is seen first: a line a counter, a column a level, on any screen.
# expect_narrow: no line of $out is wider than 100 columns.
expect_narrow() {
  python3 -c 'import sys; sys.exit(any(len(line.rstrip("\n")) > 100
    for line in open(sys.argv[1], encoding="utf-8")))' "$out" || fail "a line is wider than 100 columns"
}
counters="$("$lab" list counters --format=json | grep -c '"name"')"
expect_status 0 "$lab" --output="$TEST_TMPDIR/lab-out"
expect_narrow
expect_line "$err" '--all prints every row'
expect_line "$out" '^counter +x86_64 +aarch64 +aarch64_lse +aarch64_outline$'
expect_line "$out" '^racy_split +racy, 2 of 4.* racy, 2 of 4.* racy, 2 of 4.* racy, 2 of 4'
# x86-TSO hides what Armv8 shows.
expect_line "$out" '^racy_relaxed_unlock +proved.* racy, 2 of 4'
expect_line "$out" '^fetch_add_relaxed_64 +proved: lock add +proved: ldxr loop +proved: ldadd +proved'
expect_line "$out" '^[0-9]+ counters × 8 targets: [0-9]+ passed, [0-9]+ racy, 0 failed, 0 not run'
expect_line "$out" '^Not proved by this: .*schedules'
expect_no_line "$out" '^racy_.* passed'
expect_no_line "$out" $'\x1b'
((counters == $(sed '/^$/q' "$out" | grep -cE '^[a-z]+_?[a-z0-9_]* ') - 1)) ||
  fail "not a line for each of $counters counters"
(($(wc -l <"$out") < 2 * counters)) || fail "more than a screen: $(wc -l <"$out") lines"

# The whole table: every counter on every target, and the three files.
expect_status 0 "$lab" --all --output="$TEST_TMPDIR/lab-out"
for file in results.json report.md index.html; do
  [[ -s "$TEST_TMPDIR/lab-out/$file" ]] || fail "$file was not written"
done
expect_line "$out" 'x86_64-gcc .*passed .*native'
expect_line "$out" 'aarch64-clang .*passed qemu '
expect_line "$out" 'aarch64_lse-gcc .*passed qemu '
# A counter that may lose updates is shown as passed in none of the outputs.
expect_line "$out" '^racy_split  .* racy native '
expect_no_line "$out" '^racy_split .* passed '
expect_line "$TEST_TMPDIR/lab-out/report.md" '^. `racy_split` . `aarch64-gcc` . \*\*racy\*\* qemu'
expect_no_line "$TEST_TMPDIR/lab-out/report.md" '^. `racy_split` .* passed'
expect_line "$TEST_TMPDIR/lab-out/index.html" '<summary id="racy_split--x86_64-gcc">.*! racy<'
expect_no_line "$TEST_TMPDIR/lab-out/index.html" '<summary id="racy_split--.* passed<'
expect_line "$out" '^Ran: x86_64-gcc, x86_64-clang native; .*aarch64_outline-gcc.* qemu: cortex-a57, neoverse-n1'
expect_line "$out" 'ordering'
expect_line "$out" '^[0-9]+ counters × 8 targets: [0-9]+ passed, [0-9]+ racy, 0 failed, 0 not run'
expect_no_line "$out" 'FAILED'

# On each target a row has the one short form that its instructions can have.
form() { "$lab" dump --counter="$1" --target="$2" --function=add | sed -n 's/^  = //p' | head -n1; }
expect_form() {
  local got
  got="$(form "$1" "$2")"
  [[ "$got" == "$3" ]] || fail "$1 on $2 is '$got', expected '$3'"
}
for compiler in gcc clang; do
  expect_form fetch_add_relaxed_64 "x86_64-$compiler" "lock add"
  expect_form fetch_add_relaxed_64 "aarch64-$compiler" "ldxr…stxr loop"
  expect_form fetch_add_relaxed_64 "aarch64_lse-$compiler" "ldadd"
  expect_form fetch_add_seq_cst_32 "aarch64_lse-$compiler" "ldaddal"
  expect_form fetch_add_relaxed_64 "aarch64_outline-$compiler" \
    "call __aarch64_ldadd8_relax → ldadd | ldxr…stxr loop"
  # The counter's retry loop around the helper; it appears once, although clang
  # peels its first turn off.
  for counter in cas_weak cas_strong; do
    expect_form "$counter" "aarch64_outline-$compiler" \
      "ldr; {call __aarch64_cas8_relax → cas | ldxr…stxr loop} loop"
  done
done
expect_form record_dwcas aarch64_outline-gcc \
  "ldr ×2; {call __aarch64_cas16_sync → caspal | {ldxp…stlxp loop; dmb}} loop"
expect_form record_dwcas aarch64_outline-clang \
  "ldr ×2; {call __aarch64_cas16_acq_rel → caspal | ldaxp…stlxp loop} loop"

# A mutex's fast path is in the dump, compiled for this very target, and so are
# source lines.
expect_status 0 "$lab" dump --counter=absl_mutex --target=aarch64_lse-gcc
expect_line "$out" '^called by Add: absl::.*Mutex::lock'
expect_line "$out" '⟵ counters/specimens/absl_mutex.h:[0-9]+ in Add '
expect_line "$out" 'casa'

# Lists.
expect_status 0 "$lab" list counters --format=json
expect_line "$out" '"name": "sharded"'
expect_line "$out" '"lossless": false'
expect_status 0 "$lab" list targets
expect_line "$out" '^aarch64_outline-clang '

# Anybody's file: this test's own tool, and Bazel's view of paths.
expect_status 0 "$lab" dump "$lab" --function=main --format=json
expect_line "$out" '"role": "(call|return)"'
expect_status 0 env BUILD_WORKING_DIRECTORY="$(dirname "$lab")" \
  "$lab" dump "$(basename "$lab")" --function=main

# Promises, held against anybody's object file.
promises="$TEST_TMPDIR/some.promises"
object=tools/elf/testdata/aarch64_lse-gcc.o
echo 'ASM AddRelaxed aarch64_lse: only ldadd|stadd; no loop' >"$promises"
expect_status 0 "$lab" check "$object" --promises="$promises" --target=aarch64_lse
expect_line "$out" '^aarch64_lse-gcc: 1 functions, 2 promises checked, 0 findings'
echo 'ASM AddRelaxed aarch64: ldxr…stxr loop' >"$promises"
expect_status 1 "$lab" check "$object" --promises="$promises" --target=aarch64-gcc
expect_line "$out" 'fixture::AddRelaxed on aarch64-gcc breaks its promise'
expect_line "$out" 'but: +no ldxr'
expect_status 1 "$lab" check "$object" --promises="$promises" --target=aarch64-gcc --format=json
expect_line "$out" '"kind": "broken"'

# Each command tells its own options, and the whole what commands there are.
for command in table list dump check atlas audit explore; do
  expect_status 0 "$lab" "$command" --help
  expect_line "$out" "^ *lab \[?$command"
  [[ ! -s "$err" ]] || fail "$command --help writes to stderr"
  expect_status 0 "$lab" --help
  expect_line "$out" "^lab \[?$command"
done
expect_status 0 "$lab" help audit
expect_line "$out" '--compare OLD'
expect_no_line "$out" '--counter'

# Bad input: one line, status 2, and what would be right.
refuse() {
  expect_status 2 "$lab" "${@:2}"
  expect_one_line "$err"
  expect_line "$err" "$1"
}
refuse 'no command .fly.*table, list, dump' fly
refuse 'no command .dmup.*near to it: dump' dmup
refuse 'table has no option --fly' --fly=1
refuse 'table has no option --outptu; near to it: --output' --outptu=x
refuse '--all=no: --all takes no value' --all=no
refuse 'list has no option --all' list counters --all
refuse 'list has no option --only' list counters --only=foo --diff=a,b
refuse 'dump: --counter' dump --counter
refuse 'format=xml.*text or json or markdown' --format=xml
refuse 'check: --format=markdown: it takes text or json' check "$object" --promises="$promises" --format=markdown
refuse 'a command comes first: lab list' --format=json list counters
refuse 'no counter .nope.*fetch_add_relaxed_64' dump --counter=nope --target=x86_64-gcc
refuse 'no target .vax-gcc.*aarch64_lse-gcc' dump --counter=sharded --target=vax-gcc
refuse 'functions of sharded are add, read$' dump --counter=sharded --target=x86_64-gcc --function=sub
refuse 'list counters.*list targets' list
refuse 'FILE' dump
refuse 'No such file|not found' dump "$TEST_TMPDIR/absent" --function=main
refuse 'ELF' dump "$0" --function=main
refuse 'main' dump "$lab" --function=mian
refuse 'check takes FILE' check
refuse 'check takes FILE' check "$object"
refuse 'say --target=aarch64' check "$object" --promises="$promises"
refuse "no target 'vax'" check "$object" --promises="$promises" --target=vax
refuse 'is aarch64, and x86_64-gcc is not' check "$object" --promises="$promises" --target=x86_64-gcc
touch "$TEST_TMPDIR/file"
refuse "$TEST_TMPDIR/file" --output="$TEST_TMPDIR/file"
refuse "$TEST_TMPDIR/file/below" --output="$TEST_TMPDIR/file/below"

finish
