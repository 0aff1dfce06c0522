"""Whether the machine that builds has Unicorn, the emulator that lowering is held against."""

_HEADER = "/usr/include/unicorn/unicorn.h"

def _installed_unicorn_impl(repository):
    missing = [] if repository.path(_HEADER).exists else ["@platforms//:incompatible"]
    repository.file("BUILD.bazel", "")
    repository.file("compatibility.bzl", "INSTALLED = {}\n".format(repr(missing)))

# A repository with the constraints that targets built on Unicorn have: none
# where it is installed, else one that nothing fulfils, so that Bazel reports
# their tests as skipped.
installed_unicorn = repository_rule(
    implementation = _installed_unicorn_impl,
    configure = True,
    local = True,
)
