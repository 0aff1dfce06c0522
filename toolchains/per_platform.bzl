"""What tests of machine code are compiled for."""

# The key of a split attribute where the rule names no platforms.
CURRENT_PLATFORM = "current platform"

def _per_platform_impl(settings, attr):
    current = settings["//command_line_option:platforms"]
    platforms = {str(platform): [platform] for platform in attr.platforms}
    return {
        name: {
            "//command_line_option:compilation_mode": attr.compilation_mode,
            "//command_line_option:platforms": platform,
        }
        for name, platform in (platforms or {CURRENT_PLATFORM: current}).items()
    }

# Of a rule with the attributes `platforms` and `compilation_mode`: splits into
# one build for each platform, by its label, or for the current one.
per_platform = transition(
    implementation = _per_platform_impl,
    inputs = ["//command_line_option:platforms"],
    outputs = [
        "//command_line_option:compilation_mode",
        "//command_line_option:platforms",
    ],
)
