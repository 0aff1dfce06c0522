# What the lab's tests are written with. Sourced; counts failures.
failures=0

fail() {
  echo "FAILED: $*" >&2
  failures=$((failures + 1))
}

# expect_status N COMMAND…: runs it, keeping its output in $out and $err.
out="$TEST_TMPDIR/out"
err="$TEST_TMPDIR/err"
expect_status() {
  local expected="$1" status
  shift
  "$@" >"$out" 2>"$err"
  status=$?
  ((status == expected)) ||
    fail "exit status $status instead of $expected: $* ($(tail -n 3 "$err"))"
}

# expect_line FILE REGEX: some line of FILE matches.
expect_line() {
  grep -qE -- "$2" "$1" || fail "no line of $(basename "$1") matches: $2"
}

# expect_no_line FILE REGEX: none does.
expect_no_line() {
  ! grep -qE -- "$2" "$1" || fail "a line of $(basename "$1") matches: $2"
}

# expect_one_line FILE: exactly one line, as an error is.
expect_one_line() {
  (($(wc -l <"$1") == 1)) || fail "$(basename "$1") has not one line: $(cat "$1")"
}

finish() {
  ((failures == 0)) || exit 1
  echo "all as expected"
}
