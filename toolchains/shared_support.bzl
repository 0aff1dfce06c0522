"""Links libraries so that what is neither measured nor listed is compiled once."""

load("@bazel_skylib//rules:common_settings.bzl", "BuildSettingInfo")
load("@rules_cc//cc:find_cc_toolchain.bzl", "find_cc_toolchain", "use_cc_toolchain")
load("@rules_cc//cc/common:cc_common.bzl", "cc_common")
load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")
load("//toolchains:targets_transition.bzl", "support")

# What absl::Mutex, the baseline of every comparison, consists of: itself, spinlocks and
# thread identity, and how it waits. A library with a list is only those objects.
_BASELINE = {
    "absl/base:base": [
        "spinlock",
        "thread_identity",
    ],
    "absl/base:spinlock_wait": None,
    "absl/synchronization:synchronization": [
        "futex_waiter",
        "mutex",
        "per_thread_sem",
    ],
}

# What is taken of those libraries from the shared build: all other objects, or those that
# a thread needs once, before it ever waits. Nothing takes the rest (barriers,
# notifications, ways to wait that Linux does not use), so it is not even compiled.
_SHARED_OF_BASELINE = {
    "absl/base:base": None,
    "absl/synchronization:synchronization": [
        "create_thread_identity",
        "waiter_base",
    ],
}

# Of ours, what is shared all the same: data about the counters and none of their code.
_OURS_BUT_SHARED = ["counters:catalog"]

def _name(label):
    return "{}:{}".format(label.package, label.name)

def _is_baseline(label):
    return _name(label) in _BASELINE

def _may_be_shared(label):
    return not _is_baseline(label) or _name(label) in _SHARED_OF_BASELINE

def _linker_inputs(deps):
    return [
        linked
        for dep in deps
        for linked in dep[CcInfo].linking_context.linker_inputs.to_list()
    ]

def _of_those(objects, sources):
    return [file for file in objects or [] if file.basename.split(".")[0] in sources]

def _only_listed_objects(ctx, linked, part, sources):
    """A library as those of its objects that are made of `sources`; all if that is None."""
    if not sources:
        return [linked]
    objects = [file for library in linked.libraries for file in _of_those(library.objects, sources)]
    pic_objects = [file for library in linked.libraries for file in _of_those(library.pic_objects, sources)]
    for found in [objects, pic_objects]:
        if found and len(found) != len(sources):
            fail("{} has not all of {}".format(linked.owner, ", ".join(sources)))
    toolchain = find_cc_toolchain(ctx)
    context, _ = cc_common.create_linking_context_from_compilation_outputs(
        actions = ctx.actions,
        cc_toolchain = toolchain,
        compilation_outputs = cc_common.create_compilation_outputs(
            objects = depset(objects),
            pic_objects = depset(pic_objects),
        ),
        disallow_dynamic_library = True,
        feature_configuration = cc_common.configure_features(
            cc_toolchain = toolchain,
            ctx = ctx,
            requested_features = ctx.features,
            unsupported_features = ctx.disabled_features,
        ),
        name = "{}.{}.{}".format(ctx.label.name, linked.owner.name, part),
    )
    return context.linker_inputs.to_list()

def _linked(ctx, own, shared):
    """What stands for `own` on the linker's line."""
    rest = shared.get(own.owner)
    if not _is_baseline(own.owner):
        return [rest or own]
    name = _name(own.owner)
    parts = _only_listed_objects(ctx, own, "own", _BASELINE[name])
    if rest:
        parts = parts + _only_listed_objects(ctx, rest, "shared", _SHARED_OF_BASELINE[name])
    return parts

def _shared_support_impl(ctx):
    info = cc_common.merge_cc_infos(
        cc_infos = [dep[CcInfo] for dep in ctx.attr.own + ctx.attr.deps],
    )
    if not ctx.attr._architecture[BuildSettingInfo].value:
        return info
    is_ours = {
        linked.owner: True
        for linked in _linker_inputs(ctx.attr.own)
        if linked.owner.workspace_name == ctx.label.workspace_name and
           _name(linked.owner) not in _OURS_BUT_SHARED
    }
    shared = {
        linked.owner: linked
        for linked in _linker_inputs(ctx.attr.support)
        if linked.owner not in is_ours and _may_be_shared(linked.owner)
    }
    linked = []
    for own in info.linking_context.linker_inputs.to_list():
        linked += _linked(ctx, own, shared)

    # If two objects hold an inline function, the linker takes the first: the target's.
    ours = [input for input in linked if input.owner in is_ours]
    others = [input for input in linked if input.owner not in is_ours]
    return CcInfo(
        compilation_context = info.compilation_context,
        linking_context = cc_common.create_linking_context(
            linker_inputs = depset(ours + others, order = "topological"),
        ),
    )

shared_support = rule(
    doc = """`own` and `deps`, for a program that is built for every target of the table.

What `deps` add (the suite's checks, GoogleTest), and of Abseil what absl::Mutex only
leans on, come from the build for one target of the same architecture, so that a
first run compiles them twice and not eight times. Whatever is measured or listed is
the target's own: the code that `own` consists of, and absl::Mutex. Outside of the
table's builds this is `own` and `deps` and nothing else.""",
    implementation = _shared_support_impl,
    attrs = {
        "deps": attr.label_list(mandatory = True, providers = [CcInfo]),
        "own": attr.label_list(
            doc = "What is measured or listed.",
            mandatory = True,
            providers = [CcInfo],
        ),
        "support": attr.label_list(
            cfg = support,
            doc = "What `own` and `deps` stand on, as far as it may be shared.",
            mandatory = True,
            providers = [CcInfo],
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_architecture": attr.label(default = "//toolchains:shared_support"),
        "_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
    },
    fragments = ["cpp"],
    toolchains = use_cc_toolchain(),
)
