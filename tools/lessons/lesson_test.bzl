"""A page of Markdown whose commands are run, and hold or fail as a test."""

load("@rules_shell//shell:sh_binary.bzl", "sh_binary")
load("@rules_shell//shell:sh_test.bzl", "sh_test")
load("//toolchains:host_only.bzl", "HOST_ONLY")

# What pages say behind `./bazelw run`.
_PROGRAMS = [
    "//:lab",
    "//counters:final_counter",
]

def lesson_test(name, page, programs = [], quotes = [], files = [], built = [], **kwargs):
    """Declares a test of a page, and `update_<name>`, which writes it anew.

    Args:
      name: of the test.
      page: the file, in this package.
      programs: labels that the page runs beside the lab and final_counter, as
        the page has them.
      quotes: the files that the page quotes.
      files: those that its commands name, as they are named from the project's
        folder.
      built: labels of files that its commands name under bazel-bin/.
      **kwargs: for the test: size.
    """
    programs = _PROGRAMS + programs
    args = ["$(rootpath //tools/lessons)"] + [
        "--program={0}=$(rootpath {0})".format(program)
        for program in programs
    ] + [
        "--file=$(rootpath {})".format(file)
        for file in files
    ] + [
        "--built=$(rootpath {})".format(file)
        for file in built
    ] + ["$(rootpath {})".format(page)]
    data = programs + quotes + files + built + [page, "//tools/lessons"]
    sh_test(
        name = name,
        srcs = ["//tools/lessons:run.sh"],
        args = args,
        data = data,
        # It needs the lab, with all targets.
        tags = ["every_target"],
        target_compatible_with = HOST_ONLY,
        **kwargs
    )
    sh_binary(
        name = "update_" + name,
        testonly = True,
        srcs = ["//tools/lessons:update.sh"],
        args = [native.package_name() + "/" + page] + args,
        data = data,
        tags = ["every_target"],
        target_compatible_with = HOST_ONLY,
    )
