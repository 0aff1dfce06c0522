#!/bin/bash
# The runner from end to end, on pages that are right and pages that are not.
set -u
lessons="$1"
final_counter="$2"
update="$3"
source tests/lab/assertions.sh
page="$TEST_TMPDIR/page.md"

# run STATUS ARGUMENTS…: on the page that stands on stdin.
run() {
  local status="$1"
  shift
  cat >"$page"
  expect_status "$status" "$lessons" \
    --program="//counters:final_counter=$final_counter" "$@" "$page"
}

# console OUTPUT [COMMENT]: a page whose one command is said to print that.
console() {
  printf '%s\n```console\n' "${2-}"
  printf '$ ./bazelw run //counters:final_counter -- --counter=fetch_add_relaxed_64\n'
  printf '%s\n```\n' "$1"
}

run 0 < <(console 'Final Counter: 4')
expect_line "$out" '1 command run, 0 quotations read, 0 not as the page says; 0 blocks not run$'
run 0 < <(console 'Final Counter: 4' '<!-- block: varies "Counter: {3|4}" -->')

# A wrong output, shown against what is printed now.
run 1 < <(console 'Final Counter: 5')
expect_line "$out" 'page\.md:4: prints something else'
expect_line "$out" '^  - Final Counter: 5$'
expect_line "$out" '^  \+ Final Counter: 4$'
expect_line "$out" '1 not as the page says'
run 0 --fresh < <(console 'Final Counter: 5')
diff "$out" <(console 'Final Counter: 4') || fail "--fresh prints another page"

# The updater mends it, and leaves a page alone whose commands cannot be run.
update() {
  BUILD_WORKSPACE_DIRECTORY="$TEST_TMPDIR" expect_status "$1" "$update" page.md \
    "$lessons" --program="//counters:final_counter=$final_counter" "$page"
}
console 'Final Counter: 5' >"$page"
update 0
diff "$page" <(console 'Final Counter: 4') || fail "the updater wrote another page"
console '…' >"$page"
update 2
diff "$page" <(console '…') || fail "the updater wrote a page that is refused"
[[ ! -e "$page.new" ]] || fail "the updater left something behind"

# A wrong exit status, either way.
run 1 < <(console 'Final Counter: 4' '<!-- block: exit status 1 -->')
expect_line "$out" 'page\.md:3: exit status 0 instead of 1'
run 1 <<'END'
```console
$ ./bazelw run //counters:final_counter -- --threads=two
final_counter: --threads=two: give a whole number
```
END
expect_line "$out" 'page\.md:2: exit status 2 instead of 0'

# Pages that would prove nothing.
# refused PATTERN: the page on stdin is.
refused() {
  run 2
  expect_one_line "$err"
  expect_line "$err" "$1"
  [[ ! -s "$out" ]] || fail "a report of a page that is refused: $1"
}
refused ':4: `…` leaves out all' < <(console '…')
refused ':1: "\{number\}" fits nearly any line' \
  < <(console 'Final Counter: 4' '<!-- block: varies "{number}" -->')
refused ':1: no line of the block has' \
  < <(console 'Final Counter: 4' '<!-- block: varies "Counter of {number}" -->')
refused ':1: commands that nobody runs' < <(printf '```sh\nls\n```\n')
refused 'begins with one of: ./bazelw run //counters:final_counter;' \
  < <(printf '```console\n$ ls\n```\n')
refused 'nothing to run' < <(echo 'A page.')

# What is not run is counted, with its reason.
run 0 < <(console 'Final Counter: 4' && printf '<!-- block: not run: it needs an Arm machine -->\n```sh\nls\n```\n')
expect_line "$out" '1 block not run$'
expect_line "$out" 'page\.md:7: not run: it needs an Arm machine$'

# What is quoted is what the file beside the page has.
quoting() {
  printf '<!-- block: quotes %s -->\n```c++\nint x;\n```\n' "$1"
}
printf '// Why.\nint x;\n' >"$TEST_TMPDIR/right.cc"
printf '// Why.\nint x;\nint y;\n' >"$TEST_TMPDIR/longer.cc"
run 0 < <(quoting 'right.cc from "int x;"')
expect_line "$out" '0 commands run, 1 quotation read, 0 not as the page says'
run 1 < <(quoting 'right.cc')
expect_line "$out" '^  \+ // Why\.$'
run 1 < <(quoting 'longer.cc from "int x;"')
expect_line "$out" 'page\.md:4: is not what stands there .*: longer\.cc$'
run 0 --fresh < <(quoting 'longer.cc from "int x;"')
expect_line "$out" '^int y;$'
refused ':2: .*missing\.cc: No such file' < <(quoting 'missing.cc')
refused ':2: quotes right\.cc: no line there is "int z;"' \
  < <(quoting 'right.cc from "int z;"')

# Bytes that are no text are held against the page's, and shown safely.
printf '#!/bin/sh\nprintf "a\\377\\033b\\n"\n' >"$TEST_TMPDIR/damaged"
chmod +x "$TEST_TMPDIR/damaged"
damaged() { printf '```console\n$ ./bazelw run //:damaged\n%b\n```\n' "$1"; }
run 0 --program="//:damaged=$TEST_TMPDIR/damaged" < <(damaged 'a\0377\0033b')
run 1 --program="//:damaged=$TEST_TMPDIR/damaged" < <(damaged 'ab')
expect_line "$out" '^  \+ a��b$'

# Files that commands name are where the page says, and no others are.
printf '#!/bin/sh\nexec head -n 1 "$1"\n' >"$TEST_TMPDIR/first_line"
chmod +x "$TEST_TMPDIR/first_line"
reading() {
  printf '```console\n$ ./bazelw run //:first_line -- %s\n%s\n```\n' "$1" "$2"
}
reader="--program=//:first_line=$TEST_TMPDIR/first_line"
run 0 "$reader" --file=tests/lab/assertions.sh \
  < <(reading tests/lab/assertions.sh "$(head -n 1 tests/lab/assertions.sh)")
run 1 "$reader" < <(reading tests/lab/assertions.sh "$(head -n 1 tests/lab/assertions.sh)")
expect_line "$out" 'No such file'
for wrong in "$TEST_TMPDIR/first_line" ../first_line tests/../../first_line; do
  run 2 "$reader" --file="$wrong" < <(reading x y)
  expect_one_line "$err"
  expect_line "$err" 'a path within the project'
done
run 2 "$reader" --file=tests/missing < <(reading x y)
expect_one_line "$err"
expect_line "$err" 'tests/missing'

# What is built stands where a build leaves it, and a program can be run.
run 0 --program=//:env=/usr/bin/env --built="$lessons" <<END
<!-- block: exit status 2 -->
\`\`\`console
\$ ./bazelw run //:env -- bazel-bin/$lessons
lessons: PAGE is required; see --help
\`\`\`
END
run 1 "$reader" --built=tests/lab/assertions.sh \
  < <(reading tests/lab/assertions.sh "$(head -n 1 tests/lab/assertions.sh)")
run 2 --built=../first_line < <(reading x y)
expect_line "$err" '--built=../first_line: a path within the project'

expect_status 2 "$lessons" "$TEST_TMPDIR/no such page.md"
expect_one_line "$err"
expect_status 2 "$lessons"
expect_one_line "$err"

finish
