"""Writes the golden listings of all targets into the workspace."""

load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")
load("//toolchains:objects.bzl", "named_objects")
load("//toolchains:targets_transition.bzl", "every_target")

_SCRIPT = """#!/bin/sh
set -eu
folder="$BUILD_WORKSPACE_DIRECTORY/{package}"
write() {{ # TARGET OBJECT
  '{tool}' --target="$1" "$2" >"$folder/$1.txt.new"
  mv "$folder/$1.txt.new" "$folder/$1.txt"
  echo "wrote {package}/$1.txt"
}}
{calls}
"""

def _update_impl(ctx):
    links = []
    calls = []
    for target, library in ctx.split_attr.library.items():
        for link in named_objects(ctx, library, target):
            links.append(link)
            calls.append("write '{}' '{}'".format(target, link.short_path))
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(
        output = script,
        content = _SCRIPT.format(
            calls = "\n".join(calls),
            package = ctx.label.package,
            tool = ctx.executable.tool.short_path,
        ),
        is_executable = True,
    )
    return [DefaultInfo(
        executable = script,
        runfiles = ctx.runfiles(files = links).merge(
            ctx.attr.tool[DefaultInfo].default_runfiles,
        ),
    )]

update_goldens = rule(
    doc = "`bazel run` writes TARGET.txt for every target into the rule's own folder.",
    implementation = _update_impl,
    executable = True,
    attrs = {
        "library": attr.label(
            cfg = every_target,
            doc = "A library of one object file, the first argument of `tool`.",
            mandatory = True,
            providers = [CcInfo],
        ),
        "tool": attr.label(cfg = "target", executable = True, mandatory = True),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
)
