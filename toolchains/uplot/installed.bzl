"""uPlot as the machine that builds has it, which draws the page's curves."""

_FOLDER = "/usr/share/nodejs/uplot/dist/"

_FILES = {
    "notice": "/usr/share/doc/node-uplot/copyright",
    "script.js": _FOLDER + "uPlot.iife.min.js",
    "style.css": _FOLDER + "uPlot.min.css",
}

def _installed_uplot_impl(repository):
    installed = all([repository.path(file).exists for file in _FILES.values()])
    for name, file in _FILES.items():
        repository.file(name, repository.read(file) if installed else "")
    repository.file("BUILD.bazel", "exports_files({})\n".format(repr(_FILES.keys())))

# A repository with uPlot's script, style and notice; all of them are empty where
# Debian's package node-uplot is not installed.
installed_uplot = repository_rule(
    implementation = _installed_uplot_impl,
    configure = True,
    local = True,
)
