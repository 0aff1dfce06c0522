#!/bin/sh
# Makes the fixtures of this folder from fixture.cc: stripped libraries, and
# beside them what was taken out of them. To be run in ../.
set -eu
flags="-std=c++17 -g -gz -fPIC -fdebug-prefix-map=$(pwd)=/src fixture.cc -shared"
flags="$flags -nostdlib -Wl,-z,max-page-size=4096,--build-id=sha1"

# split PREFIX NAME: NAME loses its debug information to NAME.debug.
split() {
  "$1"objcopy --only-keep-debug "$2" "$2.debug"
  "$1"objcopy --strip-all --add-gnu-debuglink="$2.debug" "$2"
}

g++ -O2 $flags -o separate/x86_64.so
g++ -O1 $flags -o separate/x86_64-other.so
aarch64-linux-gnu-g++ -O2 $flags -o separate/aarch64.so -lgcc
g++ -O2 $flags -Wl,--build-id=none -o separate/x86_64-no_id.so

cd separate
split '' x86_64.so
split '' x86_64-other.so
split '' x86_64-no_id.so
split aarch64-linux-gnu- aarch64.so
rm x86_64-other.so
