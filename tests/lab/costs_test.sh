#!/bin/bash
# The table with a saved measurement below it, from end to end. The measurement
# is made up, so every number is known.
set -u
lab="$1"
source tests/lab/assertions.sh
bench="$TEST_TMPDIR/made_up.json"
folder="$TEST_TMPDIR/lab-out"

# measure PYTHON: writes $bench, changed by the statements.
measure() {
  python3 - "$bench" "$1" <<'PYTHON'
import json, sys
def spread(median):
  return {"median": median, "lower_quartile": median, "upper_quartile": median}
def row(counter, threads, to_floor, to_baseline, **more):
  return dict(counter=counter, threads=threads, ns=spread(1), floor_ns=spread(1),
              baseline_ns=spread(1), to_floor=spread(to_floor),
              to_baseline=spread(to_baseline), jain=1, slowest_share=1,
              disturbed=[], repetitions=[dict(
                  number=1, ns=1, floor_ns=1, baseline_ns=1, increments=[])],
              **more)
bench = dict(
    schema="atomics-lab/bench", version=1, target="x86_64-gcc", interrupted=False,
    environment=dict(cpu="Made up", cpus=64, kernel="Linux 0", caches=[],
                     mitigations=[], rseq=True, compiler="GCC 0", flags=[]),
    plan=dict(baseline="absl_mutex", affinity="free", run_seconds=1, repetitions=1),
    harness=dict(ns=spread(0), to_floor=spread(0), repetitions=0),
    rows=[row("sharded", 1, 2.5, 0.125), row("sharded", 4, 99, 99),
          row("sharded", 64, 3.25, 0.0625), row("sharded", 64, 77, 77, mix="reads10"),
          row("racy_split", 1, 1.5, 0.25), row("unheard_of", 1, 1, 1)])
exec(sys.argv[2])
json.dump(bench, open(sys.argv[1], "w"))
PYTHON
}

measure ""
expect_status 0 "$lab" --bench="$bench" --output="$folder"
expect_line "$out" '^What an increment costs$'
expect_line "$out" '^From made_up.json: medians of ratios measured on x86_64-gcc \(GCC 0\), Made up, 64 CPUs, Linux 0;'
expect_line "$out" 'another machine than this one, '
expect_line "$out" '^counter +× floor at 1 +× absl_mutex +× floor at 64 +× absl_mutex$'
expect_line "$out" '^racy_split +1\.50 +0\.250 +– +–$'
expect_line "$out" '^sharded +2\.50 +0\.125 +3\.25 +0\.0625$'
expect_line "$out" '^Measured, but not in this table: unheard_of\.$'
expect_no_line "$out" '77\.0|99\.0'
expect_line "$folder/report.md" '^## What an increment costs$'
expect_line "$folder/report.md" '^\| sharded \| 2\\\.50 \| '
expect_line "$folder/index.html" '<td>2\.50<small>2\.50–2\.50</small></td><td>0\.125<small>'
expect_line "$folder/index.html" '<td>99\.0<small>'
python3 - "$folder/results.json" <<'PYTHON' || fail "the JSON does not have the costs"
import json, sys
costs = json.load(open(sys.argv[1], encoding="utf-8"))["costs"]
assert costs["file"] == "made_up.json" and costs["machine"]["cpus"] == 64
assert [(r["counter"], r["threads"], r["to_floor"]["median"]) for r in costs["rows"]] == [
    ("racy_split", 1, 1.5), ("sharded", 1, 2.5), ("sharded", 4, 99), ("sharded", 64, 3.25)]
PYTHON
expect_status 0 "$lab" --all --bench="$bench" --output="$folder"
expect_line "$out" '^sharded +2\.50 +0\.125 +3\.25 +0\.0625$'
expect_status 0 "$lab" table --format=markdown --bench="$bench" --output="$folder"
expect_line "$out" '^## What an increment costs$'

# Without it, nothing of it but how to make one.
expect_status 0 "$lab" --output="$folder"
expect_no_line "$out" 'increment costs|floor'
expect_line "$folder/index.html" 'bench --counters=all .*--save=costs.json'
expect_no_line "$folder/index.html" 'uPlot'
for file in results.json report.md; do
  expect_no_line "$folder/$file" '"costs"|increment costs'
done

# What is wrong is one line, and nothing is written.
refuse() {
  expect_status 2 "$lab" --bench="$2" --output="$TEST_TMPDIR/none"
  expect_one_line "$err"
  expect_line "$err" "$1"
  [[ ! -s "$out" && ! -e "$TEST_TMPDIR/none" ]] || fail "something was written"
}
refuse 'absent: No such file' "$TEST_TMPDIR/absent"
refuse "$folder: " "$folder"
refuse 'results.json: /schema must be "atomics-lab/bench"' "$folder/results.json"
measure 'bench["version"] = 2'
refuse 'made_up.json: /version is of schema version 2' "$bench"
measure 'del bench["rows"][1]["to_floor"]'
refuse 'made_up.json: /rows/1 has no "to_floor"' "$bench"
measure 'bench["rows"] = []'
refuse 'made_up.json: has no measured row of the mix adds without a hint; ' "$bench"
measure 'bench["rows"] = [row("sharded", 1, 1, 1, mix="reads1")]'
refuse 'made_up.json: has no measured row of the mix adds without a hint; ' "$bench"
measure 'bench["rows"] = [row("unheard_of", 1, 1, 1)]'
refuse "made_up.json: measured none of the table's counters" "$bench"
measure ""
truncate --size=1000 "$bench"
refuse 'made_up.json: is not JSON from byte ' "$bench"

finish
