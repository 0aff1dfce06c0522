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

// Encoded by hand: assemblers warn of these.
        function status_is_data
1:      ldxr    x1, [x0]
        add     x1, x1, #1
        .inst   0xc8017c01              // stxr w1, x1, [x0]
        cbnz    w1, 1b
        ret
        .size   status_is_data, . - status_is_data

        function status_is_base
        mov     x5, x0
1:      ldxr    x1, [x0]
        add     x1, x1, #1
        .inst   0xc8007c01              // stxr w0, x1, [x0]
        mov     w4, w0
        mov     x0, x5
        cbnz    w4, 1b
        ret
        .size   status_is_base, . - status_is_base

        function status_is_second_datum
1:      ldxp    x1, x2, [x0]
        .inst   0xc8220801              // stxp w2, x1, x2, [x0]
        cbnz    w2, 1b
        ret
        .size   status_is_second_datum, . - status_is_second_datum

        function status_apart
1:      ldxr    x1, [x0]
        add     x1, x1, #1
        stxr    w2, x1, [x0]
        cbnz    w2, 1b
        ret
        .size   status_apart, . - status_apart

        function status_never_read
        ldaxr   w1, [x0]
        add     w1, w1, #1
        stlxr   w2, w1, [x0]
        ret
        .size   status_never_read, . - status_never_read

        function status_overwritten
        ldxr    w1, [x0]
        stxr    w2, w3, [x0]
        cbz     w1, 1f
        mov     w2, #1
1:      mov     w2, #2
        mov     w0, w2
        ret
        .size   status_overwritten, . - status_overwritten

// The branch that should try again never does.
        function status_to_zero
1:      ldaxr   x1, [x0]
        add     x2, x1, #1
        stlxr   wzr, x2, [x0]
        cbnz    wzr, 1b
        ret
        .size   status_to_zero, . - status_to_zero

// Right: on one way it is read, and that tries once.
        function status_read_later
        ldxr    w1, [x0]
        stxr    w9, w3, [x0]
        cbz     w1, 1f
        mov     w9, #1
1:      cmp     w9, #0
        cset    w0, eq
        ret
        .size   status_read_later, . - status_read_later

// Right: it is the result.
        function status_returned
        mov     x9, x0
        ldxr    w1, [x9]
        stxr    w0, w3, [x9]
        ret
        .size   status_returned, . - status_returned

// Right: no load-exclusive; this ends the watching of one elsewhere.
        function watching_ended
        stxr    wzr, w1, [x0]
        ret
        .size   watching_ended, . - watching_ended

        function other_address
1:      ldxr    x1, [x0]
        add     x1, x1, #1
        stxr    w2, x1, [x5]
        cbnz    w2, 1b
        ret
        .size   other_address, . - other_address

        function moved_address
1:      ldxr    x1, [x0]
        add     x0, x0, #8
        stxr    w2, x1, [x0]
        cbnz    w2, 1b
        ret
        .size   moved_address, . - moved_address

        function other_size
1:      ldxr    x1, [x0]
        stxr    w2, w1, [x0]
        cbnz    w2, 1b
        ret
        .size   other_size, . - other_size

        function pair_and_single
1:      ldxp    x1, x3, [x0]
        stxr    w2, x1, [x0]
        cbnz    w2, 1b
        ret
        .size   pair_and_single, . - pair_and_single

// Right: the address has two names, or gets another on the way.
        function copied_address
        mov     x4, x0
1:      ldxr    x1, [x0]
        mov     x5, x0
        tbz     w1, #0, 2f
        stxr    w2, x6, [x4]
        cbnz    w2, 1b
        ret
2:      stxr    w2, x7, [x5]
        cbnz    w2, 1b
        ret
        .size   copied_address, . - copied_address

// Right: the same sum is made twice.
        function summed_address
        b       1f
2:      add     x3, x0, #140
        stlxr   w1, w2, [x3]
        cbz     w1, 3f
1:      add     x1, x0, #140
        ldaxr   w1, [x1]
        cbz     w1, 2b
3:      ret
        .size   summed_address, . - summed_address

// Right: a page's address is made twice.
        function paged_address
1:      adrp    x0, callee
        ldxr    w1, [x0]
        adrp    x3, callee
        stxr    w2, w1, [x3]
        cbnz    w2, 1b
        ret
        .size   paged_address, . - paged_address

        function pairs_of_two
1:      ldaxp   x1, x3, [x0]
        stlxp   w2, x3, x1, [x0]
        cbnz    w2, 1b
        ret
        .size   pairs_of_two, . - pairs_of_two

// What is stored grows with each failure.
        function grows
1:      ldxr    x1, [x0]
        add     x2, x2, #1
        stxr    w3, x2, [x0]
        cbnz    w3, 1b
        ret
        .size   grows, . - grows

        function swap_grows
        ldr     x1, [x0]
        add     x2, x1, #1
1:      mov     x3, x1
        cas     x3, x2, [x0]
        cmp     x3, x1
        b.eq    2f
        mov     x1, x3
        add     x2, x2, #1
        b       1b
2:      ret
        .size   swap_grows, . - swap_grows

// Right: what was read grows.
        function sum_of_read
1:      ldxr    x2, [x0]
        add     x2, x2, #1
        stxr    w3, x2, [x0]
        cbnz    w3, 1b
        ret
        .size   sum_of_read, . - sum_of_read

        function swap_of_read
        ldr     x1, [x0]
1:      add     x2, x1, #1
        mov     x3, x1
        cas     x3, x2, [x0]
        cmp     x3, x1
        mov     x1, x3
        b.ne    1b
        ret
        .size   swap_of_read, . - swap_of_read

// Right: attempts are counted, and something else is stored.
        function counted_attempts
1:      ldxr    x1, [x0]
        add     x5, x5, #1
        stxr    w3, x2, [x0]
        cbnz    w3, 1b
        ret
        .size   counted_attempts, . - counted_attempts

// Right: each success stores a larger number, each retry the same.
        function exchanged_numbers
1:      ldxr    x1, [x0]
        stxr    w3, x2, [x0]
        cbnz    w3, 1b
        add     x2, x2, #1
        cmp     x2, #10
        b.ne    1b
        ret
        .size   exchanged_numbers, . - exchanged_numbers

        function flags_overwritten
        mov     x3, x1
        casal   x3, x2, [x0]
        cmp     x3, x1
        subs    x4, x4, #1
        cset    w0, eq
        ret
        .size   flags_overwritten, . - flags_overwritten

// Right: nothing sets flags in between, or a condition is added.
        function flags_kept
        mov     x3, x1
        casal   x3, x2, [x0]
        cmp     x3, x1
        sub     x4, x4, #1
        ccmp    x4, #0, #0, eq
        cset    w0, eq
        ret
        .size   flags_kept, . - flags_kept
