#!/bin/bash
# `lab explore FILE.litmus` from end to end: what herd7 would print, pictures,
# JSON, a search that is cut short, and bad input.
set -u
lab="$1"
herd="$2"
source tests/lab/assertions.sh
examples=tests/litmus/examples

# What is asked and what is seen, of a log: counts of executions and of states
# differ, and time and hash are herd7's own.
asked_and_seen() {
  sed -E '/^(Positive|Time|Hash|Bounded)/d; s/^(Observation .*) [0-9]+ [0-9]+$/\1/' "$1"
}

# Tests of diy7's, whose conditions are its own.
generated="$TEST_TMPDIR/generated"
mkdir "$generated"
(cd "$generated" &&
  diy7 -arch AArch64 -ua 0 -nprocs 2 -size 4 \
    -safe 'PodWW PodRR PodRW Rfe Fre Wse DMB.SYdWW DpAddrdR L A' &&
  diy7 -arch X86_64 -ua 0 -nprocs 2 -size 4 \
    -safe 'PodWR PodWW PodRR Rfe Fre Wse MFencedWR') >"$out" 2>&1
tests=("$generated"/*.litmus)
((${#tests[@]} > 100)) || fail "diy7 made only ${#tests[@]} tests: $(tail -n 1 "$out")"

# Every test, as herd7 prints it.
for file in "$examples"/*.litmus "${tests[@]}"; do
  "$lab" explore "$file" >"$out" 2>"$err"
  [[ -s $err ]] && fail "$file: $(cat "$err")"
  "$herd" -variant OldSolver "$file" >"$TEST_TMPDIR/herd" || fail "herd7 cannot read $file"
  expect_line "$out" '^Observation '
  diff <(asked_and_seen "$out") <(asked_and_seen "$TEST_TMPDIR/herd") >&2 ||
    fail "$file: not what herd7 prints"
done

# A question is answered, an assertion is kept or not.
expect_status 0 "$lab" explore "$examples/mp.litmus"
expect_line "$out" '^Observation MP Sometimes 1 3$'
expect_status 0 "$lab" explore "$examples/mp.litmus" --model=sc
expect_line "$out" '^Observation MP Never 0 3$'
expect_status 0 "$lab" explore "$examples/mp_release_acquire.litmus"
expect_status 1 "$lab" explore "$examples/split_increments.litmus"
expect_line "$out" '^Test split-increments Required$'
expect_status 1 "$lab" explore "$examples"/*increments.litmus
expect_line "$out" '^Test increments Required$'
expect_line "$out" '^Test split-increments Required$'

# How it comes about.
expect_status 0 "$lab" explore "$examples/mp.litmus" --show=witness
expect_line "$out" '^Observation MP Sometimes'
expect_line "$out" '^ends at 1:X0=1 1:X2=0, at least'
expect_no_line "$out" '^ends at 1:X0=0'
expect_line "$out" '│ ldr w2, \[x3\]  reads 0 +│ x = 0$'
expect_line "$out" '│ held back: x = 1$'
expect_status 0 "$lab" explore "$examples/sb.litmus" --show=program
expect_line "$out" 'store\.32'

expect_status 0 "$lab" explore "$examples/mp.litmus" "$examples/sb.litmus" --format=json
python3 - "$out" <<'PYTHON' || fail "the JSON is not as it should be"
import json, sys
mp, sb = json.load(open(sys.argv[1]))["tests"]
assert (mp["test"], mp["answer"], mp["observation"]) == ("MP", "Ok", "Sometimes"), mp
assert (mp["holding"], mp["failing"]) == (1, 3), mp
assert mp["condition"] == "exists (1:X0=1 /\\ 1:X2=0)", mp
explored = sb["exploration"]
assert explored["model"] == "tso" and explored["complete"], explored
assert explored["observed"] == ["0:rax", "1:rax"], explored
values = [outcome["value"] for outcome in explored["outcomes"]]
assert values == [[0, 0], [0, 1], [1, 0], [1, 1]], values
assert all(outcome["witness"] for outcome in explored["outcomes"]), explored
PYTHON

# Beyond a bound nothing is promised.
expect_status 1 "$lab" explore "$examples/mp_release_acquire.litmus" --max-memory=1K
expect_line "$out" '^Unknown$'
expect_line "$out" '^Bounded '

# Bad input: one line that says what and where, status 2.
refuse() {
  expect_status 2 "$lab" explore "${@:2}"
  expect_one_line "$err"
  expect_line "$err" "$1"
}
bad="$TEST_TMPDIR/bad.litmus"
changed() { sed "$1" "$examples/mp.litmus" >"$bad"; }
refuse 'no/such.litmus' no/such.litmus
changed 's/^AArch64/RISCV/'
refuse 'bad.litmus:1: .*AArch64 or X86_64' "$bad"
changed 's/LDR W2/FOO W2/'
refuse 'bad.litmus: the assembler refuses .FOO W2' "$bad"
changed 's/1:X2=0/1:X2=x/'
refuse 'bad.litmus:12: .x. as a value: not read here' "$bad"
changed 's/exists/filter/'
refuse 'bad.litmus:12: .filter.' "$bad"
changed 's/0:X1=x; //'
refuse 'bad.litmus: ' "$bad"
head -c 3000 /dev/urandom >"$bad"
refuse 'bad.litmus:' "$bad"
mkfifo "$TEST_TMPDIR/fifo.litmus"
refuse 'fifo.litmus' "$TEST_TMPDIR/fifo.litmus"
refuse 'says itself what threads do' "$examples/mp.litmus" --final=x
refuse 'says itself what threads do' "$examples/mp.litmus" --counter=racy_split
refuse 'says itself what threads do' "$examples/mp.litmus" --threads=3
refuse 'shows one .litmus FILE' "$examples/mp.litmus" "$examples/sb.litmus" --show=program
refuse 'not with object files' "$examples/mp.litmus" some.o
refuse 'program or witness' "$examples/mp.litmus" --show=states
refuse 'explored under tso or sc' "$examples/sb.litmus" --model=armv8

# A test that cannot be read does not stop the others.
expect_status 2 "$lab" explore "$bad" "$examples/mp.litmus"
expect_one_line "$err"
expect_line "$out" '^Observation MP Sometimes 1 3$'

finish
