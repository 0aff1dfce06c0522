"""cc_library, cc_binary and cc_test as every room of the tools is compiled."""

load("@rules_cc//cc:defs.bzl", _cc_binary = "cc_binary", _cc_library = "cc_library", _cc_test = "cc_test")
load("//toolchains/cc:precompiled_headers.bzl", "precompiled_headers")

_HEADERS = [
    "<algorithm>",
    "<array>",
    "<functional>",
    "<map>",
    "<memory>",
    "<optional>",
    "<string>",
    "<string_view>",
    "<utility>",
    "<vector>",
    "\"absl/status/statusor.h\"",
    "\"absl/strings/str_cat.h\"",
    "\"absl/strings/str_join.h\"",
    "\"absl/types/span.h\"",
]

_DEPS = [
    "@abseil-cpp//absl/status:statusor",
    "@abseil-cpp//absl/strings",
    "@abseil-cpp//absl/types:span",
]

_TEST_HEADERS = [
    "\"gmock/gmock.h\"",
    "\"gtest/gtest.h\"",
]

_TEST_DEPS = ["@googletest//:gtest"]

# Rooms that read and print: what need not be fast is compiled in less time.
_QUICK_ROOMS = [
    "asmcheck",
    "collect",
    "lab",
    "lessons",
    "litmus",
    "outcome",
    "program",
    "report",
    "result",
    "shapes",
    "toolbox",
]

# How code is compiled: the flags, and with them the name of the prelude.
_QUICK = struct(name = "quick", copts = ["-O1"])
_FAST = struct(name = "fast", copts = [])

def declare_preludes():
    """Declares a prelude for each way to compile, and one more for its tests."""
    for way in [_QUICK, _FAST]:
        precompiled_headers(
            name = way.name,
            copts = way.copts,
            headers = _HEADERS,
            visibility = ["//tools:__subpackages__"],
            deps = _DEPS,
        )
        precompiled_headers(
            name = way.name + "_test",
            testonly = True,
            copts = way.copts,
            headers = _HEADERS + _TEST_HEADERS,
            visibility = ["//tools:__subpackages__"],
            deps = _DEPS + _TEST_DEPS,
        )

def _with_prelude(rule, suffix = "", copts = [], deps = [], **others):
    room = native.package_name().split("/")[1]
    way = _QUICK if room in _QUICK_ROOMS else _FAST
    prelude = way.name + suffix
    rule(
        copts = way.copts + ["-include", "tools/prelude/{}.h".format(prelude)] + copts,
        deps = deps + ["//tools/prelude:" + prelude],
        **others
    )

def cc_library(**attributes):
    """rules_cc's, compiled with the prelude of its room; a library of headers is as it was."""
    if attributes.get("srcs"):
        _with_prelude(_cc_library, **attributes)
    else:
        _cc_library(**attributes)

def cc_binary(**attributes):
    """rules_cc's, compiled with the prelude of its room."""
    _with_prelude(_cc_binary, **attributes)

def cc_test(**attributes):
    """rules_cc's, compiled with the prelude of its room's tests."""
    _with_prelude(_cc_test, suffix = "_test", **attributes)
