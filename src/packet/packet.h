/* How a packet type is declared: its fields once, in the RFC's order and with the RFC's names.
 *
 *     #define SSH2_CHANNEL_DATA_FIELDS(FIELD) \
 *         FIELD(UINT32, recipient_channel)    \
 *         FIELD(STRING, data)
 *     SSH2_PACKET(channel_data, SSH_MSG_CHANNEL_DATA, SSH2_CHANNEL_DATA_FIELDS)
 *
 * gives struct ssh2_channel_data and, for it, the functions at the end of this file. README.md in
 * this folder tells the kinds, the options of a field and what else follows from a declaration. */
#ifndef SSH2_PACKET_PACKET_H
#define SSH2_PACKET_PACKET_H

#include "src/packet/numbers.h"
#include "src/wire/packet.h"

/* The member's C type by kind. A nested packet type adds its own kind beside its declaration. */
#define SSH2_CTYPE_BYTE uint8_t
#define SSH2_CTYPE_BOOLEAN bool
#define SSH2_CTYPE_UINT32 uint32_t
#define SSH2_CTYPE_UINT64 uint64_t
#define SSH2_CTYPE_STRING struct ssh2_bytes
#define SSH2_CTYPE_UTF8 struct ssh2_bytes
#define SSH2_CTYPE_NAME_LIST struct ssh2_bytes
#define SSH2_CTYPE_MPINT struct ssh2_bytes
#define SSH2_CTYPE_BYTES struct ssh2_bytes
#define SSH2_CTYPE_REST struct ssh2_bytes
#define SSH2_CTYPE_REPEAT struct ssh2_bytes

#define SSH2_FIELD_BYTE .kind = SSH2_KIND_BYTE
#define SSH2_FIELD_BOOLEAN .kind = SSH2_KIND_BOOLEAN
#define SSH2_FIELD_UINT32 .kind = SSH2_KIND_UINT32
#define SSH2_FIELD_UINT64 .kind = SSH2_KIND_UINT64
#define SSH2_FIELD_STRING .kind = SSH2_KIND_STRING
#define SSH2_FIELD_UTF8 .kind = SSH2_KIND_UTF8
#define SSH2_FIELD_NAME_LIST .kind = SSH2_KIND_NAME_LIST
#define SSH2_FIELD_MPINT .kind = SSH2_KIND_MPINT
#define SSH2_FIELD_BYTES .kind = SSH2_KIND_BYTES
#define SSH2_FIELD_REST .kind = SSH2_KIND_REST
#define SSH2_FIELD_REPEAT .kind = SSH2_KIND_REPEAT

/* Options of a field, behind its name. */
#define SSH2_IS(literal) .constant = SSH2_TEXT(literal)              /* a string that is always this */
#define SSH2_IS_NUMBER(number) .fixed = true, .value = (number)      /* an integer that is always this */
#define SSH2_SHOULD_BE(number) SSH2_IS_NUMBER(number), .tolerated = true /* anything else: not canonical */
#define SSH2_LENGTH(low, high) .min = (low), .max = (high)           /* of a string, in bytes */
#define SSH2_EXACTLY(bytes) SSH2_LENGTH(bytes, bytes)                /* of a string */
#define SSH2_RANGE(low, high) .min = (low), .max = (high)            /* of an integer */
#define SSH2_NO_LIMIT 0 /* as a high end: no limit but the kind's own */
#define SSH2_SIZE(bytes) .size = (bytes)                             /* of BYTES */
#define SSH2_OF(packet) .element = ssh2_##packet##_type              /* REPEAT: up to the end */
#define SSH2_COUNTED(packet) SSH2_OF(packet), .counted = true        /* REPEAT: as the field before says */
#define SSH2_HOLDS(packet) SSH2_OF(packet)                           /* STRING: its content is one */
#define SSH2_HOLDS_ALL(packet) SSH2_OF(packet), .repeated = true     /* STRING: its content is several */
#define SSH2_SELECTS .selects = true
#define SSH2_WHEN(bits) .when = (bits)
#define SSH2_MAY_BE_MISSING .may_be_missing = true /* some peers end the packet before this field */

/* A field's options may be absent, which ISO C's variadic macros do not like: hence the two steps. */
#define SSH2_MEMBER(...) SSH2_MEMBER_OF(__VA_ARGS__, )
#define SSH2_MEMBER_OF(kind, name, ...) SSH2_CTYPE_##kind name;
#define SSH2_DESCRIBE(...) SSH2_DESCRIBE_OF(__VA_ARGS__, )
#define SSH2_DESCRIBE_OF(kind_, name_, ...) \
    { .name = #name_, .offset = offsetof(this_packet, name_), SSH2_FIELD_##kind_, __VA_ARGS__ },

#define SSH2_PACKET(packet, number_, FIELDS)                                                   \
    SSH2_PACKET_STRUCT(packet, FIELDS)                                                         \
    SSH2_PACKET_TYPE(packet, number_, FIELDS, NULL, NULL)                                      \
    SSH2_PACKET_FUNCTIONS(packet)

/* What a field list cannot say, text lines for one: the list gives the struct and everything
 * generic, and two functions written by hand do what the engine's do, with the same promises: see
 * read and write in struct ssh2_packet_type. */
#define SSH2_HANDWRITTEN_PACKET(packet, FIELDS)                                                \
    SSH2_PACKET_STRUCT(packet, FIELDS)                                                         \
    void ssh2_##packet##_read_by_hand(struct ssh2_reader *r, void *out);                       \
    void ssh2_##packet##_write_by_hand(struct ssh2_writer *w, const void *in);                 \
    SSH2_PACKET_TYPE(packet, SSH2_NO_NUMBER, FIELDS, ssh2_##packet##_read_by_hand,             \
                     ssh2_##packet##_write_by_hand)                                            \
    SSH2_PACKET_FUNCTIONS(packet)

/* A packet of nothing but its number. */
#define SSH2_EMPTY_PACKET(packet, number_)                                                     \
    struct ssh2_##packet {                                                                     \
        uint8_t nothing; /* ISO C has no empty struct */                                       \
    };                                                                                         \
    static inline const struct ssh2_packet_type *ssh2_##packet##_type(void)                    \
    {                                                                                          \
        static const struct ssh2_packet_type type = {                                          \
            .name = #packet, .number = number_, .struct_size = sizeof(struct ssh2_##packet)    \
        };                                                                                     \
        return &type;                                                                          \
    }                                                                                          \
    SSH2_PACKET_FUNCTIONS(packet)

#define SSH2_PACKET_STRUCT(packet, FIELDS)                                                     \
    struct ssh2_##packet {                                                                     \
        FIELDS(SSH2_MEMBER)                                                                    \
    };

#define SSH2_PACKET_TYPE(packet, number_, FIELDS, read_, write_)                               \
    static inline const struct ssh2_packet_type *ssh2_##packet##_type(void)                    \
    {                                                                                          \
        typedef struct ssh2_##packet this_packet;                                              \
        static const struct ssh2_field fields[] = { FIELDS(SSH2_DESCRIBE) };                   \
        static const struct ssh2_packet_type type = {                                          \
            .name = #packet,                                                                   \
            .number = number_,                                                                 \
            .struct_size = sizeof(this_packet),                                                \
            .field_count = sizeof(fields) / sizeof(fields[0]),                                 \
            .fields = fields,                                                                  \
            .read = read_,                                                                     \
            .write = write_                                                                    \
        };                                                                                     \
        return &type;                                                                          \
    }

/* _parse: the whole input, tolerant of what is not canonical; *out is all zero on failure.
 * _next: one element off the front of a REPEAT's view. _write: canonical bytes. _len: how many. */
#define SSH2_PACKET_FUNCTIONS(packet)                                                          \
    static inline enum ssh2_status ssh2_##packet##_parse(struct ssh2_bytes input,              \
                                                         struct ssh2_##packet *out)            \
    {                                                                                          \
        return ssh2_packet_parse(ssh2_##packet##_type(), input, out);                          \
    }                                                                                          \
    static inline bool ssh2_##packet##_next(struct ssh2_bytes *elements,                       \
                                            struct ssh2_##packet *out)                         \
    {                                                                                          \
        return ssh2_packet_next(ssh2_##packet##_type(), elements, out);                        \
    }                                                                                          \
    static inline void ssh2_##packet##_write(struct ssh2_writer *w,                            \
                                             const struct ssh2_##packet *in)                   \
    {                                                                                          \
        ssh2_packet_write(ssh2_##packet##_type(), w, in);                                      \
    }                                                                                          \
    static inline size_t ssh2_##packet##_len(const struct ssh2_##packet *in)                   \
    {                                                                                          \
        return ssh2_packet_len(ssh2_##packet##_type(), in);                                    \
    }

#endif
