"""Which headless Chromium and chromedriver the page is tested with, if any."""

_BROWSERS = ["chromium", "chromium-browser", "google-chrome", "chromium-headless-shell"]
_DRIVERS = ["chromedriver"]

# Inside the toolbox both come from its own archive: see downloaded.bzl.
_TOOLBOX = "/opt/atomics-lab/toolbox"

def _first(repository, names):
    for name in names:
        program = repository.which(name)
        if program:
            return program
    return None

_RUN = """#!/bin/bash
exec '{}' "$@"
"""

_BUILD = """load("@rules_shell//shell:sh_binary.bzl", "sh_binary")

package(default_visibility = ["//visibility:public"])

[
    sh_binary(
        name = name,
        srcs = [name + ".sh"],
    )
    for name in ["chromium", "chromedriver"]
]
"""

def _installed_browser_impl(repository):
    in_toolbox = repository.path(_TOOLBOX).exists
    browser = _first(repository, _BROWSERS)
    driver = _first(repository, _DRIVERS)
    skipped = not in_toolbox and not (browser and driver)
    repository.file("BUILD.bazel", _BUILD)
    repository.file("chromium.sh", _RUN.format(browser), executable = True)
    repository.file("chromedriver.sh", _RUN.format(driver), executable = True)
    name = "chrome"
    if in_toolbox or browser and browser.basename.endswith("headless-shell"):
        name = "chrome-headless-shell"
    repository.file("where.bzl", "COMPATIBLE = {}\nNAME = {}\nREPOSITORY = {}\n".format(
        repr(["@platforms//:incompatible"] if skipped else []),
        repr(name),
        repr("downloaded_browser" if in_toolbox else "installed_browser"),
    ))

# A repository that says where //toolchains/browser takes both from, what the driver
# calls such a browser, and the constraints of tests that run them: one that nothing
# fulfils where there are none, so that Bazel reports the tests as skipped (as in
# //toolchains/herd).
installed_browser = repository_rule(
    implementation = _installed_browser_impl,
    configure = True,
    environ = ["PATH"],
    local = True,
)
