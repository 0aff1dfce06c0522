"""Whether the machine that builds has libiberty, which demangles Rust's names."""

_HEADER = "/usr/include/libiberty/demangle.h"

def _installed_libiberty_impl(repository):
    installed = repository.path(_HEADER).exists
    repository.file("BUILD.bazel", "")
    repository.file("installed.bzl", "INSTALLED = {}\n".format(installed))

# A repository that says INSTALLED, for //toolchains/libiberty to load.
installed_libiberty = repository_rule(
    implementation = _installed_libiberty_impl,
    configure = True,
    local = True,
)
