"""Specimens changed in one word: the promises in their headers must break."""

load("@rules_cc//cc:defs.bzl", "cc_library")
load("//tests/promises:per_target_test.bzl", "per_target_test")
load("//toolchains:host_only.bzl", "HOST_ONLY")

_PROBE = """
#include "counters/guarded.h"
#include "{mutant}"

namespace atomics_lab::probes::{specimen} {{
using Type = {type};
void Add(Type& counter, Type::Value delta) {{ counter.Add(delta); }}
Type::Value Read(const Type& counter) {{ return counter.Read(); }}
}}  // namespace atomics_lab::probes::{specimen}
"""

def mutant(name, header, specimen, type, change, breaks, promised_as = ""):
    """Declares a mutated specimen and, for each target, a test that it is caught.

    Args:
      name: what was changed.
      header: the specimen's header in //counters/specimens.
      specimen: its name in the catalog.
      type: its type, as in the catalog.
      change: (from, to), words of the header's code; comments stay as they are.
      breaks: what asmcheck must say, by the target's name.
      promised_as: the target whose promises it is held against, if it is not the
        one it is built for.
    """
    native.genrule(
        name = name + "_header",
        srcs = ["//counters:specimens/" + header],
        outs = [name + ".h"],
        cmd = "sed '/^ *\\/\\//!s/{}/{}/' $< >$@ && ! cmp -s $< $@".format(*change),
    )
    native.genrule(
        name = name + "_probe",
        outs = [name + ".cc"],
        cmd = "cat >$@ <<'END'{}END".format(_PROBE.format(
            mutant = "tests/promises/{}.h".format(name),
            specimen = specimen,
            type = type,
        )),
    )
    cc_library(
        name = name,
        srcs = [name + ".cc", name + ".h"],
        tags = ["manual"],
        deps = ["//counters:specimens"],
    )
    for target, says in breaks.items():
        per_target_test(
            name = "{}_on_{}_is_caught".format(name, target),
            size = "small",
            arguments = ["--promises=$(rootpath //counters:specimens/{})".format(header)] +
                        (["--as=" + promised_as] if promised_as else []) +
                        ["--expect=" + text for text in says],
            data = ["//counters:specimens/" + header],
            library = ":" + name,
            tags = ["every_target"],
            target = target,
            target_compatible_with = HOST_ONLY,
            tool = ":expect_broken",
        )
