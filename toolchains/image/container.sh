#!/bin/bash
# The toolbox as a container of podman or docker. Called by bazelw:
#
#   container.sh why-not                              why this way is closed
#   container.sh location RECIPE CACHE                which image it is
#   container.sh run RECIPE CACHE WORKSPACE ARGS…     bazelw ARGS… inside it
#   container.sh clean WORKSPACE                      removes what it made
#
# One container per workspace stays up between calls, because Bazel's server
# lives in it; the image and the containers carry the label atomics-lab.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"

# The first engine that answers, not merely the first client on the PATH.
engine() {
  local program
  for program in podman docker; do
    type -P "$program" >/dev/null && "$program" info >/dev/null 2>&1 &&
      echo "$program" && return
  done
  return 1
}

why_not() {
  engine >/dev/null && return
  local found
  found="$(type -P podman docker | xargs -r -n1 basename | paste -sd' ' || true)"
  if [[ -n "$found" ]]; then
    echo "$found is installed, but no engine answers"
  else
    echo "neither podman nor docker is installed"
  fi
}

location() { echo " (image atomics-lab-toolbox:$1)"; }

container_name() {
  echo "atomics-lab-$(echo "$1" | sha256sum | cut -c1-12)"
}

# The caller owns what the container writes.
user_options() {
  case "$1" in
    podman) echo "--userns=keep-id" ;;
    docker) echo "--user=$(id -u):$(id -g)" ;;
  esac
}

start() {
  local engine="$1" tag="$2" cache="$3" workspace="$4" name="$5"
  "$engine" image inspect "$tag" >/dev/null 2>&1 ||
    "$engine" build --label atomics-lab -t "$tag" -f "$here/Dockerfile" "$here/.." >&2
  [[ "$("$engine" inspect -f '{{.State.Running}} {{.Config.Image}}' "$name" 2>/dev/null)" \
    != "true "*"$tag" ]] || return 0
  "$engine" rm -f "$name" >/dev/null 2>&1 || true
  mkdir -p "$cache"
  "$engine" run --detach --init --label atomics-lab --name "$name" \
    "$(user_options "$engine")" -e HOME="$HOME" -e ATOMICS_LAB_CACHE="$cache" \
    -v "$workspace:$workspace" -v "$cache:$cache" -v /tmp:/tmp \
    "$tag" sleep infinity >/dev/null
}

run() {
  local recipe="$1" cache="$2" workspace="$3" engine name terminal=()
  shift 3
  engine="$(engine)"
  name="$(container_name "$workspace")"
  start "$engine" "atomics-lab-toolbox:$recipe" "$cache" "$workspace" "$name"
  [[ ! -t 0 || ! -t 1 ]] || terminal=(-t)
  exec "$engine" exec -i "${terminal[@]}" -w "$PWD" "$name" "$workspace/bazelw" "$@"
}

clean() {
  local engine name
  engine="$(engine)" || return 0
  name="$(container_name "$1")"
  "$engine" rm -f "$name" >/dev/null 2>&1 || true
  "$engine" images -q --filter label=atomics-lab | sort -u | xargs -r "$engine" rmi >/dev/null
}

command="$1"
shift
case "$command" in
  why-not) why_not ;;
  location | run | clean) "$command" "$@" ;;
esac
