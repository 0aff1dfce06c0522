#!/bin/bash
# The atlas from end to end: cells that are known, differences, bad input.
set -u
lab="$1"
source tests/lab/assertions.sh

expect_status 0 "$lab" atlas --format=json
cp "$out" "$TEST_TMPDIR/atlas.json"

# mapping TARGET OPERATION ORDER WIDTH RESULT
mapping() {
  tr -d '\n' <"$TEST_TMPDIR/atlas.json" | sed 's/{ *"operation"/\n&/g' |
    grep "\"operation\": \"$2\".*\"order\": \"$3\".*\"width\": $4,.*\"result\": \"$5\".*\"target\": \"$1\"" |
    sed 's/.*"mapping": "\([^"]*\)".*/\1/'
}
expect_mapping() {
  local got
  got="$(mapping "${@:1:5}")"
  [[ "$got" == "$6" ]] || fail "${*:1:5} is '$got', expected '$6'"
}
for compiler in gcc clang; do
  expect_mapping "x86_64-$compiler" fetch_add seq_cst 64 used "lock xadd"
  expect_mapping "x86_64-$compiler" fetch_sub seq_cst 64 used "neg; lock xadd"
  expect_mapping "x86_64-$compiler" store seq_cst 32 none "xchg"
  expect_mapping "x86_64-$compiler" fence seq_cst 0 none "lock or on the stack"
  expect_mapping "aarch64-$compiler" fetch_add relaxed 64 used "ldxr…stxr loop"
  expect_mapping "aarch64_lse-$compiler" fetch_add seq_cst 64 used "ldaddal"
  expect_mapping "aarch64_lse-$compiler" fetch_sub seq_cst 8 used "neg; ldaddalb"
  expect_mapping "aarch64_lse-$compiler" fetch_and relaxed 32 unused "mvn; ldclr"
  expect_mapping "aarch64_lse-$compiler" compare_exchange_strong acquire 64 used "casa; cmp"
  expect_mapping "aarch64_outline-$compiler" fetch_or acquire 16 used "call __aarch64_ldset2_acq"
  expect_mapping "aarch64-$compiler" load acquire 64 used "ldar"
  expect_mapping "aarch64-$compiler" fence acquire 0 none "dmb ishld"
done
expect_mapping aarch64_rcpc-clang load acquire 64 used "ldapr"
expect_mapping aarch64_rcpc-clang load seq_cst 64 used "ldar"
expect_mapping x86_64-gcc load seq_cst 128 used "call __atomic_load_16"

# No cell is missing: 10 targets of 400.
(($(grep -c '"mapping"' "$TEST_TMPDIR/atlas.json") == 4000)) ||
  fail "$(grep -c '"mapping"' "$TEST_TMPDIR/atlas.json") cells instead of 4000"

# Tables for people.
expect_status 0 "$lab" atlas
expect_line "$out" '^fetch_add$'
expect_line "$out" '^x86_64 +8–64 +any +used +lock xadd +=$'
expect_status 0 "$lab" atlas --operation=load --order=acquire
expect_no_line "$out" 'fetch_add|relaxed'
expect_status 0 "$lab" atlas --format=markdown
expect_line "$out" '^## Glossary'

# Differences only.
expect_status 0 "$lab" atlas --diff=aarch64,aarch64_lse --operation=fetch_add
expect_line "$out" '^gcc, clang +8–64 +acq_rel, seq_cst +either +ldaxr…stlxr loop +ldaddal$'
expect_status 0 "$lab" atlas --diff=gcc,clang --format=json
expect_line "$out" '"clang": "ldxp…stxp loop"'
expect_status 0 "$lab" atlas --diff=x86_64-gcc,x86_64-clang --operation=fetch_add
[[ ! -s "$out" ]] || fail "equal targets differ: $(cat "$out")"
expect_line "$err" '^0 of 40 cells differ'

# Bad input: one line, status 2, and what would be right.
refuse() {
  expect_status 2 "$lab" "${@:2}"
  expect_one_line "$err"
  expect_line "$err" "$1"
}
refuse 'gcc, clang.*aarch64_rcpc.*aarch64_lse-gcc' atlas --diff=gcc,vax
refuse 'gcc, clang' atlas --diff=gcc,aarch64
refuse 'two names' atlas --diff=gcc
refuse 'two names' atlas --diff=gcc,gcc
refuse 'fetch_add' atlas --operation=fly
refuse 'seq_cst' atlas --order=later
refuse "takes no 'all'" atlas all

finish
