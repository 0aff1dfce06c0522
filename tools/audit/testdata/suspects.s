// Each kind of suspect, and beside it the nearest code that is right.
        .arch   armv8.1-a
        .text
        .macro  function name
        .global \name
        .type   \name, %function
\name:
        .endm

callee: ret

// A load from elsewhere.
        function load_between
1:      ldxr    x1, [x0]
        ldr     x2, [x3]
        add     x1, x1, x2
        stxr    w4, x1, [x0]
        cbnz    w4, 1b
        ret
        .size   load_between, . - load_between

// A spill to the stack, on one of two ways.
        function spill_on_one_way
1:      ldaxr   w1, [x0]
        tbz     w1, #0, 2f
        str     w1, [sp, #12]
2:      stlxr   w2, w5, [x0]
        cbnz    w2, 1b
        ret
        .size   spill_on_one_way, . - spill_on_one_way

        function call_between
        stp     x29, x30, [sp, #-16]!
1:      ldxr    x1, [x0]
        bl      callee
        stxr    w4, x1, [x0]
        cbnz    w4, 1b
        ldp     x29, x30, [sp], #16
        ret
        .size   call_between, . - call_between

        function trap_between
1:      ldxr    x1, [x0]
        svc     #0
        stxr    w4, x1, [x0]
        cbnz    w4, 1b
        ret
        .size   trap_between, . - trap_between

// Right: the accesses are before, behind, and on the way that leaves.
        function access_around
        ldr     x2, [x3]
1:      ldxr    x1, [x0]
        cbz     x1, 2f
        add     x1, x1, x2
        stxr    w4, x1, [x0]
        cbnz    w4, 1b
        str     x1, [x3]
        ret
2:      clrex
        str     xzr, [x3]
        bl      callee
        ret
        .size   access_around, . - access_around

// Right: a load-exclusive that waits, and then one that is stored to.
        function two_loads
        sevl
1:      wfe
        ldaxr   w1, [x0]
        cbnz    w1, 1b
        ldr     w3, [x2]
2:      ldxr    w1, [x0]
        stxr    w4, w3, [x0]
        cbnz    w4, 2b
        ret
        .size   two_loads, . - two_loads

// Right: an unlock stores plainly to what an exclusive stores to as well.
        function lock_and_unlock
1:      ldaxr   w1, [x0]
        cbnz    w1, 1b
        stxr    w2, w3, [x0]
        cbnz    w2, 1b
        str     w4, [x5]
        stlr    wzr, [x0]
        ret
        .size   lock_and_unlock, . - lock_and_unlock
