// Not a specimen's header, and never compiled.
// ASM Add x86_64: lock add
