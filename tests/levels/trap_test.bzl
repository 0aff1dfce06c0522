"""Shows that a level's programs need the level: they die on a CPU without it."""

load("//toolchains:targets.bzl", "TARGETS")
load("//toolchains:targets_transition.bzl", "every_target")

# One call per target and CPU model that must trap: EMULATOR MACHINE SUITE.
_CALL = "expect_trap '{emulator}' 'qemu-{architecture} -cpu {cpu}' '{suite}'"

def _trap_test_impl(ctx):
    calls = []
    files = []
    for target in TARGETS:
        suite = ctx.split_attr.suite[target.name][DefaultInfo].files_to_run.executable
        emulator = ctx.split_attr._emulator[target.name][DefaultInfo].files_to_run.executable
        for cpu in target.level.traps_on:
            files += [suite, emulator]
            calls.append(_CALL.format(
                emulator = emulator.short_path,
                architecture = target.level.architecture,
                cpu = cpu,
                suite = suite.short_path,
            ))
    if not calls:
        fail("no row of the table names a CPU that traps: there is nothing to show")
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.expand_template(
        template = ctx.file._template,
        output = script,
        substitutions = {"{calls}": "\n".join(calls), "{filter}": ctx.attr.filter},
        is_executable = True,
    )
    return [DefaultInfo(executable = script, runfiles = ctx.runfiles(files = files))]

trap_test = rule(
    doc = "Runs `suite` on every CPU model that `traps_on` names and demands SIGILL.",
    implementation = _trap_test_impl,
    test = True,
    attrs = {
        "filter": attr.string(
            mandatory = True,
            doc = "GoogleTest filter of a test that runs what the level adds.",
        ),
        "suite": attr.label(mandatory = True, cfg = every_target),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_emulator": attr.label(
            default = "//toolchains/emulator:run",
            cfg = every_target,
        ),
        "_template": attr.label(
            default = "//tests/levels:trap_test.sh.template",
            allow_single_file = True,
        ),
    },
)
