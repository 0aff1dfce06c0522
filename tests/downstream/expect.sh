# Sourced by tests of tests that must fail.
failures=0

expect() { # STATUS TEST LINE…
  expected="$1"
  test="$2"
  shift 2
  output="$("$test" 2>&1)"
  status=$?
  if [ "$status" -ne "$expected" ]; then
    echo "$test ended with $status instead of $expected" >&2
    failures=1
  fi
  for line; do
    if ! printf '%s\n' "$output" | grep -q -- "$line"; then
      echo "$test does not say: $line" >&2
      failures=1
    fi
  done
}
