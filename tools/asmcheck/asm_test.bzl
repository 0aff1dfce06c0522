"""A test of the machine code that a C++ library is compiled to."""

load("@rules_cc//cc/common:cc_common.bzl", "cc_common")
load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")
load("//toolchains:level.bzl", "LevelInfo")
load("//toolchains:objects.bzl", "named_objects")
load("//toolchains:per_platform.bzl", "per_platform")

_CALL = "check '{tool}' '--target={target}' '--promises={promises}' {objects}"

_SCRIPT = """#!/bin/sh
# Exit status: 0 all promises are kept, 1 some are not, 2 some cannot be read.
worst=0
check() {{
  "$@"
  status=$?
  [ "$status" -le "$worst" ] || worst=$status
}}
{calls}
exit "$worst"
"""

_SourcesInfo = provider(
    doc = "What a C++ target is made of.",
    fields = {"files": "depset of its own sources and headers"},
)

def _sources_aspect_impl(_target, ctx):
    return [_SourcesInfo(files = depset([
        file
        for attribute in ["srcs", "hdrs", "textual_hdrs"]
        for dependency in getattr(ctx.rule.attr, attribute, [])
        for file in dependency.files.to_list()
    ]))]

_sources_aspect = aspect(implementation = _sources_aspect_impl)

def _target_name(ctx, key):
    """The name of the target, in the table's spelling, that a build is for."""
    level = ctx.attr.level or ctx.split_attr._level[key][LevelInfo].name
    if not level:
        fail("{} is of no known level; give the attribute `level`".format(key))
    toolchain = ctx.split_attr._cc_toolchain[key][cc_common.CcToolchainInfo]
    return "{}-{}".format(level, toolchain.compiler)

def _promise_files(ctx, library):
    """What to read promises from: the attribute, files, and the library's sources."""
    files = list(ctx.files.promise_files)
    if ctx.attr.promises:
        written = ctx.actions.declare_file(ctx.label.name + ".promises")
        ctx.actions.write(written, "".join(["ASM {}\n".format(line) for line in ctx.attr.promises]))
        files.append(written)
    return files or library[_SourcesInfo].files.to_list()

def _asm_test_impl(ctx):
    calls = []
    files = []
    for key, library in ctx.split_attr.library.items():
        target = _target_name(ctx, key)
        objects = named_objects(ctx, library, target)
        promises = _promise_files(ctx, library)
        files += objects + promises
        calls.append(_CALL.format(
            tool = ctx.executable._tool.short_path,
            target = target,
            promises = ",".join([file.short_path for file in promises]),
            objects = " ".join(["'{}'".format(file.short_path) for file in objects]),
        ))
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(script, _SCRIPT.format(calls = "\n".join(calls)), is_executable = True)
    return [DefaultInfo(
        executable = script,
        runfiles = ctx.runfiles(files = files).merge(
            ctx.attr._tool[DefaultInfo].default_runfiles,
        ),
    )]

asm_test = rule(
    doc = """Tests that a library compiles to what its promises say.

A promise is a comment in the library's sources, above the function that it
speaks of:

```c++
// ASM Increment x86_64: lock add|lock inc; never cmpxchg, call
//     aarch64: ldxr…stxr loop; aarch64_lse: ldadd; never ldxr, bl
void Increment(std::atomic<long>& counter);
```

The test compiles the library, reads the object files, and prints for every
promise that is broken the whole function and where the two part. A promise of a
function that the library does not have, a promise with a word that nobody
knows, and a function without a promise for the platform that is built for are
failures too. Nothing that was compiled is run, so the platforms may be foreign;
what they need is a C++ toolchain.

```starlark
load("@atomics_lab//tools/asmcheck:asm_test.bzl", "asm_test")

asm_test(
    name = "counter_asm_test",
    library = ":counter",
)
```

What a promise can say is in [promises.md](promises.md).
""",
    implementation = _asm_test_impl,
    test = True,
    attrs = {
        "compilation_mode": attr.string(
            default = "opt",
            doc = "How the library is compiled, whatever the rest of the build does: what is inspected is what ships.",
            values = ["opt", "dbg", "fastbuild"],
        ),
        "level": attr.string(
            doc = "The level whose promises hold, such as `aarch64_lse`. If it is not given, the platform tells: `x86_64` for x86-64, `aarch64_outline` for AArch64, and the levels of this project's own platforms.",
        ),
        "library": attr.label(
            aspects = [_sources_aspect],
            cfg = per_platform,
            doc = "A `cc_library` that compiles something.",
            mandatory = True,
            providers = [CcInfo],
        ),
        "platforms": attr.label_list(
            doc = "The platforms to compile for, such as `@atomics_lab//toolchains:aarch64_lse`. If none is given, the one that is built for anyway.",
        ),
        "promise_files": attr.label_list(
            allow_files = True,
            doc = "Where promises stand, if not in the library's own sources.",
        ),
        "promises": attr.string_list(
            doc = "Promises, each as `\"Increment x86_64: lock add; never call\"`, if not in the library's own sources.",
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_cc_toolchain": attr.label(
            cfg = per_platform,
            default = "@bazel_tools//tools/cpp:current_cc_toolchain",
        ),
        "_level": attr.label(
            cfg = per_platform,
            default = "//toolchains:current_level",
        ),
        "_tool": attr.label(
            cfg = "exec",
            default = "//tools/asmcheck",
            executable = True,
        ),
    },
)
