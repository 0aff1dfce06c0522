#!/bin/bash
# The comparison passes what is equal, fails what is not, and under other
# compilers says that it compared nothing.
set -u
compare="$PWD/$1"
cd "$TEST_TMPDIR" || exit 1
failures=0

page() { printf '# Page\n\n## Compilers\n\n- gcc: %s\n\n## load\n\n%s\n' "$1" "$2"; }

# expect STATUS WORDS: what comparing committed with made comes to.
expect() {
  local said status
  said="$(bash "$compare" committed made //docs:update_it 2>&1)"
  status=$?
  if ((status != $1)) || [[ "$said" != *"$2"* ]]; then
    echo "FAILED: status $status instead of $1, or no '$2' in: $said" >&2
    failures=$((failures + 1))
  fi
}

page 1.0 mov >committed
page 1.0 mov >made
expect 0 ""
page 1.0 ldr >made
expect 1 "bazel run //docs:update_it"
page 2.0 ldr >made
expect 0 "NOTHING WAS COMPARED"
expect 0 "- gcc: 1.0"
echo "no compilers" >made
expect 0 "NOTHING WAS COMPARED"
echo "no compilers here either" >committed
expect 1 "+no compilers"
: >committed
expect 1 "is empty"

((failures == 0))
