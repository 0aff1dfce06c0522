#!/bin/bash
# run_on CPU FILE ARGUMENTS…: runs a program of AArch64 or x86-64 on a processor
# that QEMU plays, one of those that `qemu-aarch64 -cpu help` lists.
set -u
cd "${BUILD_WORKING_DIRECTORY:-.}" || exit 2
if (($# < 2)); then
  echo "run_on: CPU FILE ARGUMENTS…" >&2
  exit 2
fi

# e_machine, in the file's header.
case "$(od -An -tx1 -j18 -N2 -- "$2" | tr -d ' ')" in
  b700) architecture=aarch64 ;;
  3e00) architecture=x86_64 ;;
  *)
    echo "run_on: $2: no program of AArch64 or x86-64" >&2
    exit 2
    ;;
esac

ulimit -c 0
out="$("qemu-$architecture" -L "/usr/$architecture-linux-gnu" -cpu "$1" "${@:2}" 2>&1)"
status=$?
if ((status > 128)); then
  # What QEMU says of it is said below.
  echo "ended by signal $((status - 128)), SIG$(kill -l "$status")"
else
  printf '%s\n' "$out"
fi
exit "$status"
