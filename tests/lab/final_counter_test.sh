#!/bin/bash
# final_counter's command line as a person meets it.
set -u
final_counter="$1"
source tests/lab/assertions.sh

for help in --help -h; do
  expect_status 0 "$final_counter" "$help"
  expect_line "$out" '--counter'
  expect_line "$out" '--println'
done
expect_status 0 "$final_counter"
expect_line "$out" '^Final Counter: 4$'
expect_status 0 "$final_counter" --counter racy_split --increments=1000 --runs=3
expect_line "$out" '^In [0-3] of 3 runs the threads overlapped'

# refused WORDS… -- PATTERN: one line, exit status 2, nothing on stdout.
refused() {
  local words=()
  while [[ "$1" != -- ]]; do words+=("$1") && shift; done
  expect_status 2 "$final_counter" "${words[@]}"
  expect_one_line "$err"
  expect_line "$err" "$2"
  [[ ! -s "$out" ]] || fail "data on stdout: ${words[*]}"
}
refused --counter -- '--counter.*requires|--counter: 1 required'
refused --thread=2 -- '--thread=2.*--help'
refused extra -- 'extra.*--help'
refused --threads=two -- '--threads=two: give a whole number'
refused --counter=fetch_ad -- '--counter=fetch_ad: no such counter'

finish
