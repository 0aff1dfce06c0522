#!/bin/bash
# The wrapper, tried from outside Bazel: which way it takes and says it takes,
# what passes through it, and that a half-made toolbox is never used. Needs a
# machine where the toolbox can be made with debootstrap.
set -u
cd "$(dirname "$0")/../.."

scratch="$(mktemp -d)"
trap 'rm -rf --one-file-system "$scratch"' EXIT
TEST_TMPDIR="$scratch"
source tests/lab/assertions.sh

# Usage and choice.
expect_status 2 env ATOMICS_LAB_TOOLBOX=cloud ./bazelw info
expect_one_line "$err"
expect_line "$err" "cloud.*machine, container or tree"
expect_status 2 env ATOMICS_LAB_TOOLBOX=cloud ./bazelw --where
expect_one_line "$err"
for unusable in /proc/none /etc/passwd/none; do
  expect_status 2 env ATOMICS_LAB_CACHE="$unusable" ./bazelw info
  expect_one_line "$err"
  expect_line "$err" "$unusable cannot be written; set ATOMICS_LAB_CACHE"
done
expect_status 2 env -u HOME -u XDG_CACHE_HOME -u ATOMICS_LAB_CACHE ./bazelw info
expect_one_line "$err"
expect_line "$err" "no HOME; set ATOMICS_LAB_CACHE"
expect_status 0 ./bazelw --help
expect_line "$out" "--where"
expect_line "$out" "--clean"
expect_line "$out" "^ATOMICS_LAB_MIRROR"
expect_status 0 env ATOMICS_LAB_TOOLBOX=tree ./bazelw --where
expect_line "$out" "^taken: the toolbox as a Debian tree"
expect_status 0 ./bazelw --where
expect_line "$out" "^(taken|no): "

# What Bazel says passes through: its output and its exit codes.
expect_status 0 ./bazelw --version
expect_line "$out" "^bazel 7\.7\."
# The server outlives the call that started it.
expect_status 0 ./bazelw info server_pid
cp "$out" "$scratch/server"
expect_status 0 ./bazelw info server_pid
cmp -s "$out" "$scratch/server" || fail "each call starts a Bazel server of its own"
# A server is known by the toolbox it sees: another toolbox gets another server.
expect_status 0 env ATOMICS_LAB_TOOLBOX=tree ./bazelw info server_pid
server="/proc/$(<"$out")"
toolbox="$(<"$server/root/opt/atomics-lab/toolbox")"
tr '\0' '\n' <"$server/cmdline" | grep -qx -- "-Datomics_lab.toolbox=$toolbox" ||
  fail "the server does not say that its toolbox is $toolbox"
expect_status 2 ./bazelw no_such_command
expect_status 7 ./bazelw query //no/such:target

# A container engine, pretended: the image is built, a container is started in
# which folders keep their names, and the command runs in it.
mkdir "$scratch/bin"
cat >"$scratch/bin/podman" <<'END'
#!/bin/bash
echo "$*" >>"$CALLS"
case "$1 ${2-}" in
  "image inspect" | "inspect -f") exit 1 ;;
esac
END
chmod +x "$scratch/bin/podman"
export CALLS="$scratch/calls"
expect_status 0 env PATH="$scratch/bin:$PATH" ATOMICS_LAB_TOOLBOX=container \
  ATOMICS_LAB_CACHE="$scratch/cache" ./bazelw build //:x --jobs=3
expect_line "$CALLS" "^build .*-t atomics-lab-toolbox:[0-9a-f]{16} .*/Dockerfile "
expect_line "$CALLS" "^run --detach .*-v $PWD:$PWD .*-v $scratch/cache:$scratch/cache"
expect_line "$CALLS" "^exec -i -w $PWD atomics-lab-[0-9a-f]+ $PWD/bazelw build //:x --jobs=3$"

# make_until LINE LOG: starts to make a toolbox and stops reading at LINE. The
# whole process group is known by its leader, so that all of it can be ended.
make_until() {
  setsid env --default-signal=INT ATOMICS_LAB_TOOLBOX=tree ATOMICS_LAB_CACHE="$scratch/tree" \
    ./bazelw version >/dev/null 2> >(tee "$2.all" >"$2") &
  leaders+=($!)
  # Ends at the line, or when the process does.
  tail --pid=$! -n +1 -F "$2" 2>/dev/null | grep -qm1 -- "$1" ||
    fail "making a toolbox never said '$1'"
}

# Interrupted, it ends at once with the shells' status for that, tries no other
# suite, and leaves no tree.
for signal in INT:130 TERM:143; do
  leaders=()
  : >"$scratch/interrupted"
  make_until "base system" "$scratch/interrupted"
  kill "-${signal%:*}" "${leaders[0]}"
  wait "${leaders[0]}"
  status=$?
  [[ $status == "${signal#*:}" ]] || fail "${signal%:*} ended it with $status"
  left="$(find "$scratch/tree/toolbox" -mindepth 1 -type d)"
  [[ -z "$left" ]] || fail "${signal%:*} left $left"
  [[ "$(grep -c "base system: Debian" "$scratch/interrupted.all")" == 1 ]] ||
    fail "${signal%:*} led to another suite"
done

# Two runs at once: one makes, one waits. Killed half-way, neither leaves a
# toolbox that could be taken for a whole one.
leaders=()
touch "$scratch/first" "$scratch/second"
make_until "base system" "$scratch/first"
make_until "another run is making the toolbox" "$scratch/second"
for leader in "${leaders[@]}"; do
  kill -KILL -- "-$leader" && tail --pid="$leader" -f /dev/null
done
whole="$(find "$scratch/tree/toolbox" -mindepth 1 -maxdepth 1 -type d ! -name '*.partial')"
[[ -z "$whole" ]] || fail "a killed run left $whole"
expect_status 0 env ATOMICS_LAB_TOOLBOX=tree ATOMICS_LAB_CACHE="$scratch/tree" ./bazelw --where
expect_line "$out" "to be made in"

# --clean removes what was made, and nothing else.
expect_status 0 env ATOMICS_LAB_CACHE="$scratch/tree" ./bazelw --clean
[[ ! -e "$scratch/tree" ]] || fail "--clean left $scratch/tree"

finish
