"""How a target's programs run on the machine at hand: natively or under QEMU."""

load("//toolchains:platforms.bzl", "platform_constraints")
load("//toolchains:targets.bzl", "LEVELS")

_TOOLCHAIN_TYPE = "//toolchains/emulator:toolchain_type"

EmulatorInfo = provider(
    doc = "How to run programs of one instruction-set level.",
    fields = {
        "architecture": "string, as `uname -m` prints it",
        "cpu_features": "list of words of /proc/cpuinfo that a native run needs",
        "qemu_cpus": "list of QEMU CPU models; a program runs on each",
        "sysroot": "string, where the dynamic loader and libraries lie",
    },
)

def _emulator_toolchain_impl(ctx):
    return [platform_common.ToolchainInfo(emulator = EmulatorInfo(
        architecture = ctx.attr.architecture,
        cpu_features = ctx.attr.cpu_features,
        qemu_cpus = ctx.attr.qemu_cpus,
        sysroot = ctx.attr.sysroot,
    ))]

_emulator_toolchain = rule(
    implementation = _emulator_toolchain_impl,
    attrs = {
        "architecture": attr.string(mandatory = True),
        "cpu_features": attr.string_list(),
        "qemu_cpus": attr.string_list(mandatory = True),
        "sysroot": attr.string(mandatory = True),
    },
)

def declare_emulators():
    """Declares and makes selectable one emulator per level of the table."""
    for level in LEVELS:
        _emulator_toolchain(
            name = level.name + "_emulator",
            architecture = level.architecture,
            cpu_features = level.cpu_features,
            qemu_cpus = level.qemu_cpus,
            sysroot = "/usr/" + level.triple,
        )
        native.toolchain(
            name = level.name,
            target_compatible_with = platform_constraints(level),
            toolchain = level.name + "_emulator",
            toolchain_type = _TOOLCHAIN_TYPE,
        )

def _emulator_script_impl(ctx):
    emulator = ctx.toolchains[_TOOLCHAIN_TYPE].emulator
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.expand_template(
        template = ctx.file._template,
        output = script,
        is_executable = True,
        substitutions = {
            "{architecture}": emulator.architecture,
            "{cpu_features}": " ".join(emulator.cpu_features),
            "{qemu_cpus}": " ".join(emulator.qemu_cpus),
            "{sysroot}": emulator.sysroot,
        },
    )
    return [DefaultInfo(executable = script)]

emulator_script = rule(
    doc = "A program that runs its arguments as a command of the target platform.",
    implementation = _emulator_script_impl,
    executable = True,
    attrs = {
        "_template": attr.label(
            default = "//toolchains/emulator:run.sh.template",
            allow_single_file = True,
        ),
    },
    toolchains = [_TOOLCHAIN_TYPE],
)
