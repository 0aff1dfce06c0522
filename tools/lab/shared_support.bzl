"""Libraries linked with what is neither measured nor listed compiled only once."""

load("@rules_cc//cc/common:cc_common.bzl", "cc_common")
load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")
load("//tools/lab:targets_transition.bzl", "support")

# What absl::Mutex, the baseline of every comparison, consists of: itself, spinlocks,
# cycle clock and thread identity, and how it waits.
_BASELINE = [
    "absl/base:base",
    "absl/base:spinlock_wait",
    "absl/synchronization:synchronization",
]

def _is_baseline(label):
    return "{}:{}".format(label.package, label.name) in _BASELINE

def _linker_inputs(deps):
    return [
        linked
        for dep in deps
        for linked in dep[CcInfo].linking_context.linker_inputs.to_list()
    ]

def _shared_support_impl(ctx):
    is_ours = {
        linked.owner: True
        for linked in _linker_inputs(ctx.attr.own)
        if linked.owner.workspace_name == ctx.label.workspace_name
    }
    shared = {
        linked.owner: linked
        for linked in _linker_inputs(ctx.attr.support)
        if linked.owner not in is_ours and not _is_baseline(linked.owner)
    }
    info = cc_common.merge_cc_infos(
        cc_infos = [dep[CcInfo] for dep in ctx.attr.own + ctx.attr.deps],
    )
    linked = [shared.get(own.owner, own) for own in info.linking_context.linker_inputs.to_list()]

    # Of an inline function that two objects hold the linker takes the first: the target's.
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
the target's own: our code that `own` consists of, and absl::Mutex. Outside of the
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
    },
)
