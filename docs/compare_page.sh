#!/bin/bash
# compare_page.sh COMMITTED MADE UPDATER: fails where a committed page differs
# from the one that the build makes, and says how to mend it.
#
# A page may name compilers, in a list below "## Compilers". Other compilers may
# well answer otherwise: then nothing is compared, and that is said.
set -u
committed="$1"
made="$2"
updater="$3"

compilers() { sed -n '/^## Compilers$/,/^## [a-z]/{/^- /p}' "$1"; }

if [[ ! -s "$committed" ]]; then
  echo "$committed is empty; bazel run $updater writes it" >&2
  exit 1
fi
if [[ -n "$(compilers "$committed")" ]] &&
  [[ "$(compilers "$committed")" != "$(compilers "$made")" ]]; then
  echo "NOTHING WAS COMPARED: $committed was made by other compilers than are here."
  echo "It was made by:"
  compilers "$committed"
  echo "Here are:"
  compilers "$made"
  exit 0
fi
if ! diff -u "$committed" "$made"; then
  echo "$committed is not what the build makes (-committed, +made)." >&2
  echo "If the change is meant: bazel run $updater" >&2
  exit 1
fi
