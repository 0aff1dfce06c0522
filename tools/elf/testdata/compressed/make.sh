#!/bin/sh
# Makes the fixtures of this folder from fixture.cc: every compression of
# debug sections, every way to it, and every kind of file. To be run in ../.
set -eu
flags="-std=c++17 -O2 -g -fPIC -fdebug-prefix-map=$(pwd)=/src fixture.cc"
shared='-shared -nostdlib -Wl,-z,max-page-size=4096'
linked='-nostdlib -static -Wl,-z,max-page-size=4096,-e,overloaded'
linked="$linked,--unresolved-symbols=ignore-all"

# The compiler's way: make COMPILER ARCHITECTURE COMPRESSION
make() {
  $1 $flags -gz="$3" -c -o "compressed/$2-$3.o"
  $1 $flags -gz="$3" $shared -o "compressed/$2-$3.so" $4
  $1 $flags -gz="$3" $linked -o "compressed/$2-$3.exe" $4
}
for compression in none zlib zstd; do
  make g++ x86_64 "$compression" ''
  make aarch64-linux-gnu-g++ aarch64 "$compression" -lgcc
done

cd compressed

# objcopy's way, from those that are not compressed.
for kind in o so exe; do
  for compression in zlib zlib-gnu zlib-gabi zstd; do
    objcopy --compress-debug-sections="$compression" "x86_64-none.$kind" \
        "x86_64-objcopy-$compression.$kind"
  done
  aarch64-linux-gnu-objcopy --compress-debug-sections=zlib-gnu \
      "aarch64-none.$kind" "aarch64-objcopy-zlib-gnu.$kind"
done
