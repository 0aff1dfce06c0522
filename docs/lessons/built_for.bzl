"""A program of a lesson, built for a target of the lab's table."""

load("//toolchains:targets_transition.bzl", "one_target")

def _built_for_impl(ctx):
    link = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.symlink(output = link, target_file = ctx.executable.program)
    return [DefaultInfo(files = depset([link]))]

built_for = rule(
    doc = "The program as a file of this rule's name, to read and to emulate.",
    implementation = _built_for_impl,
    attrs = {
        "program": attr.label(cfg = one_target, executable = True, mandatory = True),
        "target": attr.string(mandatory = True, doc = "a name in toolchains/targets.bzl"),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
)
