"""The atlas: one source compiled for every listed target, and read."""

load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")
load("//toolchains:targets.bzl", "LISTED_TARGETS")
load("//toolchains:targets_transition.bzl", "every_listed_target")

def _object(library):
    """The one object file of a library of one source."""
    objects = []
    for linker_input in library[CcInfo].linking_context.linker_inputs.to_list():
        if linker_input.owner != library.label:
            continue
        for part in linker_input.libraries:
            objects += part.objects or part.pic_objects
    if len(objects) != 1:
        fail("{} has {} objects; the atlas reads one".format(library.label, len(objects)))
    return objects[0]

def _collect(ctx, target):
    """Declares one target's part of the atlas; returns it."""
    object = _object(ctx.split_attr.cells[target.name])
    part = ctx.actions.declare_file("{}.parts/{}.json".format(ctx.label.name, target.name))
    ctx.actions.run(
        executable = ctx.executable._tool,
        arguments = [
            "collect",
            object.path,
            "--target=" + target.name,
            "--architecture=" + target.level.architecture,
            "--level=" + target.level.name,
            "--isa=" + target.level.isa,
            "--compiler=" + target.compiler.name,
            "--output=" + part.path,
        ],
        inputs = [object],
        outputs = [part],
        mnemonic = "CollectAtlas",
        progress_message = "Reading what std::atomic became on " + target.name,
    )
    return part

def _atlas_impl(ctx):
    parts = [_collect(ctx, target) for target in LISTED_TARGETS]
    json = ctx.actions.declare_file(ctx.label.name + ".json")
    ctx.actions.run(
        executable = ctx.executable._tool,
        arguments = ["merge", "--output=" + json.path] + [part.path for part in parts],
        inputs = parts,
        outputs = [json],
        mnemonic = "MergeAtlas",
    )
    document = ctx.actions.declare_file(ctx.label.name + ".md")
    ctx.actions.run(
        executable = ctx.executable._tool,
        arguments = ["document", json.path, "--output=" + document.path],
        inputs = [json],
        outputs = [document],
        mnemonic = "DocumentAtlas",
    )
    return [
        DefaultInfo(files = depset([json])),
        OutputGroupInfo(document = depset([document])),
    ]

atlas = rule(
    doc = """Compiles `cells` for every listed target and reads what it became.

Gives NAME.json, and in the output group `document` NAME.md.""",
    implementation = _atlas_impl,
    attrs = {
        "cells": attr.label(
            mandatory = True,
            cfg = every_listed_target,
            doc = "A cc_library of one source, whose functions are the cells.",
            providers = [CcInfo],
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_tool": attr.label(
            default = "//tools/atlas:main",
            cfg = "target",
            executable = True,
        ),
    },
)
