"""compile_commands.json, for clangd and whatever else reads it."""

load("//toolchains/lint:compile_actions.bzl", "compile_actions")

_CommandsInfo = provider(
    doc = "Compile commands of a target and of what it depends on.",
    fields = {"entries": "depset of JSON objects as strings"},
)

def _collect_impl(target, ctx):
    entries = [
        json.encode({"file": command.source.path, "arguments": command.argv})
        for command in compile_actions(target, ctx)
    ]
    below = [
        dependency[_CommandsInfo].entries
        for dependency in getattr(ctx.rule.attr, "deps", [])
        if _CommandsInfo in dependency
    ]
    return [_CommandsInfo(entries = depset(entries, transitive = below))]

_collect = aspect(
    implementation = _collect_impl,
    attr_aspects = ["deps"],
)

def _compile_commands_impl(ctx):
    entries = depset(transitive = [
        target[_CommandsInfo].entries
        for target in ctx.attr.targets
    ])
    commands = ctx.actions.declare_file(ctx.label.name + ".json")
    ctx.actions.write(commands, "[\n" + ",\n".join(entries.to_list()) + "\n]\n")
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.expand_template(
        template = ctx.file._template,
        output = script,
        substitutions = {"{commands}": commands.short_path},
        is_executable = True,
    )
    return [DefaultInfo(
        executable = script,
        runfiles = ctx.runfiles(files = [commands]),
    )]

compile_commands = rule(
    doc = "Run it to write compile_commands.json into the workspace's root.",
    implementation = _compile_commands_impl,
    executable = True,
    attrs = {
        "targets": attr.label_list(
            mandatory = True,
            aspects = [_collect],
            doc = "C++ targets; what they depend on is covered too.",
        ),
        "_template": attr.label(
            default = "//toolchains/lint:compile_commands.sh.template",
            allow_single_file = True,
        ),
    },
)
