/* Every field, alone, is its own inverse: at any position of any packet, writing what was read
 * gives the same bytes, and reading what was written gives the same value and stops right behind
 * it. With src/packet/tape.c, which takes whole fields for granted, packets follow from this.
 * Loops over a field's bytes have their contracts in text.c. */
#include <assert.h>
#include <stdlib.h>

#include "src/wire/reader.h"
#include "src/wire/writer.h"

#define PACKET_MAX_BYTES 262144u /* the largest payload that is accepted */

size_t ssh2_proof_index; /* left open: stands for every index */

size_t nondet_size(void);
uint8_t nondet_byte(void);
uint32_t nondet_uint32(void);
uint64_t nondet_uint64(void);
bool nondet_bool(void);

static uint8_t *any_block(size_t len)
{
    __CPROVER_assume(len <= PACKET_MAX_BYTES);

    uint8_t *block = malloc(len);

    __CPROVER_assume(block != NULL);
    return block;
}

static struct ssh2_reader any_reader(void)
{
    struct ssh2_reader r = { 0 };

    r.len = nondet_size();
    r.data = any_block(r.len);
    r.pos = nondet_size();
    __CPROVER_assume(r.pos <= r.len);
    return r;
}

static struct ssh2_writer any_writer(void)
{
    struct ssh2_writer w = { 0 };

    w.capacity = nondet_size();
    w.data = any_block(w.capacity);
    w.len = nondet_size();
    __CPROVER_assume(w.len <= w.capacity);
    return w;
}

#define ssh2_read_open_mpint ssh2_read_mpint

/* Read behind from and, unless the buffer was too small, written behind to: the same. */
static void assert_same(struct ssh2_reader r, size_t from, struct ssh2_writer w, size_t to)
{
    size_t i = nondet_size();

    if (w.status != SSH2_OK) {
        assert(w.capacity - to < r.pos - from);
        return;
    }
    assert(r.pos - from == w.len - to);
    if (i < r.pos - from)
        assert(r.data[from + i] == w.data[to + i]);
}

/* The field's value may be any that is read and canonical. */
#define READ_THEN_WRITE(kind, type, write)                  \
    void read_write_##kind(void)                            \
    {                                                       \
        struct ssh2_reader r = any_reader();                \
        struct ssh2_writer w = any_writer();                \
        size_t from = r.pos, to = w.len;                    \
        type value = ssh2_read_##kind(&r);                  \
        if (r.status == SSH2_OK && !r.deviates) {           \
            write(&w, value);                               \
            assert_same(r, from, w, to);                    \
        }                                                   \
    }

READ_THEN_WRITE(byte, uint8_t, ssh2_write_byte)
READ_THEN_WRITE(boolean, bool, ssh2_write_boolean)
READ_THEN_WRITE(uint32, uint32_t, ssh2_write_uint32)
READ_THEN_WRITE(uint64, uint64_t, ssh2_write_uint64)
READ_THEN_WRITE(string, struct ssh2_bytes, ssh2_write_string)
READ_THEN_WRITE(name_list, struct ssh2_bytes, ssh2_write_string)
READ_THEN_WRITE(utf8, struct ssh2_bytes, ssh2_write_string)
READ_THEN_WRITE(rest, struct ssh2_bytes, ssh2_write_bytes)
READ_THEN_WRITE(open_mpint, struct ssh2_bytes, ssh2_write_mpint)

/* Of the zeros in front only the first matters: there is one sign byte, or none. */
void read_write_mpint(void)
{
    ssh2_proof_index = 0;
    read_write_open_mpint();
}

/* A reader that stands where the writer stood; what lies behind is left open. */
static struct ssh2_reader reader_at(struct ssh2_writer w, size_t at)
{
    struct ssh2_reader r = { .data = w.data, .len = w.capacity, .pos = at };

    return r;
}

#define WRITE_THEN_READ(kind, type)                                             \
    void write_read_##kind(void)                                                \
    {                                                                           \
        struct ssh2_writer w = any_writer();                                    \
        size_t at = w.len;                                                      \
        type value = nondet_##type();                                           \
        ssh2_write_##kind(&w, value);                                           \
        if (w.status == SSH2_OK) {                                              \
            struct ssh2_reader r = reader_at(w, at);                            \
            assert(ssh2_read_##kind(&r) == value);                              \
            assert(r.status == SSH2_OK && !r.deviates && r.pos == w.len);       \
        }                                                                       \
    }

#define nondet_uint8_t nondet_byte
#define nondet_uint32_t nondet_uint32
#define nondet_uint64_t nondet_uint64

WRITE_THEN_READ(byte, uint8_t)
WRITE_THEN_READ(boolean, bool)
WRITE_THEN_READ(uint32, uint32_t)
WRITE_THEN_READ(uint64, uint64_t)

void write_read_string(void)
{
    struct ssh2_writer w = any_writer();
    size_t at = w.len;
    size_t len = nondet_size();
    size_t i = nondet_size();
    struct ssh2_bytes value = ssh2_bytes(any_block(len), len);

    ssh2_write_string(&w, value);
    if (w.status != SSH2_OK)
        return;

    struct ssh2_reader r = reader_at(w, at);
    struct ssh2_bytes view = ssh2_read_string(&r);

    assert(r.status == SSH2_OK && r.pos == w.len && view.len == len);
    if (i < len)
        assert(view.data[i] == value.data[i]);
}
