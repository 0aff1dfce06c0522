#!/bin/bash
# Runs the tests of a Python module: run_tests.sh MODULE. --test_filter chooses
# among them.
set -euo pipefail
# Where there is no browser, this says why.
"$CHROMEDRIVER" --version >/dev/null
export PYTHONPATH="$PWD" PYTHONDONTWRITEBYTECODE=1
exec python3 -m unittest --verbose ${TESTBRIDGE_TEST_ONLY:+-k "$TESTBRIDGE_TEST_ONLY"} "$1"
