"""JavaScript modules as one script."""

def script_bundle(name, modules):
    """Declares `name`.js: the modules one after the other, as one module.

    Args:
      name: its name.
      modules: files, each after those that it imports from. Their top-level
        names are all different; `import` stands in one line and renames
        nothing; no string goes over a line's end. Comments that have a line
        to themselves, and indents, are left out.
    """
    native.genrule(
        name = name,
        srcs = modules,
        outs = [name + ".js"],
        cmd = "sed -e '/^import /d' -e 's/^export //' -e 's/^ *//' -e '/^\\/\\//d' {} > $@".format(
            " ".join(["$(location {})".format(module) for module in modules]),
        ),
    )
