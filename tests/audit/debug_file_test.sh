#!/bin/bash
# `lab audit` and `lab dump` of a stripped file whose names and lines are in
# another one.
set -u
lab="$1"
source tests/lab/assertions.sh
data=tools/elf/testdata/separate
folder="$TEST_TMPDIR/folder"
mkdir "$folder"
cp "$data/x86_64.so" "$folder"
stripped="$folder/x86_64.so"

# Nothing but the places, then names and lines of --debug.
expect_status 0 "$lab" audit "$stripped"
expect_no_line "$out" 'fixture.cc:[0-9]+$'
for options in --only=locked --top=3 --baseline=x86-64-v2 --only=suspects; do
  expect_status 0 "$lab" audit "$stripped" "$options" --debug="$data/x86_64.so.debug"
done
expect_status 0 "$lab" audit "$stripped" --debug="$data/x86_64.so.debug"
expect_line "$out" '^.*/x86_64.so \(x86_64\), with .*/x86_64.so.debug$'
expect_line "$out" '^  fixture::FetchAddRelaxed\('
expect_line "$out" 'lock xadd .* fixture.cc:[0-9]+$'
expect_status 0 "$lab" dump "$stripped" --function='fixture::FetchAddRelaxed' \
  --debug="$data/x86_64.so.debug"
expect_line "$out" 'fixture.cc:[0-9]+'
expect_status 0 "$lab" audit "$data/aarch64.so" --format=json --debug="$data/aarch64.so.debug"
expect_line "$out" '"debug": ".*/aarch64.so.debug"'

# Found beside the file, and not taken if it is of another build.
cp "$data/x86_64.so.debug" "$folder"
expect_status 0 "$lab" audit "$stripped" --format=markdown
expect_line "$out" 'fixture.cc:[0-9]+'
cp "$data/x86_64-other.so.debug" "$folder/x86_64.so.debug"
expect_status 0 "$lab" audit "$stripped"
expect_one_line "$err"
expect_line "$err" '^lab: not used: .*is not the debug file of .*: its build-id is '
expect_no_line "$out" 'fixture.cc:[0-9]+$'

# Bad input: one line, status 2.
refuse() {
  expect_status 2 "$lab" "${@:2}"
  expect_one_line "$err"
  expect_line "$err" "$1"
}
other="--debug=$data/x86_64-other.so.debug"
refuse 'is not the debug file of .*: its build-id is ' audit "$stripped" "$other"
refuse 'is not the debug file of .*: its build-id is ' \
  dump "$stripped" --function=main "$other"
refuse 'absent' audit "$stripped" --debug="$TEST_TMPDIR/absent"
refuse 'is a text file' audit "$stripped" --debug=tests/lab/assertions.sh
refuse 'takes one FILE, and no --compare' audit "$stripped" "$stripped" "$other"
refuse 'takes one FILE, and no --compare' audit "$stripped" --compare="$stripped" "$other"
refuse 'not linked yet' audit tools/elf/testdata/x86_64-gcc.o "$other"
(cd "$TEST_TMPDIR" && cp "$OLDPWD/tools/elf/testdata/x86_64-gcc.o" o.o && ar qc one.a o.o)
refuse 'is an archive' audit "$TEST_TMPDIR/one.a" "$other"
refuse 'takes a FILE' dump --counter=fetch_add_relaxed_64 --target=x86_64-gcc "$other"

finish
