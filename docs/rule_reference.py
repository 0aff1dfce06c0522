"""Makes a rule's reference page out of the words in its .bzl file.

    rule_reference.py FILE.bzl RULE >PAGE.md

Starlark's grammar is a part of Python's, so Python's own parser reads it.
"""

import ast
import sys
import textwrap


def fail(message):
    sys.exit(f"rule_reference: {message}")


def arguments(call):
    return {keyword.arg: keyword.value for keyword in call.keywords}


def find_rule(tree, name):
    """The arguments of the call of rule() whose result is bound to `name`."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and statement.targets[0].id == name:
            return arguments(statement.value)
    fail(f"no rule called {name}")


def kind(call):
    """`label list` of attr.label_list(…)."""
    return call.func.attr.replace("_", " ")


def default(given):
    if "mandatory" in given and ast.literal_eval(given["mandatory"]):
        return "required"
    if "default" in given:
        return f"`{ast.unparse(given['default'])}`"
    return "none"


def choices(given):
    if "values" not in given:
        return ""
    values = ast.literal_eval(given["values"])
    return " One of " + ", ".join(f"`{value}`" for value in values) + "."


def attribute_row(name, call):
    given = arguments(call)
    if "doc" not in given:
        fail(f"the attribute {name} says nothing about itself")
    doc = ast.literal_eval(given["doc"]) + choices(given)
    return f"| `{name}` | {kind(call)} | {default(given)} | {doc} |"


def page(path, name):
    with open(path, encoding="utf-8") as file:
        rule = find_rule(ast.parse(file.read(), path), name)
    attributes = zip(rule["attrs"].keys, rule["attrs"].values)
    rows = [
        attribute_row(ast.literal_eval(key), value)
        for key, value in attributes
        if not ast.literal_eval(key).startswith("_")
    ]
    return "\n".join(
        [
            f"# {name}",
            "",
            textwrap.dedent(ast.literal_eval(rule["doc"])).strip(),
            "",
            "## Attributes",
            "",
            "| Attribute | Type | Default | Meaning |",
            "|---|---|---|---|",
            "| `name` | name | required | The test's name. |",
            *rows,
            "",
            f"*Made from `{path}` by `bazel run //docs:update_{name}`.*",
            "",
        ]
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        fail("takes a .bzl file and the name of a rule")
    print(page(sys.argv[1], sys.argv[2]), end="")
