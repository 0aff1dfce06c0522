"""A program built for one target of the table, as a file for tests to read or run."""

load("//toolchains:targets_transition.bzl", "one_target")

def _built_for_impl(ctx):
    program = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.symlink(
        output = program,
        target_file = ctx.attr.binary[0][DefaultInfo].files_to_run.executable,
        is_executable = True,
    )
    return [DefaultInfo(files = depset([program]))]

built_for = rule(
    doc = "The program as it ships, whatever the build's own options are.",
    implementation = _built_for_impl,
    attrs = {
        "binary": attr.label(mandatory = True, cfg = one_target),
        "target": attr.string(mandatory = True, doc = "a name in toolchains/targets.bzl"),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
)
