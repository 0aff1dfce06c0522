#!/bin/bash
# `lab replay` from end to end: real threads that lose an update each time, what
# cannot be forced, and bad input.
set -u
lab="$1"
without_ptrace="$2"
source tests/lab/assertions.sh

# The least value, if none is asked for, and the same beside runs that are free.
for wanted in "" --outcome=2; do
  expect_status 0 "$lab" replay --counter=racy_split --times=20 --free $wanted
  expect_line "$out" '^racy_split on x86_64-gcc, replayed: 2 threads × 2 increments, to end at 2 of 4'
  expect_line "$out" '^forced: 20 of 20 ended at 2  \{2: 20 runs\}'
  expect_line "$out" '^free: 20 that nobody forced  \{'
  expect_line "$out" '^as foretold by the explorer at each instruction'
  expect_line "$out" '^thread 1 +│ thread 2 +│ memory'
done

# Both compilers, and what nobody follows instruction by instruction.
expect_status 0 "$lab" replay --counter=absl_mutex --target=x86_64-clang --threads=3 --increments=1
expect_line "$out" '^forced: 1 of 1 ended at 3'
expect_line "$out" '^not compared: the insides of absl::Mutex::[Ll]ock, '

# As JSON: a step for each turn, in the turns' order.
expect_status 0 "$lab" replay --counter=racy_split --outcome=3 --times=2 --format=json
python3 -c 'import json, sys
replay = json.load(open(sys.argv[1]))
assert (replay["schema"], replay["version"]) == ("atomics-lab/replay", 1), replay
assert replay["forced"] == [{"value": 3, "runs": 2}], replay["forced"]
assert [step["thread"] for step in replay["steps"]] == replay["turns"], replay["turns"]
assert replay["steps"][0]["source"].startswith("counters/specimens/"), replay["steps"][0]
assert "difference" not in replay and "free" not in replay
' "$out" || fail "the JSON is not as it should be"
expect_status 0 "$lab" replay --counter=racy_split --format=markdown
expect_line "$out" '^## racy_split on '
expect_line "$out" '^```$'

# What was followed is written down, and followed again.
folder=$(mktemp -d "$TEST_TMPDIR/XXXXXX")
for counter in racy_split absl_mutex; do
  expect_status 0 "$lab" replay --counter=$counter --record="$folder/$counter.json"
  end=$(sed -n 's/^forced: 1 of 1 ended at \([0-9]*\).*/\1/p' "$out")
  expect_status 0 "$lab" replay --schedule="$folder/$counter.json" --times=20
  expect_line "$out" "^$counter on x86_64-gcc, replayed: 2 threads × 2 increments"
  expect_line "$out" "^forced: 20 of 20 ended at $end "
done

# A schedule by hand: only who goes.
by_hand() { # THREADS INCREMENTS STEPS [MORE]
  echo '{"schema": "atomics-lab/schedule", "version": 1, "counter": "racy_split",' \
    '"target": "x86_64-gcc", "threads": '$1', "increments": '$2', "steps": '$3${4:-}'}' \
    > "$folder/hand.json"
}
by_hand 3 1 '[1, 2, 3, 1, 2, 3]'
expect_status 0 "$lab" replay --schedule="$folder/hand.json" --times=20
expect_line "$out" '^racy_split on x86_64-gcc, replayed: 3 threads × 1 increment, to end at 1 of 3'
expect_line "$out" '^forced: 20 of 20 ended at 1 '

# One that cannot be followed says at which step and why, and what is asked for
# beside it must agree with it.
refused() { # LINE ARGUMENTS…
  local line="$1"
  shift
  expect_status 2 "$lab" replay --schedule="$folder/hand.json" "$@"
  expect_one_line "$err"
  expect_line "$err" "hand.json: $line|$line"
}
refused '--threads=2: the schedule in .*hand.json has 3' --threads=2
refused '--counter=racy_plain: the schedule in .*hand.json has racy_split' --counter=racy_plain
refused '--schedule=FILE says where it ends' --outcome=1
by_hand 2 1 '[1, 1, 1]'
refused 'step 3: thread 1 makes no more accesses to shared memory'
by_hand 2 1 '[1, 1, 2]'
refused 'step 4: thread 2 still has “mov qword ptr \[rdi\], rsi” before it, and the schedule ends'
by_hand 2 1 '[1, 2, 1, 2]' ', "outcome": 2'
refused '/outcome is 2, and the steps end at 1'
by_hand 2 1 '[1, 2, 9, 2]'
refused '/steps/2 must be a thread, 1 to 2'
by_hand 9 1 '[]'
refused '--threads=9'
echo '{}' > "$folder/hand.json"
refused 'has no "schema"'
rm "$folder/hand.json"
refused 'No such file'
expect_status 2 "$lab" replay --counter=racy_split --record="$folder/no/such.json"
expect_one_line "$err"

# What cannot be forced says why, in a line.
for wrong in \
  "--outcome=2 --counter=racy_plain|2 cannot be forced: another thread would have to go between two accesses of .*\(add qword ptr \[rdi\], rsi\)" \
  "--outcome=9 --counter=racy_split|no execution ends at 9 where threads go one at a time; they end at 2 or 3 or 4" \
  "--counter=per_cpu|per_cpu cannot be explored: .*restartable sequence" \
  "--counter=racy_split --target=aarch64-gcc --times=2|--times=2: aarch64-gcc runs here under QEMU, .*; it is simulated, once" \
  "--counter=racy_split --target=aarch64-gcc --free|--free: aarch64-gcc runs here under QEMU, .*; it is simulated, once" \
  "--counter=racy_split --target=pdp11|no target 'pdp11'" \
  "--counter=racy_splot|racy_split" \
  "--counter=racy_split --times=0|--times=0: a whole number from 1 to 1000000" \
  "--counter=racy_split --outcome=two|--outcome=two: a whole number" \
  "--counter=racy_split --threads=9|--threads=9" \
  "--times=3|replay needs --counter=NAME, see .*, or --schedule=FILE"; do
  expect_status 2 "$lab" replay ${wrong%%|*}
  expect_one_line "$err"
  expect_line "$err" "${wrong#*|}"
done

# Whose threads cannot be stepped is simulated, and labelled so.
for target in aarch64-gcc aarch64_lse-clang aarch64_outline-gcc; do
  expect_status 0 "$lab" replay --counter=racy_split --target=$target
  expect_line "$out" "^racy_split on $target, simulated: .*, to end at 2 of 4"
  expect_line "$out" '^simulated: no thread ran; .*, and ends at 2$'
  expect_line "$out" "^why: $target runs here under QEMU"
  expect_no_line "$out" '^(forced|free|speed|proves):'
  expect_status 0 "$lab" replay --counter=fetch_add_relaxed_64 --target=$target --format=json
  python3 -c 'import json, sys
replay = json.load(open(sys.argv[1]))
assert replay["simulation"]["value"] == replay["outcome"] == 4, replay
assert replay["forced"] == [], replay["forced"]
' "$out" || fail "the JSON of a simulation is not as it should be"
done

# Each instruction of the first run, as it is made.
expect_status 0 "$lab" replay --counter=racy_split --times=2 --live
expect_line "$err" '^thread 1  add rsi, qword ptr \[rdi\] +reads 0 at counter +counters/specimens/racy_split.h:[0-9]+$'
expect_line "$err" '^thread 2  ret '
[ "$(grep -c '^thread . *ret ' "$err")" = 4 ] || fail "not one ret for each of four calls"

# Where stepping is forbidden, a line says what to change.
expect_status 2 "$without_ptrace" "$lab" replay --counter=racy_split
expect_one_line "$err"
expect_line "$err" 'this system forbids ptrace\(2\).* in a container with `--cap-add=SYS_PTRACE`'
[ ! -s "$out" ] || fail "something is printed all the same"

finish
