#!/bin/bash
# Writes docs/atlas.md into the workspace.
set -eu
if [[ -z "${BUILD_WORKSPACE_DIRECTORY:-}" ]]; then
  echo "update_atlas: it takes ./bazelw run //docs:update_atlas" >&2
  exit 2
fi
page="$BUILD_WORKSPACE_DIRECTORY/docs/atlas.md"
install -m 644 "$1" "$page.new"
mv "$page.new" "$page"
echo "written: docs/atlas.md" >&2
