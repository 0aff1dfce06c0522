"""Which level of the table a build is for."""

load("//toolchains:platforms.bzl", "platform_constraints")
load("//toolchains:targets.bzl", "LEVELS", "LISTED_LEVELS")

LevelInfo = provider(
    doc = "The level that the platform of this configuration selects.",
    fields = {"name": "as in toolchains/targets.bzl; empty if none fits"},
)

def _level_impl(ctx):
    return [LevelInfo(name = ctx.attr.level)]

_level = rule(
    implementation = _level_impl,
    attrs = {"level": attr.string()},
)

def declare_level(name):
    """Declares a target that provides the level it is configured for.

    Args:
      name: its name.
    """
    for level in LEVELS + LISTED_LEVELS:
        native.config_setting(
            name = "for_" + level.name,
            constraint_values = platform_constraints(level),
        )
    cases = {":for_" + level.name: level.name for level in LEVELS + LISTED_LEVELS}
    cases["//conditions:default"] = ""
    _level(
        name = name,
        level = select(cases),
        visibility = ["//visibility:public"],
    )
