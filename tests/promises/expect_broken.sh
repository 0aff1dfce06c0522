#!/bin/bash
# Demands that a promise is broken, and that it is the right one.
#   expect_broken.sh --target=T [--as=T2] [--with=TOOL] FLAG… --expect=TEXT… FILE
# The file was built for T and is held against what is promised of T2, by
# asmcheck or by another tool; further flags are for it.
set -u
tool=tools/asmcheck/asmcheck
target=""
arguments=()
expected=()
for word; do
  case "$word" in
    --target=*) target="$word" ;;
    --as=*) target="--target=${word#--as=}" ;;
    --with=*) tool="${word#--with=}" ;;
    --expect=*) expected+=("${word#--expect=}") ;;
    *) arguments+=("$word") ;;
  esac
done
output="$("$tool" "$target" "${arguments[@]}" 2>&1)"
status=$?
echo "$output"
failed=0
if ((status == 0)); then
  echo "FAILED: $tool ended with 0" >&2
  failed=1
fi
for text in "${expected[@]}"; do
  if ! grep -qF -- "$text" <<<"$output"; then
    echo "FAILED: it does not say: $text" >&2
    failed=1
  fi
done
exit "$failed"
