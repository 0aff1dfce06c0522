#!/bin/bash
# A saved results.json as a report: every form of it, and files that are none.
# The results are made up, and a parser of XML that is not ours reads the XML.
set -u
lab="$1"
source tests/lab/assertions.sh
file="$TEST_TMPDIR/results.json"

# make PYTHON: writes $file, changed by the statements.
make() {
  python3 - "$file" "$1" <<'PYTHON'
import json, sys
def row(counter, target, verdict="passed", **more):
    return dict(counter=counter, target=target, verdict=verdict, tests=[],
                outcomes=[], functions=[]) | more
def counter(name):
    return dict(name=name, summary="s", header="h.h", lossless=True,
                progress="wait-free", ordering="relaxed", width_bits=64)
def target(name):
    return dict(name=name, architecture="x86_64", isa="x86-64", compiler="gcc",
                flags=["-O2"], producer="GNU C++20 16",
                runs=[dict(machine="native", exit_code=0)])
results = dict(schema="atomics-lab/results", version=3,
               environment=dict(cpu="A CPU", cpus=2, kernel="Linux 6.1"),
               counters=[counter("sharded"), counter("mcs_lock")],
               targets=[target("x86_64-gcc"), target("x86_64-clang")],
               rows=[row(c, t) for c in ("sharded", "mcs_lock")
                     for t in ("x86_64-gcc", "x86_64-clang")])
exec(sys.argv[2])
json.dump(results, open(sys.argv[1], "w"))
PYTHON
}

# holds PYTHON: the statements, of the parsed XML in $out as `root`, hold.
holds() {
  python3 - "$out" "$1" <<'PYTHON' || fail "of the XML does not hold: $1"
import sys, xml.etree.ElementTree as ElementTree
root = ElementTree.parse(sys.argv[1]).getroot()
exec(sys.argv[2])
PYTHON
}

make ""
expect_status 0 "$lab" report "$file"
expect_line "$out" '^sharded '
expect_no_line "$out" '.{101}'
expect_status 0 "$lab" report "$file" --format=markdown
expect_line "$out" '^\| `?sharded`? \|'
expect_no_line "$out" 'went wrong|<details>'
expect_status 0 "$lab" report "$file" --format=junit
holds 'assert root.tag == "testsuites"
assert [s.get("name") for s in root] == ["x86_64-gcc", "x86_64-clang"]
assert [c.get("name") for c in root[0].iter("testcase")] == [
    "sharded", "mcs_lock", "(the test program)"]
assert {c.get("classname") for c in root[0].iter("testcase")} == {"x86_64-gcc"}
assert root.get("tests") == "6" and root.get("failures") == root.get("errors") == "0"
properties = {p.get("name"): p.get("value") for p in root[0].iter("property")}
assert properties["cpu"] == "A CPU" and properties["cpus"] == "2"
assert properties["producer"] == "GNU C++20 16" and properties["flags"] == "-O2"'

# What is wrong is a failure with its reason, and the exit code says so.
make 'results["rows"][0] |= dict(verdict="failed", tests=[dict(
    name="LosesNothing", machine="native", verdict="failed", message="3 < 4\nof 4")])
results["rows"][3]["verdict"] = "not run"
results["targets"][1]["runs"][0]["exit_code"] = 134'
expect_status 1 "$lab" report "$file"
expect_status 1 "$lab" report "$file" --format=markdown
expect_line "$out" '^## What went wrong$'
expect_status 1 "$lab" report "$file" --format=junit
holds 'assert root.get("failures") == "1" and root.get("errors") == "2"
failure, = root.iter("failure")
assert failure.get("message") == "LosesNothing failed"
assert failure.text == "sharded on x86_64-gcc, native: LosesNothing failed\n3 < 4\nof 4"
assert "SIGABRT" in "".join(e.text for e in root.iter("error"))'

# Names stay names, whatever is in them.
hostile='"/><failure/>]]>&\x00\x0b\x1b[31m\ufffe\ud800\u202e<!--'
make "name = '$hostile'.encode('utf-8', 'surrogatepass').decode('utf-8', 'replace')
results['counters'][0]['name'] = name
results['environment']['cpu'] = name
for row in results['rows'][:2]: row['counter'] = name
results['rows'][0] |= dict(verdict='failed', tests=[dict(
    name=name, machine=name, verdict='failed', message=name + '\n' + name)])"
for form in text markdown junit; do
  expect_status 1 "$lab" report "$file" --format="$form"
  ! grep -qP '[\x00-\x08\x0b-\x1f]' "$out" || fail "$form has a control character"
done
holds 'assert len(list(root.iter("failure"))) == 1
assert root[0][1].get("name").startswith("\"/><failure/>]]>&")
assert "<!--" in root[0][1].get("name")'

# What is no such file is one line.
refuse() { # REGEX ARGUMENTS…
  local regex="$1" form
  shift
  for form in text junit; do
    expect_status 2 "$lab" report "$@" --format="$form"
    expect_one_line "$err"
    expect_line "$err" "$regex"
    [[ ! -s "$out" ]] || fail "something was printed"
  done
}
refuse 'report takes one FILE'
refuse 'report takes one FILE' "$file" "$file"
refuse 'absent: No such file' "$TEST_TMPDIR/absent"
refuse 'Is a directory' "$TEST_TMPDIR"
for version in 2 4; do
  make "results['version'] = $version"
  refuse "/version is of schema version $version; this lab reads version 3" "$file"
done
make 'results["schema"] = "atomics-lab/bench"'
refuse '/schema must be "atomics-lab/results"' "$file"
make ""
truncate --size=500 "$file"
refuse 'is not JSON from byte ' "$file"
truncate --size=300M "$file"
refuse 'results.json' "$file"
expect_status 2 "$lab" report "$file" --format=json
expect_line "$err" 'it takes text or markdown or junit'
expect_status 2 "$lab" list counters --format=junit

finish
