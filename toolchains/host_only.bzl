"""Where what builds for every target by itself may be built."""

load("@platforms//host:constraints.bzl", "HOST_CONSTRAINTS")

# It runs where Bazel runs, and nowhere else.
HOST_ONLY = HOST_CONSTRAINTS + ["//toolchains:compiler_default"]
