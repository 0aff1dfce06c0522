"""Libraries linked with what is neither measured nor listed compiled only once."""

load("@rules_cc//cc/common:cc_common.bzl", "cc_common")
load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")
load("//tools/lab:targets_transition.bzl", "support")

# What absl::Mutex, the baseline of every comparison, consists of.
_BASELINE = ["absl/base", "absl/synchronization"]

def _shared_support_impl(ctx):
    info = cc_common.merge_cc_infos(cc_infos = [dep[CcInfo] for dep in ctx.attr.deps])
    shared = {
        linked.owner: linked
        for dep in ctx.attr.support
        for linked in dep[CcInfo].linking_context.linker_inputs.to_list()
        if linked.owner.package not in _BASELINE
    }
    linked = [
        shared.get(own.owner, own)
        for own in info.linking_context.linker_inputs.to_list()
    ]
    return CcInfo(
        compilation_context = info.compilation_context,
        linking_context = cc_common.create_linking_context(
            linker_inputs = depset(linked, order = "topological"),
        ),
    )

shared_support = rule(
    doc = """`deps`, for a program that is built for every target of the table.

GoogleTest, and of Abseil what absl::Mutex only leans on, come from the build for
one target of the same architecture, so that a first run compiles them twice and
not eight times. Whatever is measured or listed is the target's own: our code, and
absl::Mutex. Outside of the table's builds this is `deps` and nothing else.""",
    implementation = _shared_support_impl,
    attrs = {
        "deps": attr.label_list(mandatory = True, providers = [CcInfo]),
        "support": attr.label_list(
            cfg = support,
            doc = "Libraries of other modules that `deps` stand on.",
            mandatory = True,
            providers = [CcInfo],
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
)
