"""A view of the page: its script, and a page that checks it."""

load("//tools/report/web:checks_page.bzl", "checks_page")
load("//tools/report/web:script_bundle.bzl", "script_bundle")

def view(name, modules, samples = [], library = None):
    """Declares `name`_script.js, and `name`_checks.html for the tests.

    Args:
      name: of the view: its section is `name`.html, what starts its script
        `name`_start.js, and its checks are in `name`_checks.js.
      modules: as of script_bundle, but for element.js, which all views have, and
        what starts the script.
      samples: modules that only the checks need.
      library: as of checks_page.
    """
    shared = ["element.js"] + modules
    script_bundle(
        name = name + "_script",
        modules = shared + [name + "_start.js"],
    )
    checks_page(
        name = name + "_checks",
        modules = shared + ["checks.js"] + samples + [name + "_checks.js"],
        section = name + ".html",
        library = library,
        visibility = ["//tests/page:__pkg__"],
    )
