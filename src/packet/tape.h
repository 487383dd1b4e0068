/* A reader and a writer over a tape of whole fields in place of bytes, linked instead of those in
 * src/wire where a packet type is proven. What fields do to bytes, and where views of bytes of any
 * length lie, is proven in src/wire once for all; on the tape a packet type is proven for fields of
 * every length at once.
 *
 * A field takes SSH2_TAPE_STEP of a reader's or writer's position, whatever it holds. A view's data
 * points to its field's place on the tape, its len is any number. Elements are one field. */
#ifndef SSH2_PACKET_TAPE_H
#define SSH2_PACKET_TAPE_H

#include <stdbool.h>

#include "src/wire/bytes.h"

#ifndef SSH2_TAPE_FIELDS
#define SSH2_TAPE_FIELDS 40u /* one more than the packet type has, those of nested ones included */
#endif

#ifndef SSH2_TAPE_STEP
#define SSH2_TAPE_STEP 4u /* at least as long as what a REPEAT demands with SSH2_LENGTH */
#endif

/* A tape of any fields, and any number of them: the result's len / SSH2_TAPE_STEP. */
struct ssh2_bytes ssh2_tape_any(void);

/* What was written, as far as len, becomes what is read. */
struct ssh2_bytes ssh2_tape_rewind(size_t len);

/* Whether the fields written are those that were to be read, one by one. */
bool ssh2_tape_same(size_t len);

/* Whether some content, while accepted, is not canonical in itself, and stays so when written. */
bool ssh2_tape_has_odd_content(void);

/* Whether the view is one field of the tape. */
bool ssh2_tape_holds(struct ssh2_bytes view);

#endif
