# Each kind of suspect on x86-64, and beside it the nearest code that is right.
        .intel_syntax noprefix
        .text
        .macro  function name
        .global \name
        .type   \name, @function
\name:
        .endm

# What is stored grows with each failure.
        function grows
        mov     rax, qword ptr [rdi]
        mov     rcx, rax
1:      add     rcx, 1
        lock cmpxchg qword ptr [rdi], rcx
        jne     1b
        ret
        .size   grows, . - grows

# Right: what was read grows.
        function sum_of_read
        mov     rax, qword ptr [rdi]
1:      mov     rcx, rax
        add     rcx, 1
        lock cmpxchg qword ptr [rdi], rcx
        jne     1b
        ret
        .size   sum_of_read, . - sum_of_read

# Right: another number for another slot.
        function next_slot
1:      xor     eax, eax
        lock cmpxchg qword ptr [rdi], rcx
        je      2f
        add     rcx, 1
        add     rdi, 8
        jmp     1b
2:      ret
        .size   next_slot, . - next_slot

# Right: the way back is a tail call that a linker has still to write.
        function tail_call
        jmp     2f
1:      lock cmpxchg qword ptr [rdi], rcx
        jne     3f
2:      ret
3:      add     rcx, 1
        .byte   0xe9                    # jmp, with a relocation
        .long   0
        jmp     1b
        .size   tail_call, . - tail_call
