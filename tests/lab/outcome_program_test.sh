#!/bin/bash
# outcome_test's program: conditions that are kept, broken and left open, and
# bad input.
set -u
program="$1"
source tests/lab/assertions.sh
explore() { "$program" explore "$@"; }
fixture=tools/elf/testdata/aarch64_lse-gcc.o
threads=("$fixture" --calls=1 --thread='fixture::FetchAddRelaxed(&cell)'
  --thread='fixture::AddRelaxed(&cell)')

# Conditions: kept, broken with the picture, and open where a search is bounded.
split=("$fixture" --calls=1 --thread='fixture::Split(&cell)'
  --thread='fixture::Split(&cell)')
expect_status 0 explore "${threads[@]}" --forbidden='cell!=2' \
  --allowed='FetchAddRelaxed=0' --allowed='ret1=1' --required='ret1=0 && cell=2'
expect_line "$out" "^kept: forbidden 'cell!=2': every execution keeps it"
expect_line "$out" "^kept: allowed 'FetchAddRelaxed=0' or 'ret1=1'"
expect_line "$out" "^kept: required 'ret1=0 && cell=2': it can end at cell=2"
expect_no_line "$out" '^ends at'
expect_status 1 explore "${split[@]}" --forbidden='cell=1'
expect_line "$out" "^BROKEN: forbidden 'cell=1': it can end at cell=1$"
expect_line "$out" '^ends at cell=1, at least'
expect_line "$out" '^thread 1 +│ thread 2 +│ memory'
expect_status 1 explore "${split[@]}" --allowed='cell=2'
expect_line "$out" "^BROKEN: allowed 'cell=2': it can end at cell=1$"
expect_status 1 explore "${split[@]}" --required='cell=3'
expect_line "$out" "^BROKEN: required 'cell=3': no execution ends there"
expect_status 1 explore "$fixture" --calls=1000 --max-memory=8M \
  --function='fixture::Split(&cell)' --forbidden='cell=-1'
expect_line "$out" "^not proved: forbidden 'cell=-1': .*nothing is proved"
expect_status 1 explore "${split[@]}" --forbidden='cell=1' --format=json
python3 -c 'import json, sys
found = json.load(open(sys.argv[1]))
[check] = found["checks"]
assert check["state"] == "BROKEN" and check["condition"] == "cell=1", check
assert found["outcomes"][check["outcomes"][0]]["value"] == 1, found
' "$out" || fail "the JSON of conditions is not as it should be"

# Bad input: one line, status 2, and what would be right.
refuse() {
  expect_status 2 explore "${@:2}"
  expect_one_line "$err"
  expect_line "$err" "$1"
}
refuse 'a FILE, or objects that belong together, and --thread' "$fixture"
refuse 'has no option --forbiden; near to it: --forbidden' --forbiden=x=1
refuse 'thread=.*it takes one call' "$fixture" --final=cell --thread='F, G'
refuse 'calls=0: it takes a number' "$fixture" --final=cell --thread=F --calls=0
refuse "forbidden='cell': .* is no equality" "${split[@]}" --forbidden=cell
refuse 'near to it: cell' "${split[@]}" --forbidden=cel=1
refuse 'threads 1, 2 call it; say ret1' "${split[@]}" --required=Split=1
refuse 'there are 2 threads' "${split[@]}" --final=ret3
refuse "256 does not fit: 'cell:1' has 1 byte" "${split[@]}" --forbidden=cell:1=256

finish
