#!/bin/bash
# Measures what ratios.txt speaks of, in under two minutes, and fails if one of
# its limits is missed beyond noise.
#
#   regression.sh LAB [OPTIONS of `lab bench`…]
set -eu
lab="$PWD/$1"
shift
exec "$lab" bench --expect="$PWD/tools/bench/ratios.txt" "$@"
