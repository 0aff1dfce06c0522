"""A test of what a library is compiled to on one target of the table."""

load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")
load("//tools/asmcheck:objects.bzl", "objects_of")
load("//tools/lab:targets_transition.bzl", "one_target")

_SCRIPT = """#!/bin/sh
exec '{tool}' '--target={target}' {arguments} {objects}
"""

def _per_target_test_impl(ctx):
    objects = objects_of(ctx.attr.library[0])
    if not objects:
        fail("{} compiles nothing: there is nothing to inspect".format(ctx.attr.library[0].label))
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(
        output = script,
        content = _SCRIPT.format(
            tool = ctx.executable.tool.short_path,
            target = ctx.attr.target,
            arguments = " ".join([
                "'{}'".format(ctx.expand_location(argument, ctx.attr.data))
                for argument in ctx.attr.arguments
            ]),
            objects = " ".join(["'{}'".format(file.short_path) for file in objects]),
        ),
        is_executable = True,
    )
    runfiles = ctx.runfiles(files = objects + ctx.files.data)
    return [DefaultInfo(
        executable = script,
        runfiles = runfiles.merge(ctx.attr.tool[DefaultInfo].default_runfiles),
    )]

per_target_test = rule(
    doc = """Runs `tool --target=TARGET ARGUMENTS… OBJECTS…` on this machine.

The objects are those of `library`, built for `target` whatever the rest of the
build is for; nothing of them is executed.""",
    implementation = _per_target_test_impl,
    test = True,
    attrs = {
        "arguments": attr.string_list(doc = "$(location) of data is expanded."),
        "data": attr.label_list(allow_files = True),
        "library": attr.label(mandatory = True, cfg = one_target, providers = [CcInfo]),
        "target": attr.string(mandatory = True, doc = "a name in toolchains/targets.bzl"),
        "tool": attr.label(mandatory = True, cfg = "exec", executable = True),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
)
