#!/bin/sh
# asm_test fails where a promise is broken, and says which and why.
set -u
slow="$1"
misspelt="$2"
failures=0

expect() { # STATUS TEST LINE…
  expected="$1"
  test="$2"
  shift 2
  output="$("$test" 2>&1)"
  status=$?
  if [ "$status" -ne "$expected" ]; then
    echo "$test ended with $status instead of $expected" >&2
    failures=1
  fi
  for line; do
    if ! printf '%s\n' "$output" | grep -q -- "$line"; then
      echo "$test does not say: $line" >&2
      failures=1
    fi
  done
}

expect 1 "$slow" \
  'hits.h:[0-9]*: downstream::RecordHit on aarch64_lse-gcc breaks its promise' \
  'promised: only ldadd|stadd' \
  'but:      something else can be noticed: ldr at +0x0' \
  'hits.h:[0-9]*: downstream::TakeHits on aarch64-gcc breaks its promise' \
  'but:      there is release: stlxr at'
expect 2 "$misspelt" "unknown word 'ad'"
exit "$failures"
