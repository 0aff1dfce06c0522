"""The one table of targets.

A target is an architecture, an instruction-set level and a compiler, spelled
`<level>-<compiler>`: x86_64-gcc, aarch64_lse-clang. Everything that building
and running a target needs stands in its rows here: platforms, toolchains,
emulators and the lab's transition are all made from them.
"""

# One row per instruction-set level.
#   name          the platform, //toolchains:<name>, and the first half of a
#                 target's name
#   architecture  as @platforms//cpu spells it, as `uname -m` prints it, and as
#                 qemu-<architecture> is called
#   isa           the level in the vendor's words
#   default       True: the level that compilers aim at when they are told
#                 nothing, hence the level of a host of this architecture
#   triple        names the compilers (<triple>-gcc) and the sysroot
#   flags         what selects the level, for either compiler
#   qemu_cpus     the QEMU models tests run on, each. A model lacks what the
#                 level lacks, so a pass proves which instructions ran
#   traps_on      QEMU models that lack what the level needs: on these a program
#                 of the level must die of an illegal instruction
#   cpu_features  words of /proc/cpuinfo that a machine of this architecture
#                 must show to run the level natively
LEVELS = [
    struct(
        name = "x86_64",
        architecture = "x86_64",
        isa = "x86-64",
        default = True,
        triple = "x86_64-linux-gnu",
        flags = [],
        qemu_cpus = ["qemu64"],
        traps_on = [],
        cpu_features = [],
    ),
    struct(
        name = "aarch64",
        architecture = "aarch64",
        isa = "armv8-a",
        default = False,
        triple = "aarch64-linux-gnu",
        flags = ["-march=armv8-a", "-mno-outline-atomics"],
        qemu_cpus = ["cortex-a57"],
        traps_on = [],
        cpu_features = [],
    ),
    struct(
        name = "aarch64_lse",
        architecture = "aarch64",
        isa = "armv8.1-a",
        default = False,
        triple = "aarch64-linux-gnu",
        flags = ["-march=armv8.1-a"],
        qemu_cpus = ["neoverse-n1"],
        traps_on = ["cortex-a57"],
        cpu_features = ["atomics"],
    ),
    struct(
        name = "aarch64_outline",
        architecture = "aarch64",
        isa = "armv8-a, outlined atomics",
        default = True,
        triple = "aarch64-linux-gnu",
        flags = [],
        qemu_cpus = ["cortex-a57", "neoverse-n1"],
        traps_on = [],
        cpu_features = [],
    ),
]

# Levels that have a platform and toolchains, whose instructions the atlas
# lists, and that nothing is run on: what they add changes an instruction and
# neither a counter nor a test's outcome, so a row above would only cost time.
# FEAT_LRCPC's `ldapr` is why acquire loads differ from Armv8.3 on.
LISTED_LEVELS = [
    struct(
        name = "aarch64_rcpc",
        architecture = "aarch64",
        isa = "armv8.3-a",
        default = False,
        triple = "aarch64-linux-gnu",
        flags = ["-march=armv8.3-a"],
    ),
]

# One row per compiler.
#   name     as //toolchains:compiler spells it
#   driver   the compiler's path; {triple} is the level's
#   flags    what every call needs; {triple} is the level's
COMPILERS = [
    struct(
        name = "gcc",
        driver = "/usr/bin/{triple}-gcc",
        flags = ["-fno-canonical-system-headers"],
    ),
    struct(
        name = "clang",
        driver = "/usr/bin/clang",
        flags = ["--target={triple}"],
    ),
]

def _targets(levels):
    return [
        struct(
            name = "{}-{}".format(level.name, compiler.name),
            level = level,
            compiler = compiler,
        )
        for level in levels
        for compiler in COMPILERS
    ]

# What is built, run and shown.
TARGETS = _targets(LEVELS)

# What is compiled and listed: those, and the ones that are only listed.
LISTED_TARGETS = _targets(LEVELS + LISTED_LEVELS)
