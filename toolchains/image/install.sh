#!/bin/sh
# Turns a bare Debian into the toolbox, from inside it: both the container
# image and the debootstrap tree run exactly this.
#
#   install.sh TOOLCHAINS    TOOLCHAINS is this project's folder of that name
#
# Leaves /opt/atomics-lab/toolbox, which identifies the toolbox by the versions
# of all that is installed; its presence says that the toolbox is whole.
set -eu

toolchains=$1
export DEBIAN_FRONTEND=noninteractive

packages() { sed 's/#.*//' "$toolchains/image/packages.txt"; }

# apt's own percentage, as plain lines on stderr: "packages 40 %".
show_progress() {
  awk -F: -v step=5 '
    $1 == "dlstatus" || $1 == "pmstatus" {
      name = $1 == "dlstatus" ? "downloading packages" : "installing packages"
      percent = int($3 / step) * step
      line = name " " percent " %"
      if (line != last) { print line; fflush(); last = line }
    }' >&2
}

dpkg --add-architecture amd64
dpkg --add-architecture arm64
# Sources too: Abseil, GoogleTest and Benchmark are built for each target.
for list in /etc/apt/sources.list.d/*.sources; do
  [ ! -f "$list" ] || sed -i 's/^Types: deb$/Types: deb deb-src/' "$list"
done

# Bazel's package wants a whole JDK, a third of all that would be downloaded.
# Nothing here compiles Java, and Bazel's server runs on the JRE.
stand_in_for_jdk() {
  folder=$(mktemp -d)
  mkdir "$folder/DEBIAN"
  cat >"$folder/DEBIAN/control" <<END
Package: atomics-lab-no-jdk
Version: 1
Architecture: all
Maintainer: Atomics Lab
Depends: default-jre-headless
Provides: default-jdk-headless
Description: stands in for a JDK that is never run
END
  dpkg-deb --build "$folder" "$folder.deb" >/dev/null
  echo "$folder.deb"
  rm -r "$folder"
}

echo "reading package lists" >&2
apt-get update -qq
jdk=$(stand_in_for_jdk)
# shellcheck disable=SC2046
apt-get install -y -qq --no-install-recommends \
  -o Dpkg::Options::=--force-unsafe-io -o APT::Status-Fd=3 \
  "$jdk" $(packages) 3>&1 >/dev/null | show_progress
# The pipe hides apt's status; what matters is that every package is there.
# shellcheck disable=SC2046
apt-get install -y -qq --no-install-recommends --no-download "$jdk" $(packages) >/dev/null
rm "$jdk"

# Bazel warns of this setting at each call and does nothing with it.
sed -i '/^build --host_javabase=/d' /etc/bazel/bazelrc
# It would look for a JRE beside a Java compiler.
echo "startup --server_javabase=/usr/lib/jvm/default-java" >>/etc/bazel/bazelrc

echo "unpacking library sources" >&2
"$toolchains/distro/make_modules.sh" "$toolchains/distro" /opt/atomics-lab/modules
apt-get clean
# shellcheck disable=SC2016
dpkg-query -W -f '${Package}:${Architecture} ${Version}\n' |
  sha256sum | cut -c1-16 >/opt/atomics-lab/toolbox
