#!/bin/bash
# Runs headless Chromium or chromedriver as download.sh unpacked it, by the name
# under which this script is called.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/root"
name="$(basename "${BASH_SOURCE[0]}")"
libraries="$root/usr/lib/$(uname -m)-linux-gnu"
export LD_LIBRARY_PATH="$libraries:$libraries/pulseaudio"

export FONTCONFIG_FILE="$root/fonts.conf"

case "$name" in
  chromium) exec "$root/usr/lib/chromium/chromium-headless-shell" "$@" ;;
  chromedriver) exec "$root/usr/bin/chromedriver" "$@" ;;
esac
