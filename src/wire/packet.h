/* The field engine: one list of fields says what a packet type holds, and this file's functions
 * parse, encode and measure by that list. Packet types are declared in src/packet; everything
 * generic (vectors, fuzzing, proofs, JSON) walks the same lists.
 *
 * Parsing copies no payload: what is a string on the wire is a view into the input. */
#ifndef SSH2_WIRE_PACKET_H
#define SSH2_WIRE_PACKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/wire/bytes.h"
#include "src/wire/reader.h"
#include "src/wire/status.h"
#include "src/wire/writer.h"

struct ssh2_packet_type;

/* Descriptors are handed around as functions, because each is a constant inside one. */
typedef const struct ssh2_packet_type *ssh2_packet_type_function(void);

enum ssh2_kind {
    SSH2_KIND_BYTE,      /* uint8_t */
    SSH2_KIND_BOOLEAN,   /* bool */
    SSH2_KIND_UINT32,    /* uint32_t */
    SSH2_KIND_UINT64,    /* uint64_t */
    SSH2_KIND_STRING,    /* a view, as are all that follow but NESTED */
    SSH2_KIND_UTF8,      /* a string meant for people */
    SSH2_KIND_NAME_LIST,
    SSH2_KIND_MPINT,     /* the view is the magnitude: ssh2_read_mpint */
    SSH2_KIND_BYTES,     /* exactly size bytes without a length in front */
    SSH2_KIND_REST,      /* all that is left */
    SSH2_KIND_REPEAT,    /* elements, as many as the integer before says, or as are left */
    SSH2_KIND_NESTED     /* another packet type's struct, in its place */
};

struct ssh2_field {
    const char *name;    /* as the RFC has it */
    enum ssh2_kind kind;
    uint16_t offset;     /* of the member in the packet's struct */
    uint16_t size;       /* BYTES: how many */
    uint32_t min, max;   /* strings: bytes; integers: value. max 0: no limit but the kind's own */
    struct ssh2_bytes constant; /* strings: the only value, if data is not NULL */
    bool fixed;          /* integers: only value is right */
    uint64_t value;
    bool tolerated;      /* fixed: any other value is not canonical, and read as the right one */
    bool selects;        /* this integer's bits say which of the fields with a when are there */
    uint32_t when;       /* there only if one of these bits is set in the selecting field */
    bool may_be_missing; /* the input may end here, which is not canonical; the member is zero */
    bool counted;        /* REPEAT: the field before is the number of elements */
    ssh2_packet_type_function *element; /* REPEAT and NESTED: of what. STRING: what its content is */
    bool repeated;       /* STRING with an element: any number of them, one behind the other */
};

#define SSH2_NO_NUMBER (-1)

struct ssh2_packet_type {
    const char *name;    /* the file's name and the row's id, e.g. "channel_open" */
    int number;          /* first byte of the payload, or SSH2_NO_NUMBER */
    uint16_t struct_size;
    uint16_t field_count;
    const struct ssh2_field *fields;

    /* NULL, or by hand what the list cannot say, which then only describes the struct. read takes
     * what it needs, refuses with ssh2_refuse and deviates with ssh2_deviate; it may leave *out
     * half filled then, and out may be NULL. write makes canonical bytes only. */
    void (*read)(struct ssh2_reader *r, void *out);
    void (*write)(struct ssh2_writer *w, const void *in);
};

/* Parses the whole of input. On SSH2_OK and SSH2_NOT_CANONICAL *out (type->struct_size bytes) is
 * filled and its views lie inside input; on anything else *out is all zero. */
struct ssh2_verdict ssh2_packet_judge(const struct ssh2_packet_type *type, struct ssh2_bytes input,
                                      void *out);

/* The same for a tolerant reader: what is not canonical is SSH2_OK. */
enum ssh2_status ssh2_packet_parse(const struct ssh2_packet_type *type, struct ssh2_bytes input,
                                   void *out);

/* Reads one packet out of a larger one and leaves r behind it. *out is all zero on failure.
 * out NULL: the packet is only checked. */
void ssh2_packet_read(const struct ssh2_packet_type *type, struct ssh2_reader *r, void *out);

/* Takes one element off the front of elements that a parser has accepted: false at their end. */
bool ssh2_packet_next(const struct ssh2_packet_type *type, struct ssh2_bytes *elements, void *out);

/* Writes in, constants included whatever in says of them. Only canonical bytes are made; but what
 * a view holds of structured content is written as it stands, because signatures and fingerprints
 * cover those very bytes. */
void ssh2_packet_write(const struct ssh2_packet_type *type, struct ssh2_writer *w, const void *in);

/* How many bytes ssh2_packet_write would write. */
size_t ssh2_packet_len(const struct ssh2_packet_type *type, const void *in);

/* The value of the member of an integer kind, BOOLEAN included. */
uint64_t ssh2_load_integer(enum ssh2_kind kind, const void *member);

/* Sets the member of an integer kind; of value only what fits is kept. */
void ssh2_store_integer(enum ssh2_kind kind, void *member, uint64_t value);

/* A walk over a field list: for what is decided by a field that came before. */
struct ssh2_walk {
    uint64_t selector; /* of the field that selects */
    uint64_t previous; /* the last integer */
};

/* Whether the field is there, by what came before it. */
bool ssh2_field_is_present(const struct ssh2_walk *walk, const struct ssh2_field *field);

/* Takes note of an integer field's value. */
void ssh2_walk_past(struct ssh2_walk *walk, const struct ssh2_field *field, uint64_t value);

#endif
