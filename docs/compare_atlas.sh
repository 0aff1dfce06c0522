#!/bin/bash
# Compares the atlas that is written down with the one that the build makes.
# Other compilers than those that it names may well answer otherwise: then
# nothing is compared, and that is said.
set -u
written="$1"
made="$2"

versions() { sed -n '/^## Compilers$/,/^## [a-z]/{/^- /p}' "$1"; }

if [[ -z "$(versions "$written")" ]]; then
  echo "$written: names no compilers; ./bazelw run //docs:update_atlas writes it" >&2
  exit 1
fi
if [[ "$(versions "$written")" != "$(versions "$made")" ]]; then
  echo "NOTHING WAS COMPARED: $written was made by other compilers than are here."
  echo "It was made by:"
  versions "$written"
  echo "Here are:"
  versions "$made"
  exit 0
fi
if ! diff -u "$written" "$made"; then
  echo "$written: the compilers say otherwise; ./bazelw run //docs:update_atlas writes it anew" >&2
  exit 1
fi
