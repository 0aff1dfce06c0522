"""The object files of libraries built for one target, as files to read."""

load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")
load("//toolchains:objects.bzl", "objects_of")
load("//toolchains:targets_transition.bzl", "one_target")

def _objects_for_impl(ctx):
    links = []
    for library in ctx.attr.libraries:
        for file in objects_of(library):
            link = ctx.actions.declare_file("{}/{}.o".format(ctx.label.name, library.label.name))
            ctx.actions.symlink(output = link, target_file = file)
            links.append(link)
    return [DefaultInfo(files = depset(links))]

objects_for = rule(
    doc = "NAME/LIBRARY.o for each library of one object file.",
    implementation = _objects_for_impl,
    attrs = {
        "libraries": attr.label_list(cfg = one_target, mandatory = True, providers = [CcInfo]),
        "target": attr.string(mandatory = True, doc = "a name in toolchains/targets.bzl"),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
)
