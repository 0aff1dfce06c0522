"""What WORKSPACE calls; this Bazel needs nothing for its own shell rules."""

def rules_shell_dependencies():
    pass

def rules_shell_toolchains():
    pass
