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

# ZF is 1 whatever the exchange said.
        function zeroed_between
        mov     edx, 1
        xor     eax, eax
        lock cmpxchg qword ptr [rdi], rdx
        xor     r8d, r8d
        setne   r8b
        mov     eax, r8d
        ret
        .size   zeroed_between, . - zeroed_between

# As compilers make it of two asm statements.
        function tested_between
        xor     ecx, ecx
        mov     edx, 1
        xor     eax, eax
        lock cmpxchg dword ptr [rsi], edx
        test    rdi, rdi
        je      1f
        mov     ecx, dword ptr [rdi]
        xor     ecx, dword ptr [rsi + 8]
1:      setne   byte ptr [rsi + 4]
        mov     dword ptr [rsi + 12], ecx
        ret
        .size   tested_between, . - tested_between

        function zeroed_and_tested
        mov     edx, 1
        lock cmpxchg dword ptr [rsi], edx
        xor     eax, eax
        test    rdi, rdi
        je      1f
        mov     eax, dword ptr [rdi]
        xor     eax, dword ptr [rsi + 8]
1:      setne   byte ptr [rsi + 4]
        ret
        .size   zeroed_and_tested, . - zeroed_and_tested

        function compared_twice
        mov     ecx, eax
        lock cmpxchg dword ptr [rsi], edx
        cmp     eax, ecx
        add     edx, 1
        setne   byte ptr [rsi + 4]
        ret
        .size   compared_twice, . - compared_twice

# Right: what does not set flags stands between.
        function moved_between
        mov     r8d, 0
        lock cmpxchg qword ptr [rdi], rdx
        mov     ecx, 2
        lea     rdx, [rdx + 1]
        setne   r8b
        ret
        .size   moved_between, . - moved_between

# Right: what was observed is compared, and other code asks for other things.
        function compared
        mov     rcx, rax
        lock cmpxchg qword ptr [rdi], rdx
        xor     r8d, r8d
        cmp     rax, rcx
        sete    r8b
        ret
        .size   compared, . - compared

        function not_asked_for
        xor     eax, eax
        lock cmpxchg qword ptr [rdi], rdx
        xor     eax, eax
        test    rsi, rsi
        je      1f
        mov     eax, dword ptr [rsi]
1:      ret
        .size   not_asked_for, . - not_asked_for
