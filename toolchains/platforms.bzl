"""Platforms and their constraints, made from the table of targets."""

load("//toolchains:targets.bzl", "LEVELS", "LISTED_LEVELS")

def _constraint(level):
    """The constraint value that tells this level from its architecture's others."""
    return "compiler_default" if level.default else level.name + "_level"

def platform_constraints(level):
    """What a platform of this level satisfies, and a toolchain for it demands."""
    return [
        "@platforms//os:linux",
        "@platforms//cpu:" + level.architecture,
        "//toolchains:" + _constraint(level),
    ]

def declare_platforms():
    """Declares //toolchains:<level> for every row, and the level constraint.

    The constraint's default is the compiler's default level, so that a host
    platform, which knows nothing of levels, selects the row that matches it.
    """
    native.constraint_setting(
        name = "level",
        default_constraint_value = ":compiler_default",
    )
    for constraint in sorted({_constraint(level): None for level in LEVELS + LISTED_LEVELS}.keys()):
        native.constraint_value(
            name = constraint,
            constraint_setting = ":level",
            visibility = ["//visibility:public"],
        )
    for level in LEVELS + LISTED_LEVELS:
        native.platform(
            name = level.name,
            constraint_values = platform_constraints(level),
            visibility = ["//visibility:public"],
        )
