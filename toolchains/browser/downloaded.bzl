"""Headless Chromium and chromedriver from the toolbox's own archive."""

_BUILD = """load("@rules_shell//shell:sh_binary.bzl", "sh_binary")

[
    sh_binary(
        name = name,
        srcs = ["run_unpacked.sh"],
        data = glob(["root/**"], allow_empty = True),
        visibility = ["//visibility:public"],
    )
    for name in ["chromium", "chromedriver"]
]
"""

# What stands in for both where the download failed, so that the tests fail and
# say so, and whatever needs no browser is built and tested all the same.
_FAIL = """#!/bin/bash
echo 'no browser: its download failed: {}; to try again: ./bazelw fetch --force --repo=@downloaded_browser' >&2
exit 1
"""

def _first_error(text):
    lines = [line for line in text.splitlines() if line.startswith("E: ")] or text.splitlines()
    return lines[0].removeprefix("E: ").replace("'", "") if lines else "no message"

def _downloaded_browser_impl(repository):
    # Another toolbox may need another set of packages.
    repository.watch("/opt/atomics-lab/toolbox")
    repository.file("BUILD.bazel", _BUILD)
    repository.report_progress("downloading headless Chromium, 130 MB")
    root = repository.path("root")
    repository.file("root/.made")
    done = repository.execute([repository.attr.download, root])
    if done.return_code == 0:
        repository.symlink(repository.attr.run, "run_unpacked.sh")
        return
    repository.delete(root)
    repository.file("run_unpacked.sh", _FAIL.format(_first_error(done.stderr)), executable = True)

# Made when a test first needs it, and kept: nothing but tests of the page pays.
downloaded_browser = repository_rule(
    implementation = _downloaded_browser_impl,
    attrs = {
        "download": attr.label(default = "//toolchains/browser:download.sh"),
        "run": attr.label(default = "//toolchains/browser:run_unpacked.sh"),
    },
)
