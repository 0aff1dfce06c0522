#!/bin/sh
# Makes the objects of this folder with g++ 16.2.0 and clang++ 21.1.8.
set -eu
cd "$(dirname "$0")/.."
flags="-std=c++17 -O2 -g -fdebug-prefix-map=$PWD=/src"
object="$flags -c fixture.cc -o"
g++ -gsplit-dwarf $object debug/split-gcc.o
g++ -gdwarf-4 -gsplit-dwarf $object debug/split-dwarf4-gcc.o
clang++ -gsplit-dwarf $object debug/split-clang.o
clang++ -gsplit-dwarf=single $object debug/split-single-clang.o
aarch64-linux-gnu-g++ -gsplit-dwarf $object debug/split-aarch64-gcc.o
g++ -flto -ffat-lto-objects $object debug/fat-lto-gcc.o
clang++ -flto -ffat-lto-objects $object debug/fat-lto-clang.o
g++ -gsplit-dwarf $flags -fPIC -shared -nostdlib \
  -Wl,-z,max-page-size=4096 fixture.cc -o debug/split-gcc.so
rm -f debug/*.dwo
