#!/bin/bash
# `lab bench --emulated` from end to end, with counts that are known from the
# listing. Each run of QEMU takes seconds, so there are few.
set -u
lab="$1"
source tests/lab/assertions.sh

# The target that this machine emulates on one CPU model, and two that it has.
if [[ $(uname -m) == x86_64 ]]; then
  target=aarch64_lse-gcc  # `ldadd; ret`
  native=x86_64-gcc
else
  target=x86_64-gcc  # `lock add; ret`
  native=aarch64_outline-gcc
fi
emulated=(bench --emulated "--target=$target")
one=("${emulated[@]}" --counters=fetch_add_relaxed_64)

expect_status 0 "$lab" "${one[@]}" --save="$TEST_TMPDIR/saved.json"
expect_line "$out" '^Instructions that an uncontended increment executes$'
expect_line "$out" "^On $target\$"
expect_line "$out" '^counter +machine +first call +later call$'
expect_line "$out" '^fetch_add_relaxed_64 +qemu-[a-z0-9_]+ -cpu [a-z0-9-]+ +2 +2$'
expect_line "$out" 'says nothing about time'
[[ ! -s "$err" ]] || fail "it says on stderr: $(cat "$err")"

# Once more, with counters behind it: one that calls and returns, and one that
# QEMU makes do something else.
expect_status 0 "$lab" "${emulated[@]}" --counters=fetch_add_relaxed_64,std_mutex,per_cpu \
  --format=json
python3 - "$TEST_TMPDIR/saved.json" "$out" "$target" <<'PYTHON' || fail "the JSON is not as it should be"
import json, sys
saved, again = [json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3]]
assert saved["target"] == sys.argv[3] and saved["rows"] == []
assert list(saved["experiments"]) == ["instructions"]
(one,) = saved["experiments"]["instructions"]["counters"]
assert one["machine"].startswith("qemu-") and one["first"] == one["later"] == 2, one
same, mutex, per_cpu = again["experiments"]["instructions"]["counters"]
assert same == one, (same, one)
assert mutex["counter"] == "std_mutex" and mutex["machine"] == one["machine"]
assert 20 < mutex["later"] <= mutex["first"], mutex
assert "note" not in mutex and per_cpu["note"].startswith("rseq is not registered"), per_cpu
PYTHON

# Both branches of the outlined helper: without LSE it has four more.
if [[ $native == x86_64-gcc ]]; then
  expect_status 0 "$lab" bench --emulated --target=aarch64_outline-gcc \
    --counters=fetch_add_relaxed_64 --format=json
  python3 - "$out" <<'PYTHON' || fail "the outlined helper's branches are not told apart"
import json, sys
old, new = json.load(open(sys.argv[1]))["experiments"]["instructions"]["counters"]
assert old["machine"] == "qemu-aarch64 -cpu cortex-a57", old
assert new["machine"] == "qemu-aarch64 -cpu neoverse-n1", new
assert old["later"] == new["later"] + 4, (old, new)
PYTHON
fi

# What is wrong is one line, and nothing is written.
expect_refused() {
  expect_status 2 "$lab" bench --emulated "${@:2}" --save="$TEST_TMPDIR/none.json"
  expect_one_line "$err"
  expect_line "$err" "$1"
  [[ ! -s "$out" && ! -e "$TEST_TMPDIR/none.json" ]] || fail "something was written"
}
expect_refused '--emulated takes --target=NAME'
expect_refused "$native runs natively here; those that run under QEMU: .*$target" \
  --target="$native"
expect_refused "no target 'z80'; the targets are: " --target=z80
expect_refused "no counter 'cas_wea'; near to it: cas_weak" --target="$target" --counters=cas_wea
expect_refused '--threads=2: --emulated counts increments of one thread alone' \
  --target="$target" --threads=2
for timed in --experiments=instructions --latency --hint=pause --mix=reads1 --affinity=free \
  --quick --full --explain --compare="$TEST_TMPDIR/saved.json" --expect=ratios.txt; do
  expect_refused '--emulated counts instructions and times nothing' --target="$target" "$timed"
done
expect_status 2 "$lab" "${one[@]}" --save=/no/such/folder/bench.json
expect_one_line "$err"
expect_line "$err" '/no/such/folder/bench.json: cannot be written'

# A saved count is no measurement of time to hold another against.
expect_status 2 "$lab" bench --counters=cas_weak --threads=1 --quick \
  --compare="$TEST_TMPDIR/saved.json"
expect_one_line "$err"
expect_status 2 "$lab" --bench="$TEST_TMPDIR/saved.json"
expect_one_line "$err"
finish
