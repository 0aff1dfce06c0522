"""Headers that most files of many libraries include, read by the compiler once.

What GCC makes of them is a file beside the header; `-include NAME.h` then takes
that file's content up as it stands. A file still includes what it uses: other
compilers, to which the header is empty, see only that.
"""

load("@rules_cc//cc:action_names.bzl", "ACTION_NAMES")
load("@rules_cc//cc:find_cc_toolchain.bzl", "find_cc_toolchain", "use_cc_toolchain")
load("@rules_cc//cc/common:cc_common.bzl", "cc_common")
load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")

def _compile(ctx, toolchain, header, context):
    """Declares GCC's form of `header`, made with the flags that its users have."""
    compiled = ctx.actions.declare_file(header.basename + ".gch")
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    options = ctx.fragments.cpp
    variables = cc_common.create_compile_variables(
        feature_configuration = features,
        cc_toolchain = toolchain,
        source_file = header.path,
        output_file = compiled.path,
        user_compile_flags = options.copts + options.cxxopts + ctx.attr.copts + ["-x", "c++-header"],
        quote_include_directories = context.quote_includes,
        include_directories = context.includes,
        system_include_directories = context.system_includes,
        preprocessor_defines = context.defines,
    )
    ctx.actions.run(
        executable = cc_common.get_tool_for_action(
            feature_configuration = features,
            action_name = ACTION_NAMES.cpp_compile,
        ),
        arguments = cc_common.get_memory_inefficient_command_line(
            feature_configuration = features,
            action_name = ACTION_NAMES.cpp_compile,
            variables = variables,
        ),
        env = cc_common.get_environment_variables(
            feature_configuration = features,
            action_name = ACTION_NAMES.cpp_compile,
            variables = variables,
        ),
        inputs = depset([header], transitive = [context.headers, toolchain.all_files]),
        outputs = [compiled],
        mnemonic = "CppPrecompile",
        progress_message = "Precompiling headers %{output}",
    )
    return compiled

def _precompiled_headers_impl(ctx):
    toolchain = find_cc_toolchain(ctx)
    context = cc_common.merge_compilation_contexts(
        compilation_contexts = [dep[CcInfo].compilation_context for dep in ctx.attr.deps],
    )
    precompiles = toolchain.compiler == "gcc"
    header = ctx.actions.declare_file(ctx.label.name + ".h")
    ctx.actions.write(header, "".join([
        "#include {}\n".format(name)
        for name in ctx.attr.headers
        if precompiles
    ]))
    headers = [header] + ([_compile(ctx, toolchain, header, context)] if precompiles else [])
    own = cc_common.create_compilation_context(headers = depset(headers))
    return [CcInfo(compilation_context = cc_common.merge_compilation_contexts(
        compilation_contexts = [own, context],
    ))]

precompiled_headers = rule(
    doc = "The header NAME.h, precompiled where the compiler is GCC and empty where it is not.",
    implementation = _precompiled_headers_impl,
    attrs = {
        "copts": attr.string_list(
            doc = "Flags that all who include it are compiled with.",
        ),
        "deps": attr.label_list(
            doc = "The libraries whose headers they are.",
            providers = [CcInfo],
        ),
        "headers": attr.string_list(
            doc = "What stands behind `#include`, with its quotes or angle brackets.",
            mandatory = True,
        ),
    },
    fragments = ["cpp"],
    toolchains = use_cc_toolchain(),
)
