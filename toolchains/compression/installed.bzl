"""Whether the machine that builds has liblzma and libzstd, which decompress files."""

def _installed_compression_impl(repository):
    repository.file("BUILD.bazel", "")
    repository.file("installed.bzl", "LZMA = {}\nZSTD = {}\n".format(
        repository.path("/usr/include/lzma.h").exists,
        repository.path("/usr/include/zstd.h").exists,
    ))

# A repository that says LZMA and ZSTD, for //toolchains/compression to load.
installed_compression = repository_rule(
    implementation = _installed_compression_impl,
    configure = True,
    local = True,
)
