"""Builds something for a target of the table, or once for each."""

load("@platforms//host:constraints.bzl", "HOST_CONSTRAINTS")
load("//toolchains:targets.bzl", "LISTED_TARGETS", "TARGETS")

_SETTINGS = [
    "//command_line_option:compilation_mode",
    "//command_line_option:copt",
    "//command_line_option:linkopt",
    "//command_line_option:per_file_copt",
    "//command_line_option:platforms",
    "//toolchains:compiler",
    "//toolchains:shared_support",
]

# .bazelrc's.
_EVERYWHERE = [
    "^(counters|tools|tests)/@-Wall,-Wextra,-Wno-missing-field-initializers,-Werror",
    "googletest@-O0,-g0",
    "abseil-cpp[^/]*/+absl/(debugging|flags|log|time)/@-O0,-g0",
]

# More of what is neither measured nor listed is compiled the quick way where a run
# may build it for several targets. The counters, the probes and what absl::Mutex
# consists of (absl/base, absl/synchronization) keep the toolchain's flags.
_SHARED = "abseil-cpp[^/]*/+absl/(numeric|strings|types)/@-O0,-g0"

def is_built_anyway(target):
    """Whether a build without options is for this target, on this machine."""
    return (
        target.level.default and
        target.compiler.name == "gcc" and
        "@platforms//cpu:" + target.level.architecture in HOST_CONSTRAINTS
    )

def _settings_of(target):
    own = is_built_anyway(target)
    return {
        # The same setting as in a build without options, so that what is built for
        # the lab's own programs and for the tests is not built once more.
        "//command_line_option:platforms": [] if own else "//toolchains:" + target.level.name,
        "//toolchains:compiler": target.compiler.name,
        "//toolchains:shared_support": "" if own else target.level.architecture,
        # What is shown is what ships, whatever the caller's own build is:
        # optimised, and without a sanitizer's instrumentation.
        "//command_line_option:compilation_mode": "opt",
        "//command_line_option:copt": [],
        "//command_line_option:linkopt": [],
        "//command_line_option:per_file_copt": _EVERYWHERE + ([] if own else [_SHARED]),
    }

def _every_target_impl(_settings, _attr):
    return {target.name: _settings_of(target) for target in TARGETS}

def chosen_targets(names):
    """Rows of the table by name, in its order; all of them if none is named."""
    known = [target.name for target in TARGETS]
    for name in names:
        if name not in known:
            fail("--targets: no target '{}'; the targets are: {}".format(name, ", ".join(known)))
    return [target for target in TARGETS if not names or target.name in names]

def _chosen_targets_impl(settings, _attr):
    names = settings["//toolchains:targets"]
    return {target.name: _settings_of(target) for target in chosen_targets(names)}

def _every_listed_target_impl(_settings, _attr):
    return {target.name: _settings_of(target) for target in LISTED_TARGETS}

def _one_target_impl(_settings, attr):
    for target in LISTED_TARGETS:
        if target.name == attr.target:
            return _settings_of(target)
    fail("no target '{}'; the targets are: {}".format(
        attr.target,
        ", ".join([target.name for target in LISTED_TARGETS]),
    ))

every_target = transition(
    implementation = _every_target_impl,
    inputs = [],
    outputs = _SETTINGS,
)

# As every_target, for those that --targets names.
every_chosen_target = transition(
    implementation = _chosen_targets_impl,
    inputs = ["//toolchains:targets"],
    outputs = _SETTINGS,
)

# As every_target, and for the targets whose code is listed but not tested.
every_listed_target = transition(
    implementation = _every_listed_target_impl,
    inputs = [],
    outputs = _SETTINGS,
)

def _support_impl(settings, _attr):
    for target in TARGETS:
        if target.level.architecture == settings["//toolchains:shared_support"]:
            return _settings_of(target)
    return {}  # changes nothing

# From a target's configuration to that of the first target of its architecture;
# from any other to itself.
support = transition(
    implementation = _support_impl,
    inputs = ["//toolchains:shared_support"],
    outputs = _SETTINGS,
)

# For rules with an attribute `target` that names one.
one_target = transition(
    implementation = _one_target_impl,
    inputs = [],
    outputs = _SETTINGS,
)
