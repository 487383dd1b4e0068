/* The structure-aware half of mutation of edits, for libFuzzer, which looks for it by its name: a
 * new edit at some place, whose packet is a random one of a type that a server may send. */
#include "fuzz/edits.h"
#include "fuzz/fuzz.h"
#include "src/packet/numbers.h"
#include "src/packet/testing/arena.h"
#include "src/packet/testing/random.h"
#include "src/packet/testing/registry.h"
#include "src/wire/writer.h"

#define PACKET_MAX_BYTES 3000u
#define EDIT_MAX_BYTES (PACKET_MAX_BYTES + 64u)
#define TYPES_MAX_COUNT 512u
#define CHANNELS_MAX_COUNT 2u  /* of the plays */
#define REQUESTS_MAX_COUNT 12u /* whose ids are likely to be waited for */

#ifdef SSH2_FUZZ_SFTP_ALONE
#define SFTP_ALONE 1
#else
#define SFTP_ALONE 0
#endif

static bool is_wanted(const struct ssh2_registered *entry)
{
    const struct ssh2_packet_type *type = entry->type();
    bool is_sftp = strcmp(entry->layer, "sftp") == 0 &&
                   (type->number == SSH_FXP_VERSION || type->number >= SSH_FXP_STATUS);
    bool is_message = strcmp(entry->layer, "transport") == 0 ||
                      strcmp(entry->layer, "userauth") == 0 ||
                      strcmp(entry->layer, "connection") == 0 || strcmp(entry->layer, "kex") == 0;

    return type->number != SSH2_NO_NUMBER && type->read == NULL &&
           (is_sftp || (is_message && !SFTP_ALONE));
}

static const struct ssh2_registered *random_entry(struct ssh2_random *random)
{
    static const struct ssh2_registered *wanted[TYPES_MAX_COUNT];
    static size_t count;

    for (size_t i = 0; count == 0 || (i > 0 && i < ssh2_packet_type_count); i++)
        if (is_wanted(&ssh2_all_packet_types[i]) && count < TYPES_MAX_COUNT)
            wanted[count++] = &ssh2_all_packet_types[i];
    return wanted[ssh2_random_below(random, count)];
}

/* Behind the message number stands, in most, whom it is for. */
static void address(struct ssh2_random *random, uint8_t *packet, size_t len, bool is_sftp)
{
    uint64_t bound = is_sftp ? REQUESTS_MAX_COUNT : CHANNELS_MAX_COUNT;
    bool is_addressed =
        is_sftp ? packet[0] >= SSH_FXP_STATUS : packet[0] >= SSH_MSG_CHANNEL_OPEN_CONFIRMATION;

    if (len < 5 || !is_addressed || ssh2_random_below(random, 8) == 0)
        return;
    memset(packet + 1, 0, 3);
    packet[4] = (uint8_t)ssh2_random_below(random, bound);
}

/* A CHANNEL_DATA around an SFTP packet. */
static void wrap(struct ssh2_writer *w, struct ssh2_bytes packet)
{
    ssh2_write_byte(w, SSH_MSG_CHANNEL_DATA);
    ssh2_write_uint32(w, 0);
    ssh2_write_uint32(w, (uint32_t)packet.len + 4);
    ssh2_write_string(w, packet);
}

static struct ssh2_bytes random_packet(struct ssh2_random *random, struct ssh2_arena *arena)
{
    const struct ssh2_registered *entry = random_entry(random);
    const struct ssh2_packet_type *type = entry->type();
    bool is_sftp = strcmp(entry->layer, "sftp") == 0;
    void *packet = ssh2_arena_take(arena, type->struct_size);
    struct ssh2_writer plain =
        ssh2_writer(ssh2_arena_take(arena, PACKET_MAX_BYTES), PACKET_MAX_BYTES);

    ssh2_random_packet(random, type, arena, packet);
    ssh2_packet_write(type, &plain, packet);
    address(random, plain.data, plain.len, is_sftp);
    if (!is_sftp || SFTP_ALONE)
        return ssh2_written(&plain);

    struct ssh2_writer w = ssh2_writer(ssh2_arena_take(arena, EDIT_MAX_BYTES), EDIT_MAX_BYTES);

    wrap(&w, ssh2_written(&plain));
    return ssh2_written(&w);
}

/* Where some edit begins, or the end. */
static size_t random_place(struct ssh2_random *random, struct ssh2_bytes edits)
{
    size_t place = 0;

    while (place < edits.len && ssh2_random_below(random, 3) > 0)
        place += ssh2_edit_len(ssh2_bytes(edits.data + place, edits.len - place));
    return place;
}

static size_t add_edit(uint8_t *data, size_t size, size_t capacity, struct ssh2_random *random)
{
    struct ssh2_arena arena = { NULL };
    struct ssh2_bytes input = ssh2_arena_copy(&arena, ssh2_bytes(data, size));
    struct ssh2_bytes edits = ssh2_bytes(input.data + 1, input.len - 1);
    size_t place = random_place(random, edits);
    struct ssh2_bytes packet = random_packet(random, &arena);
    struct ssh2_writer w = ssh2_writer(data, capacity);

    ssh2_write_bytes(&w, ssh2_bytes(input.data, 1 + place));
    ssh2_write_byte(&w, (uint8_t)ssh2_random_below(random, 12));
    ssh2_write_byte(&w, ssh2_random_below(random, 2) == 0 ? SSH2_EDIT_REPLACE : SSH2_EDIT_INSERT);
    ssh2_write_byte(&w, (uint8_t)(packet.len >> 8));
    ssh2_write_byte(&w, (uint8_t)packet.len);
    ssh2_write_bytes(&w, packet);
    ssh2_write_bytes(&w, ssh2_bytes(edits.data + place, edits.len - place));
    ssh2_arena_free(&arena);
    return w.status == SSH2_OK ? w.len : size;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed)
{
    struct ssh2_random random = ssh2_random_from(seed);

    if (size == 0 || ssh2_random_below(&random, 2) == 0)
        return LLVMFuzzerMutate(data, size, max_size);
    return add_edit(data, size, max_size, &random);
}
