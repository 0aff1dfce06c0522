"""Builds something once for every target of the table."""

load("//toolchains:targets.bzl", "TARGETS")

def _impl(_settings, _attr):
    return {
        target.name: {
            "//command_line_option:platforms": "//toolchains:" + target.level.name,
            "//toolchains:compiler": target.compiler.name,
            # The table shows what ships, whatever the caller's own build is:
            # optimised, and without a sanitizer's instrumentation.
            "//command_line_option:compilation_mode": "opt",
            "//command_line_option:copt": [],
            "//command_line_option:linkopt": [],
        }
        for target in TARGETS
    }

every_target = transition(
    implementation = _impl,
    inputs = [],
    outputs = [
        "//command_line_option:compilation_mode",
        "//command_line_option:copt",
        "//command_line_option:linkopt",
        "//command_line_option:platforms",
        "//toolchains:compiler",
    ],
)
