#!/bin/sh
# write_page.sh MADE PAGE: puts a made page into the workspace, whole or not at
# all.
set -eu
cp "$1" "$BUILD_WORKSPACE_DIRECTORY/$2.new"
chmod 644 "$BUILD_WORKSPACE_DIRECTORY/$2.new"
mv "$BUILD_WORKSPACE_DIRECTORY/$2.new" "$BUILD_WORKSPACE_DIRECTORY/$2"
echo "wrote $2"
