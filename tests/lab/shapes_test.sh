#!/bin/bash
# `lab litmus` from end to end: the matrix, one test with its stories, two
# targets' code together, and bad input.
set -u
lab="$1"
source tests/lab/assertions.sh

expect_status 0 "$lab" litmus
expect_line "$out" '^Mp: message passing'
expect_line "$out" '^order +C\+\+ +x86_64 +aarch64 +aarch64_lse +aarch64_outline$'
expect_line "$out" '^Relaxed +allows +– +seen +seen +seen$'
expect_line "$out" '^ReleaseAcquire +allows +seen +– +– +–$'
expect_no_line "$out" 'BROKEN|Not explored'

# All ends of one row; names are taken as they are typed.
expect_status 0 "$lab" litmus --test=mp --order=relaxed
expect_line "$out" '^x86_64-gcc, x86_64-clang: P1=0; P1=1; P1=11$'
expect_line "$out" 'P1=0; P1=1; P1=10 \(!\); P1=11$'
expect_status 0 "$lab" litmus --test=Mp --order=Relaxed --target=aarch64-gcc
expect_line "$out" '^Mp Relaxed on aarch64-gcc, under Armv8'
expect_line "$out" '^ends at P1=10, at least'

expect_status 0 "$lab" litmus --test=Sb --format=json
python3 - "$out" <<'PYTHON' || fail "the JSON is not as it should be"
import json, sys
told = json.load(open(sys.argv[1]))
assert told["schema"] == "atomics-lab/litmus-matrix", told
assert [t["asked"] for t in told["tests"]] == [[0, 0]], told
relaxed = told["rows"][0]
assert (relaxed["order"], relaxed["cpp"]) == ("Relaxed", "allows"), relaxed
assert len(relaxed["cells"]) == len(told["targets"]) == 8, relaxed
assert all(cell["reached"] and [0, 0] in cell["outcomes"] for cell in relaxed["cells"])
assert not any(cell["reached"] for cell in told["rows"][2]["cells"])
PYTHON
expect_status 0 "$lab" litmus --test=Sb --format=markdown
expect_line "$out" '^\| Relaxed'

# Two targets at a time: one pair on x86-64, 15 on AArch64.
expect_status 0 "$lab" litmus --mix --test=Sb
expect_line "$out" '^x86_64-gcc \+ x86_64-clang +4 +0 +safe$'
expect_line "$out" '^aarch64_outline-gcc \+ aarch64_outline-clang +4 +0 +safe$'
(($(grep -c ' safe$' "$out") == 16)) || fail "there are not 16 safe pairs"

refuse() {
  expect_status 2 "$lab" litmus "${@:2}"
  expect_one_line "$err"
  expect_line "$err" "$1"
}
refuse 'test=Mpp: there are Sb, Mp' --test=Mpp
refuse 'order=Consume: there are Relaxed' --order=Consume
refuse 'CoRr is not compiled with the order SeqCst' --test=CoRr --order=SeqCst
refuse 'no target .vax.*x86_64-gcc' --target=vax
refuse 'takes no --target' --mix --target=x86_64-gcc
finish
