#!/bin/bash
# `lab replay` from end to end: real threads that lose an update each time, what
# cannot be forced, and bad input.
set -u
lab="$1"
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

# What cannot be forced says why, in a line.
for wrong in \
  "--outcome=2 --counter=racy_plain|2 cannot be forced: another thread would have to go between two accesses of .*\(add qword ptr \[rdi\], rsi\)" \
  "--outcome=9 --counter=racy_split|no execution ends at 9 where threads go one at a time; they end at 2 or 3 or 4" \
  "--counter=per_cpu|per_cpu cannot be explored: .*restartable sequence" \
  "--counter=racy_split --target=aarch64-gcc|aarch64-gcc runs here under QEMU, .*what can be replayed: x86_64-gcc, x86_64-clang" \
  "--counter=racy_split --target=pdp11|no target 'pdp11'" \
  "--counter=racy_splot|racy_split" \
  "--counter=racy_split --times=0|--times=0: a whole number from 1 to 1000000" \
  "--counter=racy_split --outcome=two|--outcome=two: a whole number" \
  "--counter=racy_split --threads=9|--threads=9" \
  "--times=3|replay needs --counter=NAME"; do
  expect_status 2 "$lab" replay ${wrong%%|*}
  expect_one_line "$err"
  expect_line "$err" "${wrong#*|}"
done

finish
