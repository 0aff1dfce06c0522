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

def named_objects(ctx, library, target):
    """The object files of a library under its target's name.

    Builds for all targets call their objects the same, and a test's runfiles
    hold one file of a name.

    Args:
      ctx: the rule's context.
      library: a configured target with CcInfo; it fails if that compiles nothing.
      target: a name in toolchains/targets.bzl.

    Returns:
      A list of links to the files, declared by this function.
    """
    named = []
    for number, file in enumerate(objects_of(library)):
        link = ctx.actions.declare_file("{}.objects/{}/{}/{}".format(
            ctx.label.name,
            target,
            number,
            file.basename,
        ))
        ctx.actions.symlink(output = link, target_file = file)
        named.append(link)
    if not named:
        fail("{} compiles nothing: there is nothing to inspect".format(library.label))
    return named
