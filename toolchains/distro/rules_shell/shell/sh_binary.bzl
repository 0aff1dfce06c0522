"""sh_binary, which this Bazel still has by itself."""

def sh_binary(**kwargs):
    native.sh_binary(**kwargs)
