"""Pages that the build makes and that are committed: one test, one updater."""

load("@rules_shell//shell:sh_binary.bzl", "sh_binary")
load("@rules_shell//shell:sh_test.bzl", "sh_test")

def committed_page(name, page, made, **kwargs):
    """Declares `<name>_test`, which compares, and `update_<name>`, which writes.

    Args:
      name: of what the page shows.
      page: the committed file, in this package.
      made: a target that makes the same file.
      **kwargs: for both: tags, target_compatible_with.
    """
    sh_test(
        name = name + "_test",
        size = "small",
        srcs = ["//docs:compare_page.sh"],
        args = [
            "$(rootpath {})".format(page),
            "$(rootpath {})".format(made),
            "//{}:update_{}".format(native.package_name(), name),
        ],
        data = [page, made],
        **kwargs
    )
    sh_binary(
        name = "update_" + name,
        srcs = ["//docs:write_page.sh"],
        args = ["$(rootpath {})".format(made), native.package_name() + "/" + page],
        data = [made],
        **kwargs
    )
