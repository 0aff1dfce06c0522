#!/bin/sh
# update.sh PAGE LESSONS ARGUMENTS…: writes PAGE, a path in the workspace, anew,
# with what its commands print now. Nothing is written if they cannot be run.
set -eu
page="$BUILD_WORKSPACE_DIRECTORY/$1"
shift
"$@" --fresh >"$page.new" || { status=$?; rm -f "$page.new"; exit "$status"; }
mv "$page.new" "$page"
echo "wrote $page"
