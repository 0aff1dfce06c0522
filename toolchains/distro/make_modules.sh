#!/bin/sh
# Makes the toolbox's offline replacements for the modules of MODULE.bazel, from
# what the distribution packages: run inside the toolbox while it is made.
#
#   make_modules.sh OVERLAYS MODULES
#
# OVERLAYS is this folder; MODULES is filled with one folder per module, for
# offline.bazelrc to point at. Needs deb-src lines in the apt configuration.
set -eu

overlays=$1
modules=$2

# Source packages' upstream trees, as their authors published them.
unpack_sources() { # PACKAGE=MODULE…
  # shellcheck disable=SC2046
  (cd "$scratch" && apt-get source -qq -o APT::Sandbox::User=root --download-only \
    $(printf '%s\n' "$@" | cut -d= -f1))
  for pair; do
    mkdir -p "$modules/${pair#*=}"
    tar -xf "$scratch/${pair%=*}"_*.orig.tar.gz -C "$modules/${pair#*=}" --strip-components=1
  done
}

# A module that some dependency names but that nothing here builds.
make_stub() { # MODULE
  mkdir -p "$modules/$1"
  echo "module(name = \"$1\")" >"$modules/$1/MODULE.bazel"
  : >"$modules/$1/BUILD.bazel"
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$modules"

unpack_sources abseil=abseil-cpp googletest=googletest benchmark=google_benchmark

# Libraries that the distribution builds: a BUILD file around the installed one;
# and rules that the distribution's Bazel has built in.
for library in capstone cli11 elfutils nlohmann_json rules_shell; do
  cp -r "$overlays/$library" "$modules/$library"
done

# The packaged rules_cc lacks one setting that Abseil's BUILD files select on.
cp -r /usr/share/bazel/rules/cc "$modules/rules_cc"
cat >>"$modules/rules_cc/cc/compiler/BUILD" <<'END'

config_setting(
    name = "emscripten",
    flag_values = {"@rules_cc//cc/private/toolchain:compiler": "emscripten"},
)
END

for stub in apple_support buildozer libpfm protobuf re2 rules_foreign_cc zlib; do
  make_stub "$stub"
done
