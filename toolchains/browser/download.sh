#!/bin/bash
# Downloads headless Chromium and chromedriver from the toolbox's own archive and
# unpacks them with what they need that is not installed:
#
#   download.sh FOLDER    an empty folder; afterwards it has their part of usr/,
#                         and what fonts they take
#
# Installs nothing: apt's lists, cache and locks are in a folder of this script's
# own, so several can run at once. What failed stands in a line on stderr, after E:.
set -euo pipefail

folder="$1"
apt_folder="$(mktemp -d)"
trap 'rm -r "$apt_folder"' EXIT
mkdir -p "$apt_folder"/{lists,archives}/partial

# As root apt would download as another user, who cannot write here.
apt=(apt-get -qq
  -o Dir::State::lists="$apt_folder/lists"
  -o Dir::Cache="$apt_folder"
  -o Dir::Cache::archives="$apt_folder/archives"
  -o Debug::NoLocking=true -o APT::Sandbox::User=root
  -o Acquire::Languages=none
  -o Acquire::IndexTargets::deb-src::Sources::DefaultEnabled=false
  -o Acquire::Retries=1 -o Acquire::http::Timeout=30
  -o APT::Update::Error-Mode=any)

"${apt[@]}" update >&2
"${apt[@]}" install -y --no-install-recommends --download-only \
  chromium-headless-shell >&2
# Its dependency is the browser with windows, which is not needed.
(cd "$apt_folder/archives" && "${apt[@]}" download chromium-driver >&2)

for package in "$apt_folder"/archives/*.deb; do
  dpkg-deb --extract "$package" "$apt_folder/all"
done

# What both programs read. Links that lead out of it lead nowhere.
for part in usr/lib usr/share/fonts usr/bin/chromedriver; do
  mkdir -p "$folder/$(dirname "$part")"
  mv "$apt_folder/all/$part" "$folder/$part"
done
find "$folder" -xtype l -delete

# No fonts but these: pages look the same wherever they are shown.
cat >"$folder/fonts.conf" <<XML
<?xml version="1.0"?>
<fontconfig>
<dir prefix="relative">usr/share/fonts</dir>
<cachedir prefix="xdg">fontconfig</cachedir>
<alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
<alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
<alias><family>system-ui</family><prefer><family>DejaVu Sans</family></prefer></alias>
</fontconfig>
XML
