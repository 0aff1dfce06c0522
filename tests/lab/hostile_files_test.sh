#!/bin/bash
# Files that nobody vouches for: every command that reads one ends in a listing
# or in one line that names the file, never in a bare signal.
set -u
lab="$1"
unreadable_maps="$PWD/$2"
source tests/lab/assertions.sh
object=tools/elf/testdata/x86_64-gcc.o

# expect_survived FILE COMMAND…: exit status 0, or 2 and one line on FILE.
expect_survived() {
  local file="$1" status
  shift
  "$@" >"$out" 2>"$err"
  status=$?
  case $status in
    0) ;;
    2)
      expect_one_line "$err"
      expect_line "$err" "^lab: $file[ :]"
      ;;
    *) fail "exit status $status: $* ($(tail -n 3 "$err"))" ;;
  esac
}

inputs=0
for file in tools/listing/corpus/*; do
  expect_survived "$file" "$lab" dump "$file" --function=f
  expect_survived "$file" "$lab" audit "$file"
  inputs=$((inputs + 1))
done
((inputs >= 20)) || fail "only $inputs hostile files"

# What no check foresaw: reading the file is a crash.
expect_crash_line() {
  expect_status 2 env LD_PRELOAD="$unreadable_maps" "$@"
  expect_one_line "$err"
  expect_line "$err" "^lab: $object .*\((SIGSEGV|SIGBUS)\)$"
  [[ ! -s "$out" ]] || fail "something was printed: $*"
}
expect_status 0 "$lab" dump "$object" --function=fixture::Split
expect_crash_line "$lab" dump "$object" --function=fixture::Split
expect_crash_line "$lab" dump "$object" --function=fixture::Split --format=json
expect_crash_line "$lab" audit "$object"

finish
