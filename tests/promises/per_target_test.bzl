"""Tests of what a library is compiled to on targets of the table."""

load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")
load("//toolchains:objects.bzl", "named_objects")
load("//toolchains:targets_transition.bzl", "every_target", "one_target")

# What cannot be read (2) is the same on every target, and told once.
_SCRIPT = """#!/bin/sh
worst=0
check() {{
  "$@"
  status=$?
  [ "$status" -ne 2 ] || exit 2
  [ "$status" -le "$worst" ] || worst=$status
}}
{calls}
exit "$worst"
"""

_CALL = "check '{tool}' '--target={target}' {arguments} {objects}"

def _quoted(words):
    return " ".join(["'{}'".format(word) for word in words])

def _test_of(ctx, libraries):
    """The test that calls the tool for each of `libraries`, by target."""
    calls = []
    every_object = []
    for target, library in libraries.items():
        objects = named_objects(ctx, library, target)
        calls.append(_CALL.format(
            tool = ctx.executable.tool.short_path,
            target = target,
            arguments = _quoted([
                ctx.expand_location(argument, ctx.attr.data)
                for argument in ctx.attr.arguments
            ]),
            objects = _quoted([file.short_path for file in objects]),
        ))
        every_object += objects
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(script, _SCRIPT.format(calls = "\n".join(calls)), is_executable = True)
    runfiles = ctx.runfiles(files = every_object + ctx.files.data)
    return [DefaultInfo(
        executable = script,
        runfiles = runfiles.merge(ctx.attr.tool[DefaultInfo].default_runfiles),
    )]

def _per_target_test_impl(ctx):
    return _test_of(ctx, {ctx.attr.target: ctx.attr.library[0]})

def _every_target_test_impl(ctx):
    return _test_of(ctx, ctx.split_attr.library)

def _attributes(cfg):
    return {
        "arguments": attr.string_list(doc = "$(location) of data is expanded."),
        "data": attr.label_list(allow_files = True),
        "library": attr.label(mandatory = True, cfg = cfg, providers = [CcInfo]),
        "tool": attr.label(mandatory = True, cfg = "target", executable = True),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    }

per_target_test = rule(
    doc = """Runs `tool --target=TARGET ARGUMENTS… OBJECTS…` on this machine.

The objects are those of `library`, built for `target` whatever the rest of the
build is for; nothing of them is executed.""",
    implementation = _per_target_test_impl,
    test = True,
    attrs = _attributes(one_target) | {
        "target": attr.string(mandatory = True, doc = "a name in toolchains/targets.bzl"),
    },
)

every_target_test = rule(
    doc = """As per_target_test, for all targets of the table, one after the other.

One test, so that one mistake in what all of them read is one failure.""",
    implementation = _every_target_test_impl,
    test = True,
    attrs = _attributes(every_target),
)
