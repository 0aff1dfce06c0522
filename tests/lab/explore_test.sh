#!/bin/bash
# `lab explore` from end to end: counters of the tested binaries, anybody's
# object file, an interrupted search, and bad input.
set -u
lab="$1"
source tests/lab/assertions.sh
fixture=tools/elf/testdata/aarch64_lse-gcc.o

# The race has its three ends; what is atomic has one.
expect_status 0 "$lab" explore --counter=racy_split --target=x86_64-gcc
expect_line "$out" '^racy_split on x86_64-gcc, under x86-TSO: 2 threads × 2 increments'
expect_line "$out" '^lossless: refuted — it can end at 2 where nothing lost is 4'
expect_line "$out" '^as claimed: may lose updates'
expect_line "$out" '^complete: [0-9]+ states'
for value in 2 3 4; do expect_line "$out" "^ends at $value, at least"; done
expect_no_line "$out" '^ends at [^234]'
expect_line "$out" '^thread 1 +│ thread 2 +│ memory'
python3 -c 'import sys; sys.exit(any(len(line.rstrip("\n")) > 120
  for line in open(sys.argv[1], encoding="utf-8")))' "$out" || fail "a line is wider than 120 columns"

expect_status 0 "$lab" explore --counter=fetch_add_relaxed_64 --target=x86_64-gcc
expect_line "$out" '^lossless: proved'
expect_line "$out" '^ends at 4,'
expect_no_line "$out" '^ends at [^4]'

# One end of them, and what is said where there is none.
expect_status 0 "$lab" explore --counter=racy_split --target=x86_64-gcc --outcome=2
expect_line "$out" '^ends at 2, at least'
expect_no_line "$out" '^ends at [34]'
expect_status 2 "$lab" explore --counter=racy_split --target=x86_64-gcc --outcome=5
expect_one_line "$err"
expect_line "$err" 'no execution ends there; they end at 2 or 3 or 4'

# A lock that is not followed is an assumption, and the verdict says so.
expect_status 0 "$lab" explore --counter=absl_mutex --target=x86_64-gcc
expect_line "$out" '^lossless: proved, assuming that absl::Mutex excludes'

# What the instructions were taken for, a file's too.
expect_status 0 "$lab" explore --counter=fetch_add_relaxed_64 --target=x86_64-gcc --show=program
expect_line "$out" '^threads 1, 2: '
expect_line "$out" '^ +[0-9]+  t[0-9]+ = load\.64\.rmw \[t[0-9]+\]'
expect_line "$out" '^ +[0-9]+  store\.64\.rmw \[t[0-9]+\], '
expect_status 0 "$lab" explore "$fixture" --function='fixture::Plain(&x)' --final=x --show=program
expect_line "$out" '^ +[0-9]+  [a-z0-9]+ = load\.64 \[x0\]'
expect_status 0 "$lab" explore --counter=racy_split --target=aarch64-gcc --show=program --format=json
python3 -c 'import json, sys
shown = json.load(open(sys.argv[1]))
assert shown[0]["threads"] == [1, 2], shown
assert any("store.64 [x0]" in o for i in shown[0]["instructions"] for o in i["operations"]), shown
' "$out" || fail "the program's JSON is not as it should be"
expect_status 2 "$lab" explore --counter=racy_split --target=aarch64-gcc --show=states
expect_one_line "$err"

# Every state, for who wants to walk through them.
expect_status 0 "$lab" explore --counter=racy_split --target=x86_64-gcc --model=sc --show=graph
python3 -c 'import json, sys
graph = json.load(open(sys.argv[1]))
assert graph["outcomes"] == [2, 3, 4], graph["outcomes"]
threads, memory, reachable = graph["states"][:2], graph["states"][2], graph["states"][3]
assert graph["reachable"][reachable] == [0, 1, 2], graph["reachable"]
assert graph["nothing_lost"] == 4, graph
' "$out" || fail "the graph is not as it should be"
expect_status 2 "$lab" explore --counter=racy_split --target=x86_64-gcc --increments=50 --show=graph
expect_one_line "$err"
expect_line "$err" 'has more than 4000 states'
expect_status 2 "$lab" explore "$fixture" --function='fixture::Plain(&x)' --final=x --show=graph
expect_one_line "$err"
expect_status 2 "$lab" explore --counter=all --target=x86_64-gcc --show=graph
expect_one_line "$err"

# A lock whose unlock is a plain store breaks under Armv8.
expect_status 0 "$lab" explore --counter=racy_relaxed_unlock \
  --target=aarch64_lse-gcc --increments=1
expect_line "$out" '^lossless: refuted'

expect_status 0 "$lab" explore --counter=racy_split --target=x86_64-gcc --format=json
python3 - "$out" <<'PYTHON' || fail "the JSON is not as it should be"
import json, sys
found = json.load(open(sys.argv[1]))
assert [o["value"] for o in found["outcomes"]] == [2, 3, 4], found
assert found["complete"] and found["verdict"] == "refuted", found
assert all(o["witness"] for o in found["outcomes"])
assert found["stuck"] is False and not found["stuck_states"], found
for key in ("counter", "target", "model", "threads", "increments", "states",
            "seconds", "memory_bytes", "reductions", "as_claimed", "stuck"):
  assert key in found, key
PYTHON

# Anybody's object file.
expect_status 0 "$lab" explore "$fixture" --function='fixture::Split(&cell)' \
  --increments=1 --init=cell=5 --final=cell
expect_line "$out" '^ends at cell=6,'
expect_line "$out" '^ends at cell=7,'
expect_no_line "$out" 'lossless'
expect_status 0 "$lab" explore "$fixture" --increments=1 --final=cell \
  --function='fixture::AddRelaxed(&cell), fixture::Split(&cell)' --format=markdown
expect_line "$out" '^### ends at cell=2'

# A call for each thread, and what they return.
threads=("$fixture" --calls=1 --thread='fixture::FetchAddRelaxed(&cell)'
  --thread='fixture::AddRelaxed(&cell)')
expect_status 0 "$lab" explore "${threads[@]}" --final=cell,ret1
expect_line "$out" '^ends at cell=2 ret1=0,'
expect_line "$out" '^ends at cell=2 ret1=1,'

# Objects that belong together, in one archive too: what one publishes the
# other one reads.
cat >"$TEST_TMPDIR/writer.c" <<'C'
int data, flag;
void Publish(void) { data = 1; __atomic_store_n(&flag, 1, __ATOMIC_RELAXED); }
C
cat >"$TEST_TMPDIR/reader.c" <<'C'
extern int data, flag;
int Consume(void) { return __atomic_load_n(&flag, __ATOMIC_ACQUIRE) ? 10 + data : 0; }
C
for name in writer reader; do
  clang --target=aarch64-linux-gnu -O2 -c "$TEST_TMPDIR/$name.c" -o "$TEST_TMPDIR/$name.o" ||
    fail "$name.c does not compile"
done
rm -f "$TEST_TMPDIR/both.a"
ar rcs "$TEST_TMPDIR/both.a" "$TEST_TMPDIR/writer.o" "$TEST_TMPDIR/reader.o" || fail "no archive"
publish=(--thread='Publish()' --thread='Consume()')
expect_status 1 "$lab" explore "$TEST_TMPDIR/writer.o" "$TEST_TMPDIR/reader.o" \
  "${publish[@]}" --forbidden='Consume=10'
expect_line "$out" 'writer\.o \+ .*reader\.o'
expect_line "$out" '^BROKEN: forbidden .Consume=10.'
expect_status 0 "$lab" explore "$TEST_TMPDIR/both.a" "${publish[@]}" --final=Consume
for value in 0 10 11; do expect_line "$out" "^ends at Consume=$value,"; done
expect_status 0 "$lab" explore "$TEST_TMPDIR/both.a" "${publish[@]}" --final=Consume,flag --format=json
python3 - "$out" <<'PYTHON' || fail "the JSON of a file is not as it should be"
import json, sys
found = json.load(open(sys.argv[1]))
values = [o["values"] for o in found["outcomes"]]
assert values == [{"Consume": c, "flag": 1} for c in (0, 10, 11)], values
assert found["stuck"] is False and found["stuck_states"] == [], found
assert "verdict" not in found and "as_claimed" not in found, found
PYTHON

# Conditions are outcome_program_test's; here, that the command has them.
split=("$fixture" --calls=1 --thread='fixture::Split(&cell)'
  --thread='fixture::Split(&cell)')
expect_status 1 "$lab" explore "${split[@]}" --forbidden='cell=1'
expect_line "$out" "^BROKEN: forbidden 'cell=1': it can end at cell=1$"
expect_line "$out" '^ends at cell=1, at least'

# A search that never ends by itself is stopped at its first line of progress.
mkfifo "$TEST_TMPDIR/progress"
"$lab" explore --counter=racy_split --target=x86_64-gcc --threads=8 \
  --increments=9 >"$out" 2>"$TEST_TMPDIR/progress" &
searching=$!
exec 3<"$TEST_TMPDIR/progress"
read -r line <&3
[[ "$line" == *states* ]] || fail "no progress but: $line"
kill -INT "$searching"
cat <&3 >/dev/null
wait "$searching"
status=$?
((status == 130)) || fail "exit status $status instead of 130 when interrupted"
expect_line "$out" '^bounded \(interrupted\)'

# Bad input: one line, status 2, and what would be right.
refuse() {
  expect_status 2 "$lab" explore "${@:2}"
  expect_one_line "$err"
  expect_line "$err" "$1"
}
counter=(--counter=racy_split --target=x86_64-gcc)
call=("$fixture" --final=cell)
refuse 'needs --counter=NAME and --target'
refuse 'not both' "$fixture" "${counter[@]}" --function=F
refuse 'no counter .nope.*fetch_add' --counter=nope --target=x86_64-gcc
refuse 'no target .vax.*x86_64-gcc' --counter=racy_split --target=vax
refuse 'no model .rc11.*sc, tso, armv8' "${counter[@]}" --model=rc11
refuse 'explored under tso or sc' "${counter[@]}" --model=armv8
refuse 'threads=0: it takes a number from 1 to 8' "${counter[@]}" --threads=0
refuse 'increments=x: it takes a number' "${counter[@]}" --increments=x
refuse 'max-memory=0: it takes a size' "${counter[@]}" --max-memory=0
refuse 'belong to a FILE' "${counter[@]}" --init=x=1
refuse 'cannot be explored: .*restartable' --counter=per_cpu --target=x86_64-gcc
refuse 'a FILE, or objects that belong together, and --thread' "$fixture"
refuse 'linker refuses them: .*Publish' "$TEST_TMPDIR/writer.o" "$TEST_TMPDIR/both.a" \
  "${publish[@]}" --final=flag
refuse 'writer.o \+ .*reader.o.*Publsh' "$TEST_TMPDIR/writer.o" "$TEST_TMPDIR/reader.o" \
  --thread='Publsh()' --final=flag
refuse 'no/such.o' no/such.o --function=F --final=x
refuse 'explore_test.sh' tests/lab/explore_test.sh --function=F --final=x
refuse 'fixture::Split' "${call[@]}" --function='fixture::Splt(&cell)'
refuse 'says what to look at in the end: .*; cell' "$fixture" --function='fixture::Split(&cell)'
refuse 'nowhere.*no variable' "${call[@]}" --function='fixture::Split(&cell)' --init=nowhere=1
refuse 'init: .x.: not like' "${call[@]}" --function='fixture::Split(&cell)' --init=x
refuse 'is no argument' "${call[@]}" --function='fixture::Split(cell)'
refuse 'calls .Mutex::lock' --model=sc "${call[@]}" --function='fixture::Locked(&cell)'
refuse 'fixture::Split at 0x' "${call[@]}" --function='fixture::Split(64), fixture::Split(&cell)'
refuse 'both say what threads call' "${split[@]}" --final=cell --function=F
refuse 'two names for one thing' "${split[@]}" --final=cell --increments=1
refuse 'belong to a FILE' "${counter[@]}" --forbidden=x=1
refuse 'conditions speak of all' "${split[@]}" --forbidden=cell=1 --outcome=1

finish
