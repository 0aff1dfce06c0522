"""C++ toolchains, made from the table of targets."""

load("@bazel_tools//tools/cpp:unix_cc_toolchain_config.bzl", "cc_toolchain_config")
load("@rules_cc//cc:defs.bzl", "cc_toolchain")
load("//toolchains:platforms.bzl", "platform_constraints")
load("//toolchains:targets.bzl", "LISTED_TARGETS")

# What a release build of the specimens is: the optimisation that people ship,
# and line tables so that listings can name source lines.
OPTIMIZED = ["-O2", "-g1", "-DNDEBUG"]

# Same input, same output, on any machine.
_REPRODUCIBLE = [
    "-no-canonical-prefixes",
    "-Wno-builtin-macro-redefined",
    "-D__DATE__=\"redacted\"",
    "-D__TIMESTAMP__=\"redacted\"",
    "-D__TIME__=\"redacted\"",
]

# The configuration rule asks for every tool by name. Binutils and LLVM agree
# on these, whichever architecture they work on.
_BINUTILS = ["ar", "ld", "nm", "objcopy", "objdump", "strip"]
_COVERAGE = {"gcov": "gcov", "llvm-cov": "llvm-cov", "llvm-profdata": "llvm-profdata", "dwp": "llvm-dwp"}

def _tool_paths(target):
    paths = {tool: "/usr/bin/{}-{}".format(target.level.triple, tool) for tool in _BINUTILS}
    paths.update({tool: "/usr/bin/" + program for tool, program in _COVERAGE.items()})
    driver = target.compiler.driver.format(triple = target.level.triple)
    paths.update({"gcc": driver, "cpp": driver})
    return paths

def _declare_toolchain(target):
    level, compiler = target.level, target.compiler
    driver_flags = [flag.format(triple = level.triple) for flag in compiler.flags]
    cc_toolchain_config(
        name = target.name + "_config",
        abi_libc_version = "glibc",
        abi_version = "gnu",
        compile_flags = level.flags,
        compiler = compiler.name,
        cpu = level.architecture,
        cxx_builtin_include_directories = ["/usr/"],
        dbg_compile_flags = ["-O0", "-g"],
        host_system_name = "local",
        link_flags = driver_flags,
        link_libs = ["-lstdc++", "-lm"],
        opt_compile_flags = OPTIMIZED,
        target_libc = "glibc",
        target_system_name = level.triple,
        tool_paths = _tool_paths(target),
        toolchain_identifier = target.name,
        unfiltered_compile_flags = driver_flags + _REPRODUCIBLE,
    )
    cc_toolchain(
        name = target.name + "_cc",
        all_files = ":no_files",
        compiler_files = ":no_files",
        dwp_files = ":no_files",
        linker_files = ":no_files",
        objcopy_files = ":no_files",
        strip_files = ":no_files",
        supports_param_files = True,
        toolchain_config = target.name + "_config",
    )
    native.toolchain(
        name = target.name,
        target_compatible_with = platform_constraints(level),
        target_settings = ["//toolchains:compiler_is_" + compiler.name],
        toolchain = target.name + "_cc",
        toolchain_type = "@bazel_tools//tools/cpp:toolchain_type",
    )

def declare_toolchains():
    """Declares one C++ toolchain per target, under the target's name.

    The compilers are the machine's own, so no files are declared; what the
    machine has is part of every action's key through --action_env (bazelw).
    """
    native.filegroup(name = "no_files")
    for target in LISTED_TARGETS:
        _declare_toolchain(target)
