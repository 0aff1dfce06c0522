#!/bin/bash
# Demands that a promise is broken, and that it is the right one.
#   expect_broken.sh --target=T [--as=T2] --promises=FILE --expect=TEXT… OBJECT
# The object was built for T and is held against what is promised of T2.
set -u
promises=""
target=""
object=""
expected=()
for word; do
  case "$word" in
    --target=*) target="$word" ;;
    --as=*) target="--target=${word#--as=}" ;;
    --promises=*) promises="$word" ;;
    --expect=*) expected+=("${word#--expect=}") ;;
    *) object="$word" ;;
  esac
done
output="$(tools/asmcheck/asmcheck "$target" "$promises" "$object" 2>&1)"
status=$?
echo "$output"
failed=0
if ((status != 1)); then
  echo "FAILED: asmcheck ended with $status; a broken promise is 1" >&2
  failed=1
fi
for text in "${expected[@]}"; do
  if ! grep -qF -- "$text" <<<"$output"; then
    echo "FAILED: it does not say: $text" >&2
    failed=1
  fi
done
exit "$failed"
