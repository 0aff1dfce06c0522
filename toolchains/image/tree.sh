#!/bin/bash
# The toolbox as a Debian tree in the user's cache folder: made by debootstrap,
# entered as the root of a mount namespace. Called by bazelw:
#
#   tree.sh why-not                                   why this way is closed
#   tree.sh location RECIPE CACHE                     where the tree is
#   tree.sh run RECIPE CACHE WORKSPACE ARGS…          bazelw ARGS… inside it
#
# A tree is made beside its final name and renamed into place when it is whole,
# so one that was interrupted is never used; the next call removes it. Nothing
# is ever mounted inside a tree except in a private mount namespace, which goes
# when its last process does.
set -euo pipefail

suites=(forky sid)
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"

say() { echo "toolbox: $*" >&2; }

why_not() {
  local id=unknown
  # shellcheck disable=SC1091
  [[ ! -r /etc/os-release ]] || id="$(. /etc/os-release && echo "${ID_LIKE-} $ID")"
  [[ "$id" == *debian* ]] || { echo "not Debian or Ubuntu" && return; }
  [[ "$(uname -m)" == x86_64 ]] || { echo "not x86-64" && return; }
  [[ "$(id -u)" == 0 ]] || { echo "needs root" && return; }
  unshare --mount true 2>/dev/null || echo "mount namespaces are not permitted here"
}

location() {
  local tree="$2/toolbox/$1"
  [[ -d "$tree" ]] && echo " ($tree)" || echo " (to be made in $tree)"
}

# The first mirror of apt's own settings that carries SUITE.
mirror_with() {
  local suite="$1" mirror probe
  probe="$(mktemp)"
  for mirror in ${ATOMICS_LAB_MIRROR-} \
    $(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | sort -u); do
    if /usr/lib/apt/apt-helper download-file \
      "${mirror%/}/dists/$suite/InRelease" "$probe" >/dev/null 2>&1; then
      rm -f "$probe"
      echo "${mirror%/}"
      return
    fi
  done
  rm -f "$probe"
  return 1
}

need_debootstrap() {
  type -P debootstrap >/dev/null && return
  say "installing debootstrap"
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends debootstrap debian-archive-keyring
}

# Gives the tree this machine's way to its mirror: proxies, credentials and
# whatever else apt needs to know here.
copy_network_settings() {
  local tree="$1" mirror="$2" suite="$3" file
  for file in resolv.conf hosts apt/apt.conf apt/apt.conf.d apt/auth.conf apt/auth.conf.d; do
    [[ ! -e "/etc/$file" ]] || cp -rL "/etc/$file" "$tree/etc/$(dirname "$file")/"
  done
  printf '%s %s '"$suite"' main\n' deb "$mirror" deb-src "$mirror" >"$tree/etc/apt/sources.list"
}

# Fills the empty folder TREE. Runs in namespaces of its own.
fill() {
  local tree="$1" suite="$2" mirror="$3"
  say "base system: Debian $suite"
  # Older debootstraps have no script for newer suites; all are sid's.
  debootstrap --variant=minbase "$suite" "$tree" "$mirror" \
    /usr/share/debootstrap/scripts/sid | show_base_system
  copy_network_settings "$tree" "$mirror" "$suite"
  mount --rbind /dev "$tree/dev"
  mount -t proc proc "$tree/proc"
  mkdir "$tree/toolchains"
  mount --bind "$here/.." "$tree/toolchains"
  chroot "$tree" /bin/sh /toolchains/image/install.sh /toolchains
}

# debootstrap's own lines, and every twentieth of them as progress.
show_base_system() {
  awk -v step=20 '
    { print; fflush() }
    $2 == "Retrieving" && ++got % step == 0 { tell("downloading base system", got) }
    $2 == "Configuring" && ++set % step == 0 { tell("installing base system", set) }
    function tell(what, count) {
      print what ", " count " packages" >"/dev/stderr"
      fflush("/dev/stderr")
    }'
}

# fill, with its output in a log and its progress on stderr. In the background,
# so that an interrupt is answered at once; and in a process namespace, so that
# nothing outlives it.
fill_logged() {
  local tree="$1" suite="$2" mirror="$3" log="$4" progress
  exec {progress}> >(tee -a "$log" | grep --line-buffered -E \
    '^(toolbox: |reading |downloading |installing |unpacking )' >&2)
  unshare --mount --pid --fork --kill-child --propagation private \
    "$here/tree.sh" fill "$tree" "$suite" "$mirror" \
    </dev/null >>"$log" 2>&"$progress" {progress}>&- &
  filling=$!
  exec {progress}>&-
  if ! wait "$filling" || [[ ! -f "$tree/opt/atomics-lab/toolbox" ]]; then
    say "failed; the end of $log:"
    tail -n 20 "$log" >&2
    return 1
  fi
}

# The first process of the namespace takes all others with it, and unshare ends
# when they are gone: nothing writes to the tree any more when it is removed.
stop_filling() { # STATUS FOLDER
  local first=""
  trap '' INT TERM
  [[ -z "$filling" ]] || read -r first <"/proc/$filling/task/$filling/children" || true
  [[ -z "$first" ]] || kill -KILL "$first"
  [[ -z "$filling" ]] || wait "$filling" || true
  remove_partial "$2"
  say "interrupted; nothing is left of the toolbox"
  exit "$1"
}

remove_partial() {
  local partial
  for partial in "$1"/*.partial; do
    [[ -d "$partial" ]] || continue
    ! grep -qF " $partial/" /proc/self/mountinfo ||
      { say "something is mounted below $partial; unmount it first" && exit 2; }
    rm -rf --one-file-system "$partial"
  done
}

# Sets `suite` and `mirror`: the first suite that a mirror carries. Only a
# mirror's lack of a suite leads to the next one; a failure later does not.
choose_suite() {
  for suite in "${suites[@]}"; do
    ! mirror="$(mirror_with "$suite")" || return 0
  done
  say "no mirror of apt's settings carries $(sed 's/ / or /g' <<<"${suites[*]}"); set ATOMICS_LAB_MIRROR to one that does"
  return 1
}

# Makes CACHE/toolbox/RECIPE, once, however many ask at the same time.
make_tree() {
  local recipe="$1" folder="$2/toolbox" suite mirror
  local tree="$folder/$recipe"
  filling=""
  mkdir -p "$folder"
  exec 9>"$folder/lock"
  flock --nonblock 9 || { say "another run is making the toolbox; waiting" && flock 9; }
  # The lock is released in both cases, so that the Bazel server does not
  # inherit it.
  [[ ! -d "$tree" ]] || { exec 9>&- && return; }
  trap 'stop_filling 130 "$folder"' INT
  trap 'stop_filling 143 "$folder"' TERM
  say "making $tree (once; about 4 GB and a few minutes)"
  need_debootstrap
  choose_suite || exit 2
  remove_partial "$folder"
  mkdir "$tree.partial"
  if ! fill_logged "$tree.partial" "$suite" "$mirror" "$folder/make.log"; then
    remove_partial "$folder"
    exit 2
  fi
  rmdir "$tree.partial/toolchains"
  mv "$tree.partial" "$tree"
  trap - INT TERM
  say "ready after $SECONDS s"
  exec 9>&-
}

# Shows FOLDER inside the tree under the same name.
share() {
  local tree="$1" folder="$2"
  [[ -d "$folder" && ! -L "$folder" ]] || return 0
  mkdir -p "$tree$folder"
  mount --rbind "$folder" "$tree$folder"
}

# Makes TREE the root of this mount namespace and runs COMMAND in FOLDER. Not
# with chroot: Bazel's client asks the kernel where its server stands, and the
# answer across namespaces counts from the namespace's root.
become_root() {
  local tree="$1" folder="$2"
  shift 2
  cd "$tree"
  pivot_root . .
  # The old root now lies over the new one, at the same place.
  umount --lazy .
  cd "$folder"
  exec "$@"
}

# Runs in a mount namespace of its own: everything of this machine that is not
# its operating system appears in the tree at the same place as outside.
enter() {
  local tree="$1" cache="$2" workspace="$3" folder
  shift 3
  mount --bind "$tree" "$tree"
  for folder in /*; do
    case "$folder" in
      /bin | /boot | /etc | /lib* | /lost+found | /opt | /sbin | /usr | /var) ;;
      /dev | /proc | /sys) ;;
      *) share "$tree" "$folder" ;;
    esac
  done
  for folder in "$cache" "$workspace" "$PWD"; do
    [[ -d "$tree$folder" && "$tree$folder" -ef "$folder" ]] || share "$tree" "$folder"
  done
  for folder in /dev /proc /sys; do share "$tree" "$folder"; done
  become_root "$tree" "$PWD" "$workspace/bazelw" "$@"
}

run() {
  local recipe="$1" cache="$2" workspace="$3"
  shift 3
  [[ -d "$cache/toolbox/$recipe" ]] || make_tree "$recipe" "$cache"
  exec unshare --mount --propagation private "$here/tree.sh" enter \
    "$cache/toolbox/$recipe" "$cache" "$workspace" "$@"
}

command="$1"
shift
case "$command" in
  why-not) why_not ;;
  location | fill | enter | run) "$command" "$@" ;;
esac
