#!/bin/bash
# Runs headless Chromium or chromedriver as download.sh unpacked it, by the name
# under which this script is called.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/root"
name="$(basename "${BASH_SOURCE[0]}")"
libraries="$root/usr/lib/$(uname -m)-linux-gnu"
export LD_LIBRARY_PATH="$libraries:$libraries/pulseaudio"

# No fonts but those beside it: pages look the same wherever they are shown.
settings="$(mktemp -d "${TEST_TMPDIR:-${TMPDIR:-/tmp}}/fonts.XXXXXX")"
export FONTCONFIG_FILE="$settings/fonts.conf"
cat >"$FONTCONFIG_FILE" <<XML
<?xml version="1.0"?>
<fontconfig>
<dir>$root/usr/share/fonts</dir>
<cachedir>$settings/cache</cachedir>
<alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
<alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
<alias><family>system-ui</family><prefer><family>DejaVu Sans</family></prefer></alias>
</fontconfig>
XML

case "$name" in
  chromium) exec "$root/usr/lib/chromium/chromium-headless-shell" "$@" ;;
  chromedriver) exec "$root/usr/bin/chromedriver" "$@" ;;
esac
