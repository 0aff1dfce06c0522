"""The object files that a C++ library was compiled to."""

load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")

def objects_of(library):
    """The object files of a target with CcInfo, without those of what it depends on.

    Args:
      library: a configured target.

    Returns:
      A list of files; empty if the library compiles nothing.
    """
    files = []
    for linker_input in library[CcInfo].linking_context.linker_inputs.to_list():
        if linker_input.owner != library.label:
            continue
        for made in linker_input.libraries:
            files += made.objects or made.pic_objects
    return files
