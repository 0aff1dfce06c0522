#!/bin/sh
# compare_page.sh COMMITTED MADE UPDATER: fails where they differ, and says how
# to mend it.
set -u
if ! diff -u "$1" "$2"; then
  echo "$1 is not what the build makes (-committed, +made)." >&2
  echo "If the change is meant: bazel run $3" >&2
  exit 1
fi
