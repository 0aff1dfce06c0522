#!/bin/sh
# Makes the objects of this folder with g++ 16.2.0 and clang++ 21.1.8.
set -eu
cd "$(dirname "$0")"
flags="-std=c++17 -O2 -fdebug-prefix-map=$PWD=/src"
object="$flags -c inlined.cc -o"
for version in 4 5; do
  debug="-g -gdwarf-$version"
  cross="-march=armv8.1-a $debug"
  g++ $debug $object x86_64-gcc-$version.o
  clang++ $debug $object x86_64-clang-$version.o
  aarch64-linux-gnu-g++ $cross $object aarch64-gcc-$version.o
  clang++ --target=aarch64-linux-gnu $cross $object aarch64-clang-$version.o
done
g++ -g -gz=zlib $object x86_64-gcc-zlib.o
clang++ -g -gz=zstd $object x86_64-clang-zstd.o
link='-fPIC -shared -nostdlib -Wl,-z,max-page-size=4096 inlined.cc -o'
g++ -g $flags $link x86_64-gcc.so
clang++ -g $flags $link x86_64-clang.so
g++ -g -gsplit-dwarf $object x86_64-split-gcc.o
clang++ -g -gsplit-dwarf $object x86_64-split-clang.o
rm -f *.dwo
