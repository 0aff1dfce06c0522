"""clang-format and clang-tidy as build actions: cached, parallel, per file.

`bazel build --config=lint //...` fails where either has something to say.
"""

load("//toolchains/lint:compile_actions.bzl", "compile_actions", "own_files")

# Options of the compiler at hand that clang-tidy's own Clang does not know.
_FOREIGN = ["-fno-canonical-system-headers"]

def _format(ctx):
    """One action that checks the layout of all of a target's own files."""
    files = own_files(ctx, ["cc", "h"])
    if not files or ctx.label.workspace_name:
        return []
    report = ctx.actions.declare_file(ctx.label.name + ".format")
    ctx.actions.run_shell(
        command = "report=$1; shift; clang-format --dry-run -Werror \"$@\" && : >\"$report\"",
        arguments = [report.path] + [file.path for file in files],
        inputs = files + [ctx.file._format_style],
        outputs = [report],
        mnemonic = "ClangFormat",
    )
    return [report]

def _tidy(ctx, command):
    """One action that runs clang-tidy as the file is really compiled."""
    report = ctx.actions.declare_file("{}.{}.tidy".format(
        ctx.label.name,
        command.source.basename,
    ))
    flags = [word for word in command.argv[1:] if word not in _FOREIGN]
    ctx.actions.run_shell(
        command = "report=$1; source=$2; shift 2; " +
                  "clang-tidy --quiet \"$source\" -- \"$@\" 2>&1 >\"$report.out\" | " +
                  "grep -v 'warnings\\? .*generated\\|^Suppressed\\|^Use -header' >&2; " +
                  "test \"${PIPESTATUS[0]}\" = 0 || { cat \"$report.out\" >&2; exit 1; }; " +
                  ": >\"$report\"",
        arguments = [report.path, command.source.path] + flags,
        inputs = depset([ctx.file._tidy_checks], transitive = [command.inputs]),
        outputs = [report],
        mnemonic = "ClangTidy",
        progress_message = "Reading %{label} with clang-tidy",
    )
    return report

def _lint_impl(target, ctx):
    reports = _format(ctx) + [_tidy(ctx, command) for command in compile_actions(target, ctx)]
    return [OutputGroupInfo(lint = depset(reports))]

lint = aspect(
    doc = "Reads every C++ file of this project with clang-format and clang-tidy.",
    implementation = _lint_impl,
    attrs = {
        "_format_style": attr.label(
            default = "//:.clang-format",
            allow_single_file = True,
        ),
        "_tidy_checks": attr.label(
            default = "//:.clang-tidy",
            allow_single_file = True,
        ),
    },
)
