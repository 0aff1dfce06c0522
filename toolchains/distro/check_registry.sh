#!/bin/bash
# Checks MODULE.bazel against the public registry's own metadata, without a
# network: every module resolves, and no version that was chosen is yanked.
#
#   toolchains/distro/check_registry.sh REGISTRY
#
# REGISTRY is a clone of github.com/bazelbuild/bazel-central-registry. Runs
# inside the toolbox or with any Bazel 7.7 or newer. `bazel mod graph` itself
# would go on to fetch the modules' sources; the resolution before it, which
# this asks for, is the same and reads metadata only.
set -euo pipefail

registry="$(cd "${1:?give a clone of the registry}" && pwd)"
workspace="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
scratch="$(mktemp -d)"

cp "$workspace"/{MODULE.bazel,.bazelversion} "$scratch/"
startup=(--noworkspace_rc --output_user_root="$scratch/output")
# The distribution's Bazel needs its own start-up options, and none of its
# module overrides.
[[ ! -d /usr/share/bazel/embedded_tools ]] ||
  startup+=(--nosystem_rc --install_base=/usr/share/bazel --trust_install_base)

finish() {
  bazel "${startup[@]}" shutdown
  rm -rf "$scratch"
}
trap finish EXIT

cd "$scratch"
# Fails if a version does not exist, if two conflict, or if one is yanked.
bazel "${startup[@]}" mod dump_repo_mapping "" \
  --registry="file://$registry" --lockfile_mode=off >/dev/null
echo "every module of MODULE.bazel resolves, and none is yanked"
