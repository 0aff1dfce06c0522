"""The lab: every target's suite built and run, with the tool that shows it."""

load("@bazel_skylib//rules:common_settings.bzl", "BuildSettingInfo")
load("@platforms//host:constraints.bzl", "HOST_CONSTRAINTS")
load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")
load("//toolchains/cc:toolchains.bzl", "OPTIMIZED")
load("//toolchains:objects.bzl", "objects_of")
load("//toolchains:targets_transition.bzl", "chosen_targets", "every_chosen_target", "is_built_anyway")

# The programs whose interleavings are all tried, on every counter.
_EXPLORED_PROGRAMS = [
    struct(threads = 2, increments = 2),
    struct(threads = 3, increments = 1),
]

# Where a search stops, in MiB. The states' limit should come first: where memory
# ends is not the same for every build of the explorer.
_EXPLORE_MIB = 2048

def _declare(ctx, name):
    """A file in the folder beside the tool, where tools/lab/inventory.cc looks."""
    return ctx.actions.declare_file("{}.targets/{}".format(ctx.label.name, name))

def _run_suite(ctx, target):
    """Declares the run of one target's suite; returns its folder of results."""
    suite = ctx.split_attr.suite[target.name][DefaultInfo]
    emulator = ctx.split_attr._emulator[target.name][DefaultInfo].files_to_run
    runs = ctx.actions.declare_directory("{}.runs/{}".format(ctx.label.name, target.name))
    ctx.actions.run(
        executable = ctx.executable._run_suite,
        arguments = [emulator.executable.path, suite.files_to_run.executable.path, runs.path],
        tools = [emulator, suite.files_to_run],
        outputs = [runs],
        mnemonic = "RunSuite",
        progress_message = "Running the contract suite on " + target.name,
    )
    return runs

def _link_suite(ctx, target):
    """Puts the tested binary under its target's name; returns it."""
    suite = _declare(ctx, target.name + ".suite")
    ctx.actions.symlink(
        output = suite,
        target_file = ctx.split_attr.suite[target.name][DefaultInfo].files_to_run.executable,
        is_executable = True,
    )
    return suite

def _link_litmus(ctx, target):
    """Puts the litmus tests' program and object beside a suite; returns them."""
    if not ctx.attr.litmus:
        return []
    program = _declare(ctx, target.name + ".litmus")
    ctx.actions.symlink(
        output = program,
        target_file = ctx.split_attr.litmus[target.name][DefaultInfo].files_to_run.executable,
        is_executable = True,
    )
    code = _declare(ctx, target.name + ".litmus.o")
    ctx.actions.symlink(
        output = code,
        target_file = objects_of(ctx.split_attr.litmus_code[target.name])[0],
    )
    return [program, code]

def _link_bench(ctx, target, named):
    """Puts what measures a target's counters beside its suite; returns its files.

    None where the target would be emulated: that would time the emulator. Only
    its flags where nothing else needs the program and the target was not `named`
    with --targets: a first run takes long enough without building it."""
    if "@platforms//cpu:" + target.level.architecture not in HOST_CONSTRAINTS:
        return []
    flags = _declare(ctx, target.name + ".bench.flags")
    ctx.actions.write(flags, " ".join(OPTIMIZED + target.level.flags))
    if not named and not is_built_anyway(target):
        return [flags]
    program = _declare(ctx, target.name + ".bench")
    ctx.actions.symlink(
        output = program,
        target_file = ctx.split_attr._bench[target.name][DefaultInfo].files_to_run.executable,
        is_executable = True,
    )
    return [program, flags]

def _link_count(ctx, target):
    """Puts what makes a target's increments under an emulator beside its suite.

    Returns its files; none where the target runs natively, and its increments
    are timed. The program is the probes and little else, so it costs no more
    than linking it."""
    if "@platforms//cpu:" + target.level.architecture in HOST_CONSTRAINTS:
        return []
    flags = _declare(ctx, target.name + ".count.flags")
    ctx.actions.write(flags, " ".join(OPTIMIZED + target.level.flags))
    files = [flags]
    for name, program in [
        (".count", ctx.split_attr._count[target.name]),
        (".count.emulator", ctx.split_attr._emulator[target.name]),
    ]:
        files.append(_declare(ctx, target.name + name))
        ctx.actions.symlink(
            output = files[-1],
            target_file = program[DefaultInfo].files_to_run.executable,
            is_executable = True,
        )
    return files

def _link_replay(ctx, target):
    """Puts the program whose threads are replayed beside a suite; returns it.

    None where the target is emulated. Like _link_count's it costs no more than
    linking it."""
    if "@platforms//cpu:" + target.level.architecture not in HOST_CONSTRAINTS:
        return []
    program = _declare(ctx, target.name + ".replay")
    ctx.actions.symlink(
        output = program,
        target_file = ctx.split_attr._replay[target.name][DefaultInfo].files_to_run.executable,
        is_executable = True,
    )
    return [program]

def _explore_resources(_os, _inputs):
    return {"cpu": 1, "memory": _EXPLORE_MIB}

def _explore(ctx, target, suite, program):
    """Declares the exploration of one target's counters; returns its file.

    The file says how many seconds each took, so it is not the same twice; all
    else in it is."""
    name = "{}.{}x{}.json".format(target.name, program.threads, program.increments)
    explorations = ctx.actions.declare_file("{}.explorations/{}".format(ctx.label.name, name))
    ctx.actions.run(
        executable = ctx.executable._explore_target,
        arguments = [
            "--target=" + target.name,
            "--suite=" + suite.path,
            "--threads={}".format(program.threads),
            "--increments={}".format(program.increments),
            "--states={}".format(ctx.attr.explored_states),
            "--memory_mib={}".format(_EXPLORE_MIB),
            # Once for a target: they are of programs of their own.
            "--steppers={}".format(str(program == _EXPLORED_PROGRAMS[0]).lower()),
            "--output=" + explorations.path,
        ],
        inputs = [suite],
        outputs = [explorations],
        resource_set = _explore_resources,
        mnemonic = "ExploreTarget",
        progress_message = "Exploring {} × {} increments on {}".format(
            program.threads,
            program.increments,
            target.name,
        ),
    )
    return explorations

def _collect(ctx, target, suite, runs, explorations):
    """Declares one target's result: its verdicts beside its instructions."""
    result = _declare(ctx, target.name + ".json")
    ctx.actions.run(
        executable = ctx.executable._collect,
        arguments = [
            "--target=" + target.name,
            "--architecture=" + target.level.architecture,
            "--isa=" + target.level.isa,
            "--compiler=" + target.compiler.name,
            "--target_flags=" + " ".join(target.level.flags),
            "--suite=" + suite.path,
            "--runs=" + runs.path,
            "--explorations=" + ",".join([file.path for file in explorations]),
            "--output=" + result.path,
        ],
        inputs = [suite, runs] + explorations,
        outputs = [result],
        mnemonic = "CollectTarget",
        progress_message = "Collecting the results of " + target.name,
    )
    return result

def _lab_impl(ctx):
    named = ctx.attr._targets[BuildSettingInfo].value
    targets = chosen_targets(named)
    names = _declare(ctx, "targets.txt")
    ctx.actions.write(names, "".join([target.name + "\n" for target in targets]))
    files = [names]
    for target in targets:
        suite = _link_suite(ctx, target)
        explorations = [
            _explore(ctx, target, suite, program)
            for program in _EXPLORED_PROGRAMS
        ]
        runs = _run_suite(ctx, target)
        files += _link_bench(ctx, target, bool(named))
        files += _link_litmus(ctx, target)
        files += _link_count(ctx, target)
        files += _link_replay(ctx, target)
        files += [suite, _collect(ctx, target, suite, runs, explorations)]

    atlas = _declare(ctx, "atlas.json")
    ctx.actions.symlink(output = atlas, target_file = ctx.file._atlas)
    files.append(atlas)

    executable = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.symlink(
        output = executable,
        target_file = ctx.executable._tool,
        is_executable = True,
    )
    runfiles = ctx.runfiles(files = files + ctx.files.sources)
    return [DefaultInfo(
        executable = executable,
        runfiles = runfiles.merge(ctx.attr._tool[DefaultInfo].default_runfiles),
    )]

lab = rule(
    doc = """Runs `suite` on every target and gives the tool that shows what came of it.

All heavy work is in actions, so it is cached and parallel: what has not
changed does not run again. The tool finds the results in its runfiles.""",
    implementation = _lab_impl,
    executable = True,
    attrs = {
        "explored_states": attr.int(
            default = 600000,
            doc = "No counter's search goes on beyond so many states.",
        ),
        "litmus": attr.label(
            cfg = every_chosen_target,
            doc = "The program of the litmus tests, if there are any.",
        ),
        "litmus_code": attr.label(
            cfg = every_chosen_target,
            doc = "The library of one object that it is linked from.",
            providers = [CcInfo],
        ),
        "sources": attr.label_list(
            allow_files = True,
            doc = "Source files that listings quote.",
        ),
        "suite": attr.label(
            mandatory = True,
            cfg = every_chosen_target,
            doc = "The test whose probes are run and listed.",
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_atlas": attr.label(
            default = "//tools/atlas:atlas_of_std_atomic",
            allow_single_file = True,
        ),
        "_bench": attr.label(
            default = "//tools/lab:bench_target",
            cfg = every_chosen_target,
        ),
        # A lab is built where it runs (HOST_ONLY), so its programs are the ones
        # that tests and people have, and are not built once more for actions.
        "_collect": attr.label(
            default = "//tools/collect:collect",
            cfg = "target",
            executable = True,
        ),
        "_count": attr.label(
            default = "//tools/bench:count_target",
            cfg = every_chosen_target,
        ),
        "_emulator": attr.label(
            default = "//toolchains/emulator:run",
            cfg = every_chosen_target,
        ),
        "_explore_target": attr.label(
            default = "//tools/collect:explore_target",
            cfg = "target",
            executable = True,
        ),
        "_replay": attr.label(
            default = "//tools/replay:subject",
            cfg = every_chosen_target,
        ),
        "_run_suite": attr.label(
            default = "//tools/collect:run_suite.sh",
            allow_single_file = True,
            cfg = "exec",
            executable = True,
        ),
        "_targets": attr.label(default = "//toolchains:targets"),
        "_tool": attr.label(
            default = "//tools/lab:lab",
            cfg = "target",
            executable = True,
        ),
    },
)
