#!/bin/bash
# The audit counts what binutils' disassembler shows in real libraries.
#
# A helper's body is printed apart, but it is in the library, so its atomics
# count here.
set -u
lab="$1"
source tests/lab/assertions.sh
listing="$TEST_TMPDIR/listing"

# counted KIND REGEX: how many findings of KIND have a form with REGEX.
counted() {
  grep -oE '"kind": "[^"]*"|"form": "[^"]*"' "$out" | paste - - |
    grep -F "\"kind\": \"$1\"" | cut -f2 | cut -d'"' -f4 | grep -cE "$2"
}

# shown REGEX: how many instructions of the listing match.
shown() { cut -f2- "$listing" | grep -cE "$1"; }

# agree WHAT OURS THEIRS
agree() {
  echo "$library: $1: $2"
  (($2 == $3)) || fail "$library: $1: the audit finds $2, objdump shows $3"
}

x86_64() {
  library="$1"
  objdump -d --no-show-raw-insn -M intel "$library" >"$listing"
  expect_status 0 "$lab" audit "$library" --format=json
  local idioms exchanges
  idioms="$(shown '^lock (or|add) .*PTR \[[er]sp[^],]*\],0x0')"
  exchanges="$(shown '^xchg +[^,]* PTR |^xchg .*, *[A-Z]+ PTR ')"
  agree 'full fences' "$(counted fences .)" $((idioms + $(shown '^mfence')))
  agree 'locked' "$(counted locked .)" \
    $(($(shown '(^| )lock [a-z]') + exchanges - idioms))
}

# Calls of the functions that begin by testing a byte through register 16.
helper_calls() {
  awk -F'\t' '
    { split($1, at, ":"); gsub(/ /, "", at[1]); op = $2 }
    NR == FNR {
      if (op == "adrp" && $3 ~ /^x16,/) start = before == "bti" ? last : at[1]
      else if (op == "ldrb" && $3 ~ /^w16, \[x16/ && before == "adrp") tested = start
      else if (op == "cbz" && $3 ~ /^w16,/ && before == "ldrb" && tested) helper[tested] = 1
      if (op != "ldrb") tested = ""
      before = op; last = at[1]
      next
    }
    op == "bl" || op == "b" { split($3, to, " "); if (to[1] in helper) ++calls }
    END { print calls + 0 }' "$listing" "$listing"
}

aarch64() {
  library="$1"
  aarch64-linux-gnu-objdump -d --no-show-raw-insn "$library" >"$listing"
  expect_status 0 "$lab" audit "$library" --format=json
  agree 'load-exclusives' "$(counted llsc 'lda?x[rp]')" "$(shown '^lda?x[rp]')"
  agree 'store-exclusives' "$(counted llsc 'stl?x[rp]')" "$(shown '^stl?x[rp]')"
  agree 'single-instruction atomics' "$(counted lse .)" \
    "$(shown '^(cas|swp|(ld|st)(add|set|clr|eor|[su]max|[su]min))')"
  agree 'full fences' "$(counted fences .)" \
    "$(shown '^d[ms]b[[:space:]]+(ish|sy|nsh|osh)$')"
  agree 'acquire and release' "$(counted acquire_release .)" \
    "$(shown '^(ldl?ar|ldapu?r|stll?r|stlur)|^d[ms]b[[:space:]]+[a-z]*(ld|st)$')"
  agree 'calls of helpers' "$(counted outlined .)" "$(helper_calls)"
}

x86_64 /usr/lib/x86_64-linux-gnu/libc.so.6
x86_64 /usr/lib/x86_64-linux-gnu/libstdc++.so.6
aarch64 /usr/aarch64-linux-gnu/lib/libc.so.6
aarch64 /usr/aarch64-linux-gnu/lib/libstdc++.so.6
finish
