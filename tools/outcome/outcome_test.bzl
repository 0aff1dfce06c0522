"""A test of what concurrent calls of a C++ library can end at."""

load("@rules_cc//cc/common:cc_common.bzl", "cc_common")
load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")
load("//toolchains:level.bzl", "LevelInfo")
load("//toolchains:objects.bzl", "named_objects")
load("//toolchains:per_platform.bzl", "CURRENT_PLATFORM", "per_platform")

_SCRIPT = """#!/bin/sh
# Exit status: 0 all conditions are kept, 1 some are not or nothing is proved,
# 2 bad input.
unset BUILD_WORKING_DIRECTORY
worst=0
explore() {{
  printf '\\n%s\\n' "$1"
  shift
  "$@"
  status=$?
  [ "$status" -le "$worst" ] || worst=$status
}}
{calls}
exit "$worst"
"""

def _quoted(word):
    return "'" + word.replace("'", "'\\''") + "'"

def _target_name(ctx, key):
    """What a build is for, as a part of a file's name."""
    level = ctx.split_attr._level[key][LevelInfo].name
    if not level:
        level = "this_platform" if key == CURRENT_PLATFORM else Label(key).name
    return "{}-{}".format(level, _cc_toolchain(ctx, key).compiler)

def _cc_toolchain(ctx, key):
    return ctx.split_attr._cc_toolchain[key][cc_common.CcToolchainInfo]

def _one_object(ctx, key, library, target):
    """All that the library compiles to, as one file."""
    objects = named_objects(ctx, library, target)
    if len(objects) == 1:
        return objects[0]
    toolchain = _cc_toolchain(ctx, key)
    linked = ctx.actions.declare_file("{}.objects/{}/{}.o".format(
        ctx.label.name,
        target,
        library.label.name,
    ))
    ctx.actions.run(
        outputs = [linked],
        inputs = depset(objects, transitive = [toolchain.all_files]),
        executable = toolchain.ld_executable,
        arguments = ["-r", "-o", linked.path] + [file.path for file in objects],
        mnemonic = "OutcomeLink",
        progress_message = "Taking the objects of %{label} together",
        use_default_shell_env = True,
    )
    return linked

def _options(ctx):
    """What the program is asked, of each object the same."""
    attr = ctx.attr
    if attr.outcomes and attr.allowed:
        fail("`outcomes` says all that is allowed; `allowed` has no place beside it")
    if not (attr.forbidden or attr.required or attr.allowed or attr.outcomes):
        fail("a test needs `forbidden`, `required`, `allowed` or `outcomes`")
    options = ["--calls={}".format(attr.calls)]
    for option, value in [
        ("model", attr.model),
        ("init", ",".join(attr.init)),
        ("final", ",".join(attr.final)),
    ]:
        if value:
            options.append("--{}={}".format(option, value))
    for option, values in [
        ("thread", attr.threads),
        ("forbidden", attr.forbidden),
        ("allowed", attr.allowed + attr.outcomes),
        ("required", attr.required + attr.outcomes),
    ]:
        options += ["--{}={}".format(option, value) for value in values]
    return options

def _outcome_test_impl(ctx):
    options = _options(ctx)
    calls = []
    files = []
    for key, library in ctx.split_attr.library.items():
        target = _target_name(ctx, key)
        file = _one_object(ctx, key, library, target)
        files.append(file)
        title = "{} on {}".format(str(library.label).removeprefix("@@"), target)
        words = [title, ctx.executable._tool.short_path] + options + [file.short_path]
        calls.append(" ".join(["explore"] + [_quoted(word) for word in words]))
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(script, _SCRIPT.format(calls = "\n".join(calls)), is_executable = True)
    return [DefaultInfo(
        executable = script,
        runfiles = ctx.runfiles(files = files).merge(
            ctx.attr._tool[DefaultInfo].default_runfiles,
        ),
    )]

outcome_test = rule(
    doc = """Tests what concurrent calls of a library's functions can end at.

The test compiles the library, takes the functions' instructions out of the
object files, runs them on several threads in every order that the memory model
of the architecture allows, and holds each way in which that can end to
conditions. It prints all outcomes of each platform and, of one that breaks a
condition, the steps that lead there. Nothing that was compiled is run, so the
platforms may be foreign; what they need is a C++ toolchain.

```c++
int payload = 0;
std::atomic<int> ready = 0;

void Publish() {
  payload = 42;
  ready.store(1, std::memory_order_release);
}

int Consume() {
  return ready.load(std::memory_order_acquire) == 0 ? -1 : payload;
}
```

```starlark
load("@atomics_lab//tools/outcome:outcome_test.bzl", "outcome_test")

outcome_test(
    name = "publish_is_ordered",
    library = ":publish",
    threads = ["Publish()", "Consume()"],
    forbidden = ["Consume=0"],
    required = ["Consume=42"],
    platforms = ["@atomics_lab//toolchains:aarch64_lse"],
)
```

A condition is equalities (`=`, `!=`) with whole numbers (decimal, negative,
`0x…`), joined by `&&`. The names in it are

- variables: what memory holds when all threads have finished;
- `ret1`, `ret2`, …: what the last call of that thread returned, as 64 bits;
- a function's name: the same, where exactly one thread calls it.

Behind a name, `:4` is a size in bytes. What a function returns has no more
meaning than its type: say `ret1:1` for a `bool`. A name that nothing has and a
number that its name cannot hold are failures, not conditions that never match.

The test passes if every condition is kept in every execution. It fails if one
is broken, if threads can get stuck, and if the search was bounded and left a
condition open: then nothing is proved. An outcome that was seen stands even if
not all were.

All object files of the library are taken together, by `ld -r` where there are
several; those of what it depends on are not, and a call of a function that is
in none of them is an error where it is reached. What is proved holds for this
many threads and calls, and these very instructions: see [explore.md](explore.md).
""",
    implementation = _outcome_test_impl,
    test = True,
    attrs = {
        "allowed": attr.string_list(
            doc = "Conditions: every outcome must match at least one of them.",
        ),
        "calls": attr.int(
            default = 1,
            doc = "How often each thread makes its call, 1 to 1000.",
        ),
        "compilation_mode": attr.string(
            default = "opt",
            doc = "How the library is compiled, whatever the rest of the build does: what is explored is what ships.",
            values = ["opt", "dbg", "fastbuild"],
        ),
        "final": attr.string_list(
            doc = "What else tells outcomes apart, beside what conditions name: `x`, `x:4`, `ret1`, `1:x0`.",
        ),
        "forbidden": attr.string_list(
            doc = "Conditions: no outcome may match any of them.",
        ),
        "init": attr.string_list(
            doc = "What variables hold at first: `x=1`, `y:4=0`.",
        ),
        "library": attr.label(
            cfg = per_platform,
            doc = "A `cc_library` that compiles something.",
            mandatory = True,
            providers = [CcInfo],
        ),
        "model": attr.string(
            doc = "`sc`, `tso` or `armv8`; if it is not given, the architecture's own.",
        ),
        "outcomes": attr.string_list(
            doc = "Conditions: exactly these. Some outcome must match each, and every outcome one of them.",
        ),
        "platforms": attr.label_list(
            doc = "The platforms to compile for, such as `@atomics_lab//toolchains:aarch64_lse`. If none is given, the one that is built for anyway.",
        ),
        "required": attr.string_list(
            doc = "Conditions: for each of them, some outcome must match it.",
        ),
        "threads": attr.string_list(
            doc = "What each thread calls, such as `Reader(&flag, 1)`: whole numbers, and addresses of variables. A variable that the library has not is made up: 16 bytes, all zero.",
            mandatory = True,
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
            default = "//tools/lab:outcome",
            executable = True,
        ),
    },
)
