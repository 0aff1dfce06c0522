#!/bin/bash
# Writes pictures of the page into the workspace: screenshots.sh FOLDER
set -euo pipefail
export PYTHONPATH="$PWD" PYTHONDONTWRITEBYTECODE=1
exec python3 -m tests.page.screenshots "$1"
