"""Whether the machine that builds has herd7 and diy7, which the explorer is compared with."""

_PROGRAMS = ["herd7", "diy7"]

# Inside the toolbox everything that packages.txt names is installed. What is
# missing there is a fault of the toolbox, and tests must fail.
_TOOLBOX = "/opt/atomics-lab/toolbox"

def _installed_herd7_impl(repository):
    missing = [program for program in _PROGRAMS if not repository.which(program)]
    skipped = missing and not repository.path(_TOOLBOX).exists
    constraints = ["@platforms//:incompatible"] if skipped else []
    repository.file("BUILD.bazel", "")
    repository.file("compatibility.bzl", "INSTALLED = {}\n".format(repr(constraints)))

# A repository with the constraints of tests that run these programs: none in the
# toolbox and where they are installed, else one that nothing fulfils, so that
# Bazel reports the tests as skipped (as in //toolchains/unicorn).
installed_herd7 = repository_rule(
    implementation = _installed_herd7_impl,
    configure = True,
    environ = ["PATH"],
    local = True,
)
