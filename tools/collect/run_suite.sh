#!/bin/bash
# Runs the contract suite on each of a target's machines and keeps what came of
# it. A failing or crashing suite is a result like any other, so this succeeds.
#
#   run_suite.sh EMULATOR SUITE RUNS
#
# Fills the folder RUNS, per machine n = 1, 2, …: n.machine (its name),
# n.status (the exit status), n.json (GoogleTest's report), n.log.
set -u

emulator="$1"
suite="$2"
runs="$3"
# Far above what a suite takes; it only keeps a hung one from hanging a build.
limit=300

n=0
while read -r machine; do
  n=$((n + 1))
  echo "$machine" >"$runs/$n.machine"
  timeout "$limit" "$emulator" "--on=$machine" "$suite" \
    "--gtest_output=json:$runs/$n.json" >"$runs/$n.log" 2>&1 </dev/null
  echo "$?" >"$runs/$n.status"
done < <("$emulator" --machines)
