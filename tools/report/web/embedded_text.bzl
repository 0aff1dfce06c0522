"""A text file as a constant of a C++ header."""

load("@rules_cc//cc:defs.bzl", "cc_library")

_HEADER = """{{
echo '// Made of {src}.'
echo '#ifndef {guard}'
echo '#define {guard}'
echo '#include <string_view>'
echo 'namespace atomics_lab::report {{'
echo 'inline constexpr std::string_view {constant} = R"page(' | tr -d '\\n'
cat $<
echo ')page";'
echo '}}  // namespace atomics_lab::report'
echo '#endif  // {guard}'
}} > $@"""

def embedded_text(name, src, constant, **kwargs):
    """Declares a library whose header, `name`.h, has a constant with a file's text.

    Args:
      name: its name.
      src: the file; it does not contain `)page"`.
      constant: of type std::string_view, in namespace atomics_lab::report.
      **kwargs: for the library.
    """
    native.genrule(
        name = name + "_header",
        srcs = [src],
        outs = [name + ".h"],
        cmd = _HEADER.format(
            constant = constant,
            guard = "ATOMICS_LAB_{}_{}_H_".format(
                native.package_name().replace("/", "_").upper(),
                name.upper(),
            ),
            src = src,
        ),
    )
    cc_library(
        name = name,
        hdrs = [name + ".h"],
        **kwargs
    )
