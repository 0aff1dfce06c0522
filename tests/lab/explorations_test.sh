#!/bin/bash
# Every counter was explored on every target, no exploration contradicts what
# its counter claims, and one that did would cost the lab its exit status.
set -u
lab="$1"
source tests/lab/assertions.sh

expect_status 0 "$lab" --all --output="$TEST_TMPDIR/lab-out"
cp "$out" "$TEST_TMPDIR/table"
expect_line "$TEST_TMPDIR/table" '^counter +target +test +outcome +explored +instructions'
expect_line "$TEST_TMPDIR/table" '^racy_split .* \{2,3,4\}; \{1,2,3\} '
expect_line "$TEST_TMPDIR/table" '^fetch_add_relaxed_64 .* proved +lock add$'
expect_line "$TEST_TMPDIR/table" '^Explored: [0-9]+ programs: .*; 0 against their'
expect_line "$TEST_TMPDIR/lab-out/index.html" '<summary>How 2×2 ends at 2</summary>'

# Two programs for each row of the table.
results="$TEST_TMPDIR/lab-out/results.json"
rows="$("$lab" list counters --format=json | grep -c '"name"')"
targets="$("$lab" list targets --format=json | grep -c '"name"')"
explored="$(grep -c '"as_claimed": ' "$results")"
((explored == rows * targets * 2)) ||
  fail "$explored explorations of $rows counters on $targets targets"
expect_no_line "$results" '"as_claimed": false'

# The races that the page's reader drives, in a page that a browser opens at
# once.
python3 -c 'import json, re, sys
page = open(sys.argv[1]).read()
data = re.search(r"id=\"stepper-data\">(.*?)</script>", page, re.S).group(1)
driven = {(s["counter"], s["target"], s["model"]) for s in json.loads(data)}
for case in [("racy_split", "x86_64-gcc", "tso"), ("racy_split", "aarch64-gcc", "armv8"),
             ("fetch_add_relaxed_64", "aarch64-gcc", "armv8"),
             ("tas_spinlock", "x86_64-gcc", "tso"),
             ("racy_relaxed_unlock", "aarch64_lse-gcc", "armv8")]:
    assert case in driven, (case, driven)
assert len(page.encode()) < 3000000, len(page.encode())
' "$TEST_TMPDIR/lab-out/index.html" || fail "the page's machine is not as it should be"

# The same lab, told that the first counter of one target came out against its
# claim.
liar="$TEST_TMPDIR/liar"
cp -RL "$lab.targets" "$liar.targets"
cp -L "$lab" "$liar"
file="$liar.targets/x86_64-gcc.json"
chmod u+w "$liar.targets" "$file"
sed -i '0,/"as_claimed": true/s//"as_claimed": false/' "$file"
expect_status 1 "$liar" --output="$TEST_TMPDIR/liar-out"
expect_line "$out" '^racy_plain +WRONG, 2 of 4 ≠ '
expect_line "$out" '^≠ racy_plain on x86_64: gcc WRONG, 2 of 4, clang racy, 2 of 4'
expect_line "$out" '^What went wrong'
expect_status 1 "$liar" --all --output="$TEST_TMPDIR/liar-out"
expect_line "$out" '^racy_plain +x86_64-gcc .* WRONG \{2,3,4\}'
expect_line "$out" '^What went wrong'
expect_line "$out" 'racy_plain on x86_64-gcc, explored 2×2 under x86-TSO: claims: '

finish
