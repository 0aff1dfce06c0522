"""Whether the machine that builds has herd7 and diy7, which the explorer is compared with."""

_PROGRAMS = ["herd7", "diy7"]

# Where it is, everything is installed that packages.txt names: what is missing
# there is a fault of the toolbox, and tests fail of it.
_TOOLBOX = "/opt/atomics-lab/toolbox"

def _installed_herd7_impl(repository):
    missing = [program for program in _PROGRAMS if not repository.which(program)]
    skipped = missing and not repository.path(_TOOLBOX).exists
    constraints = ["@platforms//:incompatible"] if skipped else []
    repository.file("BUILD.bazel", "")
    repository.file("compatibility.bzl", "INSTALLED = {}\n".format(repr(constraints)))

# A repository with the constraints of tests that run them, as of
# //toolchains/unicorn: none in the toolbox and where they are installed, else
# one that nothing fulfils, so that Bazel reports the tests as skipped.
installed_herd7 = repository_rule(
    implementation = _installed_herd7_impl,
    configure = True,
    environ = ["PATH"],
    local = True,
)
