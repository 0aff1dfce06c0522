#!/bin/bash
# Whether every specimen's header has its line in the catalog, read as text: the
# answer comes in seconds, before anything is compiled.
#
#   catalog_lines_test.sh CATALOG HEADER…
set -u

# Prints the headers that no line of CATALOG names.
unlisted() { # CATALOG HEADER…
  local catalog="$1" header
  shift
  for header in "$@"; do
    grep -qE "^ *SPECIMEN\(.*\"$header\"" "$catalog" || echo "$header"
  done
}

missing="$(unlisted "$@")"
if [[ -n "$missing" ]]; then
  echo "no line of $1 names: $missing" >&2
  echo "add one to ATOMICS_LAB_CATALOG: SPECIMEN(name, \"counters/specimens/name.h\", Name)" >&2
  exit 1
fi

# It must find what is missing: a catalog without its last line.
shortened="$TEST_TMPDIR/catalog.h"
grep -v "\"${*: -1}\"" "$1" >"$shortened"
[[ "$(unlisted "$shortened" "${@:2}")" == "${*: -1}" ]] ||
  { echo "a header without a line was not found" >&2 && exit 1; }
