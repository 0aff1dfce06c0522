#!/bin/sh
# asm_test fails where a promise is broken, and says which and why.
set -u
slow="$1"
misspelt="$2"
. ./expect.sh

expect 1 "$slow" \
  'hits.h:[0-9]*: downstream::RecordHit on aarch64_lse-gcc breaks its promise' \
  'promised: only ldadd|stadd' \
  'but:      something else can be noticed: ldr at +0x0' \
  'hits.h:[0-9]*: downstream::TakeHits on aarch64-gcc breaks its promise' \
  'but:      there is release: stlxr at'
expect 2 "$misspelt" "unknown word 'ad'"
exit "$failures"
