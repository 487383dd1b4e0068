/* Changes to a stream of packets, as a fuzzer's input says them; any bytes say some. One edit:
 *
 *     byte skip    packets that pass unchanged before it
 *     byte kind    enum ssh2_edit_kind, modulo their number
 *     ...          what the kind wants, see there
 */
#ifndef SSH2_FUZZ_EDITS_H
#define SSH2_FUZZ_EDITS_H

#include <stdbool.h>

#include "src/wire/bytes.h"

enum ssh2_edit_kind {
    SSH2_EDIT_REPLACE, /* byte[2] length, the bytes: this packet instead */
    SSH2_EDIT_INSERT,  /* the same: this packet before it */
    SSH2_EDIT_DROP,
    SSH2_EDIT_SET,    /* byte[2] offset, byte: another value there */
    SSH2_EDIT_NUMBER, /* byte[2] offset, byte[4]: another number there */
    SSH2_EDIT_CUT,    /* byte[2] length: no more than so many bytes */
    SSH2_EDIT_APPEND, /* byte length, the bytes: more at its end */
    SSH2_EDIT_REPEAT, /* twice */
    SSH2_EDIT_KIND_COUNT
};

#define SSH2_EDIT_HEAD_BYTES 2u

struct ssh2_edits {
    struct ssh2_bytes left;
    unsigned skip;   /* packets before the next edit */
    bool is_waiting; /* skip has been read */
};

struct ssh2_edits ssh2_edits(struct ssh2_bytes input);

/* Hands on what becomes of the next packet: nothing, one or several. */
typedef void ssh2_edits_emit(void *context, struct ssh2_bytes packet);
void ssh2_edits_apply(struct ssh2_edits *e, struct ssh2_bytes packet, ssh2_edits_emit *emit,
                      void *context);

/* How many bytes the first edit of input takes, all of them for the last; 0 when there is none. */
size_t ssh2_edit_len(struct ssh2_bytes input);

#endif
