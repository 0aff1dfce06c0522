#!/bin/bash
# The comparison passes what is equal, fails what is not, and under other
# compilers says that it compared nothing.
set -u
compare="$1"
cd "$TEST_TMPDIR" || exit 1
compare="$OLDPWD/$compare"
failures=0

page() { printf '# Atlas\n\n## Compilers\n\n- gcc for x86_64: %s\n\n## load\n\n%s\n' "$1" "$2"; }

# expect STATUS WORDS: what comparing written with made comes to.
expect() {
  local said status
  said="$(bash "$compare" written made 2>&1)"
  status=$?
  if ((status != $1)) || [[ "$said" != *"$2"* ]]; then
    echo "FAILED: status $status instead of $1, or no '$2' in: $said" >&2
    failures=$((failures + 1))
  fi
}

page 1.0 mov >written
page 1.0 mov >made
expect 0 ""
page 1.0 ldr >made
expect 1 "run //docs:update_atlas"
page 2.0 ldr >made
expect 0 "NOTHING WAS COMPARED"
expect 0 "- gcc for x86_64: 1.0"
: >written
expect 1 "names no compilers"

((failures == 0))
