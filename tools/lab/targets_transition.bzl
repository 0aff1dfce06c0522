"""Builds something once for every target of the table."""

load("//toolchains:targets.bzl", "LISTED_TARGETS", "TARGETS")

def _settings_of(targets):
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
        for target in targets
    }

_OUTPUTS = [
    "//command_line_option:compilation_mode",
    "//command_line_option:copt",
    "//command_line_option:linkopt",
    "//command_line_option:platforms",
    "//toolchains:compiler",
]

def _every_target_impl(_settings, _attr):
    return _settings_of(TARGETS)

every_target = transition(
    implementation = _every_target_impl,
    inputs = [],
    outputs = _OUTPUTS,
)

def _every_listed_target_impl(_settings, _attr):
    return _settings_of(LISTED_TARGETS)

every_listed_target = transition(
    implementation = _every_listed_target_impl,
    inputs = [],
    outputs = _OUTPUTS,
)
