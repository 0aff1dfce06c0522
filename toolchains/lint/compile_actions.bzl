"""What the build itself would run to compile a target's own sources."""

load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")

def own_files(ctx, extensions):
    """A target's own checked-in files with one of these extensions."""
    return [
        file
        for attribute in ["hdrs", "srcs"]
        for label in getattr(ctx.rule.attr, attribute, [])
        for file in label[DefaultInfo].files.to_list()
        if file.extension in extensions and file.is_source
    ]

def _headers(target, ctx):
    """All that a target's sources may include (actions do not tell)."""
    visible = [target] + getattr(ctx.rule.attr, "deps", [])
    return depset(transitive = [
        dependency[CcInfo].compilation_context.headers
        for dependency in visible
        if CcInfo in dependency
    ] + [src[DefaultInfo].files for src in ctx.rule.attr.srcs])

def _without_prelude(argv):
    """A command without headers that are put before a file, which need not be built to read it."""
    return [
        word
        for i, word in enumerate(argv)
        if word != "-include" and (i == 0 or argv[i - 1] != "-include")
    ]

def compile_actions(target, ctx):
    """The compile commands of a target of this project.

    Args:
      target: the target an aspect visits.
      ctx: the aspect's context.

    Returns:
      A list of structs: `source`, the File compiled; `argv`, the command
      without precompiled headers;
      `inputs`, a depset of what it reads. Empty for other projects' targets.
    """
    if ctx.label.workspace_name or not hasattr(ctx.rule.attr, "srcs"):
        return []
    sources = {file.path: file for file in own_files(ctx, ["cc"])}
    commands = []
    for action in target.actions:
        if action.mnemonic != "CppCompile":
            continue
        for source in [sources.pop(word, None) for word in action.argv]:
            if source:
                commands.append(struct(
                    source = source,
                    argv = _without_prelude(action.argv),
                    inputs = _headers(target, ctx),
                ))
    return commands
