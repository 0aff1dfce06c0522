#!/bin/sh
# run.sh PROGRAM ARGUMENTS…: a program as a test.
exec "$@"
