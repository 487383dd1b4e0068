/* The vocabulary of contracts. An ordinary compiler sees nothing of it; with CBMC_PROOF defined
 * the model checker does. A function's contract stands behind its prototype, a loop's between
 * its head and its body. */
#ifndef SSH2_WIRE_PROOF_H
#define SSH2_WIRE_PROOF_H

#ifdef CBMC_PROOF

#include <stddef.h>

#define REQUIRES(...) __CPROVER_requires(__VA_ARGS__)
#define ENSURES(...) __CPROVER_ensures(__VA_ARGS__)
#define ASSIGNS(...) __CPROVER_assigns(__VA_ARGS__)
#define INVARIANT(...) __CPROVER_loop_invariant(__VA_ARGS__)
#define DECREASES(...) __CPROVER_decreases(__VA_ARGS__)

#define RESULT __CPROVER_return_value
#define OLD(e) __CPROVER_old(e)
#define AT_LOOP_ENTRY(e) __CPROVER_loop_entry(e)
#define IMPLIES(a, b) (!(a) || (b))
#define FRESH(p, n) __CPROVER_is_fresh(p, n) /* n bytes that nothing else here aliases */
#define UPTO(p, n) __CPROVER_object_upto(p, n)
#define SAME_POINTER(a, b) __CPROVER_pointer_equals(a, b) /* == leaves the checker no target */

/* An offset shares its 64 bits with the number of the object; stay well below. */
#define SSH2_PROOF_MAX_BYTES ((size_t)1 << 40)

/* A view, empty or of bytes that are there. */
#define SSH2_IS_READABLE(v) \
    ((v).len <= SSH2_PROOF_MAX_BYTES && IMPLIES((v).len > 0, FRESH((v).data, (v).len)))

/* One index left open stands for every index: what holds for the byte there holds for all. */
extern size_t ssh2_proof_index;

#else

#define REQUIRES(...)
#define ENSURES(...)
#define ASSIGNS(...)
#define INVARIANT(...)
#define DECREASES(...)

#endif
#endif
