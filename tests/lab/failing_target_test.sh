#!/bin/bash
# A target that fails and one that crashes are shown, cost the exit status, and
# leave the other rows standing.
set -u
lab="$1"
source tests/lab/assertions.sh

# In one line with what went well, and explained below.
expect_status 1 "$lab" --output="$TEST_TMPDIR/lab-out"
expect_line "$out" '^fetch_add_relaxed_64 .* FAILED ≠ +FAILED ≠'
expect_line "$out" '^≠ fetch_add_relaxed_64 on aarch64_lse: gcc FAILED, clang not run'
expect_line "$out" '^What went wrong'
expect_line "$out" 'failed on purpose'
expect_line "$out" '^mcs_lock +bounded'
expect_line "$out" '^explored in part: '
expect_line "$out" '^(explored in part:|  ).*mcs_lock'

expect_status 1 "$lab" --all --output="$TEST_TMPDIR/lab-out"
expect_line "$out" 'x86_64-gcc .*passed'
expect_line "$out" 'aarch64_lse-gcc .*FAILED'
expect_line "$out" 'aarch64_lse-clang .*not run'
expect_line "$out" 'failed on purpose'
expect_line "$TEST_TMPDIR/lab-out/results.json" '"verdict": "failed"'
expect_line "$TEST_TMPDIR/lab-out/results.json" '"exit_code": 134'
# A search that stopped is no finding, and is named with its limit.
expect_line "$out" '^mcs_lock .* bounded '
expect_line "$out" '^  explored in part: mcs_lock on all targets: .*stopped at 100 states'
# What failed for one specimen stands for the others.
expect_line "$out" 'aarch64-gcc .*passed'

finish
