"""sh_test, which this Bazel still has by itself."""

def sh_test(**kwargs):
    native.sh_test(**kwargs)
