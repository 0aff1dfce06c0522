#!/bin/bash
# `lab bench` from end to end: its three formats, a stop, and bad input. What it
# measures is never looked at: a test's machine has other things to do.
set -u
lab="$1"
source tests/lab/assertions.sh
one=(--counters=fetch_add_relaxed_64 --threads=1,2 --quick)

expect_status 0 "$lab" bench "${one[@]}" --save="$TEST_TMPDIR/bench.json"
expect_line "$out" '^What an increment costs on [a-z0-9_]+-(gcc|clang)$'
expect_line "$out" '^counter +threads +ns +IQR +floor +× floor +IQR +× absl_mutex +IQR +reps'
expect_line "$out" "^The harness's own cost: "
for threads in 1 2; do
  expect_line "$out" "^fetch_add_relaxed_64 +$threads +[0-9.]+ +[0-9.]+ "
done
expect_no_line "$out" '^Missing'

python3 - "$TEST_TMPDIR/bench.json" <<'PYTHON' || fail "the JSON is not as it should be"
import json, sys
bench = json.load(open(sys.argv[1], encoding="utf-8"))
assert bench["schema"] == "atomics-lab/bench" and bench["version"] == 1
assert bench["plan"]["repetitions"] == 5 and not bench["interrupted"]
for key in ("cpu", "cpus", "kernel", "caches", "mitigations", "rseq",
            "compiler", "flags"):
  assert key in bench["environment"], key
assert bench["harness"]["repetitions"] == 5
assert [(r["counter"], r["threads"]) for r in bench["rows"]] == [
    ("fetch_add_relaxed_64", 1), ("fetch_add_relaxed_64", 2)]
for row in bench["rows"]:
  for key in ("ns", "floor_ns", "baseline_ns", "to_floor", "to_baseline"):
    spread = row[key]
    assert 0 < spread["lower_quartile"] <= spread["median"] <= spread["upper_quartile"], row
  assert 0 < row["jain"] <= 1.0000001 and 0 <= row["slowest_share"] <= 1
  assert [r["number"] for r in row["repetitions"]] == [1, 2, 3, 4, 5]
  for repetition in row["repetitions"]:
    assert len(repetition["increments"]) == row["threads"]
    assert all(n > 0 for n in repetition["increments"])
PYTHON

expect_status 0 "$lab" bench "${one[@]}" --affinity=free --format=json
python3 -c 'import json, sys; assert json.load(open(sys.argv[1]))["plan"]["affinity"] == "free"' \
  "$out" || fail "--affinity=free is not in the JSON"
expect_status 0 "$lab" bench "${one[@]}" --format=markdown
expect_line "$out" '^\| fetch'

expect_status 0 "$lab" bench "${one[@]}" --mix=adds,reads10,batches16 --save="$TEST_TMPDIR/mixes.json"
for mix in adds reads10 batches16; do
  expect_line "$out" "^fetch_add_relaxed_64 +2 +$mix +[0-9.]+ "
done
expect_line "$out" '^reads10: 9 adds, then a read; ns is per operation'
python3 - "$TEST_TMPDIR/mixes.json" <<'PYTHON' || fail "mixes are not in the JSON"
import json, sys
rows = json.load(open(sys.argv[1], encoding="utf-8"))["rows"]
assert [r.get("mix") for r in rows] == 2 * [None, "reads10", "batches16"]
PYTHON
"$lab" bench "${one[@]}" --mix=reads10 --compare="$TEST_TMPDIR/mixes.json" >"$out" 2>"$err"
expect_line "$out" '^2 compared, [0-9]+ slower, [0-9]+ faster$'
expect_line "$out" '^Only measured before: fetch_add_relaxed_64, threads 1; '

expect_status 0 "$lab" bench --counters=sharded,ticket_lock --threads=2 --quick --mix=adds,section200
expect_line "$out" '^ticket_lock +2 +section200 +[0-9.]+ '
expect_no_line "$out" '^sharded +2 +section200'
expect_line "$out" '^Left out of sections, being no locks: sharded\.$'
expect_line "$out" '^The wait in sections: [0-9.]+ ns a step'

hint=$([[ $(uname -m) == x86_64 ]] && echo pause || echo isb)
expect_status 0 "$lab" bench --counters=sharded,ticket_lock --threads=2 --quick --hint="none,$hint" \
  --save="$TEST_TMPDIR/hints.json"
expect_line "$out" "^ticket_lock +2 +none +[0-9.]+ "
expect_line "$out" "^ticket_lock +2 +$hint +[0-9.]+ "
expect_line "$out" '^Without a hint, being no spinning locks: sharded\.$'
expect_line "$out" "^$hint: before each look at the lock "
python3 - "$TEST_TMPDIR/hints.json" "$hint" <<'PYTHON' || fail "hints are not in the JSON"
import json, sys
rows = json.load(open(sys.argv[1], encoding="utf-8"))["rows"]
assert [(r["counter"], r.get("hint")) for r in rows] == [
    ("sharded", None), ("ticket_lock", None), ("ticket_lock", sys.argv[2])]
PYTHON

expect_status 0 "$lab" bench --counters=sharded,ticket_lock --threads=1,2 --quick --latency \
  --save="$TEST_TMPDIR/latency.json"
expect_line "$out" '^What an increment costs'
expect_line "$out" '^How long single increments take: ns$'
expect_line "$out" '^counter +threads +50 % +99 % +99\.9 % +maximum +increments +reps'
expect_line "$out" '^Timing by itself: a timed nothing takes [0-9.]+ ns '
python3 - "$TEST_TMPDIR/latency.json" <<'PYTHON' || fail "the latency is not as it should be"
import json, sys
latency = json.load(open(sys.argv[1], encoding="utf-8"))["latency"]
assert [(r["counter"], r["threads"]) for r in latency["rows"]] == [
    ("ticket_lock", 1), ("ticket_lock", 2)]
assert latency["tick_ns"] > 0 and latency["clock"]
for one in [latency["nothing"]] + [r["ns"] for r in latency["rows"]]:
  assert one["count"] > 0
  assert 0 <= one["p50"] <= one["p99"] <= one["p999"] <= one["most"], one
PYTHON

expect_status 0 "$lab" bench --explain --quick
expect_line "$out" '^Alone, an atomic add costs [0-9.]+ times a plain one: [0-9.]+ ns'
expect_no_line "$out" 'Not measured'
expect_status 2 "$lab" bench --explain --format=json
expect_one_line "$err"

# Limits that no measurement misses, and one that none keeps.
cat >"$TEST_TMPDIR/ratios.txt" <<'RATIOS'
harness: to floor at most 1000000  # whatever the machine does
cas_weak at 2: speedup at least 0.0000001
RATIOS
expect_status 0 "$lab" bench --quick --expect="$TEST_TMPDIR/ratios.txt"
expect_line "$out" '^What was expected of '
expect_line "$out" '^cas_weak at 2: speedup at least 0.0000001 .* met$'
echo "cas_weak at 1: to baseline at most 0.0000001" >>"$TEST_TMPDIR/ratios.txt"
expect_status 1 "$lab" bench --quick --expect="$TEST_TMPDIR/ratios.txt" --format=json
python3 -c 'import json, sys
told = json.load(open(sys.argv[1]))["expectations"]
assert [one["met"] for one in told] == [True, True, False], told' "$out" ||
  fail "the JSON does not say what was missed"
echo "cas_weak at once" >>"$TEST_TMPDIR/ratios.txt"
expect_status 2 "$lab" bench --quick --expect="$TEST_TMPDIR/ratios.txt"
expect_line "$err" 'ratios.txt:4: `cas_weak at once` has no colon'
expect_one_line "$err"

# Experiments about the machine; counters only if they are named.
both=--experiments=core_to_core,false_sharing
expect_status 0 "$lab" bench "$both" --quick --save="$TEST_TMPDIR/both.json"
expect_line "$out" '^From CPU to CPU: '
expect_line "$out" '^False sharing: '
expect_no_line "$out" '^What an increment costs'
python3 - "$TEST_TMPDIR/both.json" <<'PYTHON' || fail "the experiments are not as they should be"
import json, os, sys
bench = json.load(open(sys.argv[1], encoding="utf-8"))
assert bench["rows"] == []
line = bench["experiments"]["core_to_core"]
sharing = bench["experiments"]["false_sharing"]
cpus = len(os.sched_getaffinity(0))
assert len(line["cpus"]) == cpus and len(line["pairs"]) == cpus * (cpus - 1) // 2
assert [d["bytes"] for d in sharing["distances"]] == (
    [8, 16, 32, 64, 128, 256] if cpus > 1 else [])
for one in line["pairs"] + sharing["distances"]:
  assert one["repetitions"] == 5
  assert 0 < one["ns"]["lower_quartile"] <= one["ns"]["median"] <= one["ns"]["upper_quartile"]
PYTHON
expect_status 0 taskset --cpu-list "$(taskset -cp $$ | sed 's/.*: //; s/[-,].*//')" \
  "$lab" bench "$both" --quick
expect_line "$out" '^Not measured: it takes two CPUs, and this process may use fewer'
expect_status 0 "$lab" bench "${one[@]}" --experiments=false_sharing --format=markdown
expect_line "$out" '^# What an increment costs'
expect_line "$out" '^# False sharing: '
expect_status 0 "$lab" bench --experiments=instructions --quick
expect_line "$out" '^(sharded +[0-9]+ +[0-9]+|Not measured: .*)$'
expect_no_line "$out" '^What an increment costs'

# Held against an older measurement: what it finds is not looked at.
"$lab" bench "${one[@]}" --compare="$TEST_TMPDIR/bench.json" >"$out" 2>"$err"
[[ $? == [01] ]] || fail "a comparison is neither 0 nor 1"
expect_line "$out" '^2 compared, [0-9]+ slower, [0-9]+ faster$'
expect_line "$out" 'Mann-Whitney'
sed 's/"cpu": "[^"]*"/"cpu": "Another CPU"/' "$TEST_TMPDIR/bench.json" >"$TEST_TMPDIR/other.json"
expect_status 2 "$lab" bench "${one[@]}" --compare="$TEST_TMPDIR/other.json"
expect_line "$err" 'other.json: measured with another CPU \(Another CPU, now '
sed 's/"version": 1/"version": 2/' "$TEST_TMPDIR/bench.json" >"$TEST_TMPDIR/later.json"
expect_status 2 "$lab" bench "${one[@]}" --compare="$TEST_TMPDIR/later.json"
expect_one_line "$err"

# Cut short at its first line of progress, it shows what it has.
mkfifo "$TEST_TMPDIR/progress"
set -m  # a process group of its own, as a terminal's command has
"$lab" bench --full --counters=cas_weak,sharded --threads=1 --format=json \
  >"$out" 2>"$TEST_TMPDIR/progress" &
measuring=$!
set +m
exec 3<"$TEST_TMPDIR/progress"
read -r line <&3
[[ "$line" == *" left" ]] || fail "no progress but: $line"
kill -INT -- "-$measuring"
cat <&3 >/dev/null
wait "$measuring"
[[ $? == 130 ]] || fail "an interrupted measurement is not 130"
python3 - "$out" <<'PYTHON' || fail "what was measured before the stop is not there"
import json, sys
bench = json.load(open(sys.argv[1], encoding="utf-8"))
assert bench["interrupted"] and len(bench["rows"]) == 2
assert sum(len(r["repetitions"]) for r in bench["rows"]) < 2 * bench["plan"]["repetitions"]
PYTHON

# What is wrong is one line, and nothing is written.
expect_refused() {
  expect_status 2 "$lab" bench "${@:2}" --save="$TEST_TMPDIR/none.json"
  expect_one_line "$err"
  expect_line "$err" "$1"
  [[ ! -s "$out" && ! -e "$TEST_TMPDIR/none.json" ]] || fail "something was written"
}
expect_refused "no counter 'fetch_add_relaxed_46'; near to it: .*fetch_add_relaxed_64" \
  --counters=fetch_add_relaxed_46
expect_refused 'no counter is named' --counters=
expect_refused 'no number is named' --threads=
expect_refused 'no number of threads from 1 to' --threads=0
expect_refused 'no number of threads from 1 to' --threads=100000
expect_refused "no experiment 'false_sharin'; near to it: false_sharing; there are core_to_core, false_sharing, instructions$" \
  --experiments=core_to_core,false_sharin
expect_refused 'none of them goes with --experiments' --experiments=core_to_core --explain
expect_refused 'not both' --quick --full
expect_refused "no mix 'read10'; near to it: reads10, reads1; --mix takes adds, reads1, reads10, batches16 and sectionN " \
  --mix=adds,read10
expect_refused 'none of the counters is a lock; those that are: absl_mutex' \
  --counters=sharded --mix=section10
expect_refused 'takes no other --mix' --explain --mix=reads1
expect_refused "no hint 'paus'.*; on this architecture there are none, " --hint=paus
expect_refused 'none of the counters is a spinning lock; those that are: tas_spinlock, ' \
  --counters=std_mutex --hint="$hint"
expect_refused 'they take no --hint' --explain --hint="$hint"
expect_refused '--latency: none of the counters is a lock; those that are: absl_mutex' \
  --counters=sharded --latency
expect_refused 'none of them goes with --latency' --explain --latency
expect_refused 'it takes no other --mix' --latency --mix=reads1
expect_refused 'pinned or free' --affinity=loose
expect_refused "no target 'z80'" --target=z80
expect_refused 'runs here under QEMU, whose timing says nothing' --target=aarch64-gcc
expect_refused 'x86_64-clang is only built where the target is named: .* --targets=x86_64-clang' \
  --target=x86_64-clang
expect_status 2 "$lab" bench "${one[@]}" --save=/no/such/folder/bench.json
expect_one_line "$err"
expect_line "$err" '/no/such/folder/bench.json: cannot be written'
finish
