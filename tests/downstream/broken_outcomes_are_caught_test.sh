#!/bin/sh
# outcome_test fails where a condition is broken, and shows how that comes about.
set -u
. ./expect.sh
relaxed="$1"
misspelt="$2"

expect 1 "$relaxed" \
  '//:relaxed_publish on aarch64_lse-gcc' \
  "BROKEN: forbidden 'Consume=0': it can end at Consume=0" \
  'ends at Consume=0, at least 2 switches of thread' \
  'held back: downstream::payload' \
  "kept: required 'Consume=42'"
expect 2 "$misspelt" "'Consum' is no variable, .*near to it: downstream::Consume"
exit "$failures"
