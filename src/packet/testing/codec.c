/* The engine as a command, for tests that are not in C. Each line of input is a JSON object:
 *     { "packet": "channel_eof", "hex": "6000000001" }            is parsed, and encoded again
 *     { "packet": "channel_eof", "fields": { "recipient_channel": 1 } }   is encoded
 * and each line of output the answer:
 *     { "verdict": "ok", "offset": 5, "fields": { ... }, "hex": "6000000001" }
 *     { "hex": "6000000001" }
 * fields and hex are there if the verdict is ok or not_canonical. { "error": "..." } is the answer
 * to what cannot be done. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/packet/testing/json.h"
#include "src/packet/testing/registry.h"

#define LINE_MAX_BYTES (1u << 20)

static json_t *error(const char *why)
{
    return json_pack("{s:s}", "error", why);
}

static void set_hex(json_t *answer, struct ssh2_bytes bytes)
{
    static const char digits[] = "0123456789abcdef";
    char *hex = malloc(bytes.len * 2 + 1);

    if (hex == NULL)
        abort();
    for (size_t i = 0; i < bytes.len; i++) {
        hex[2 * i] = digits[bytes.data[i] >> 4];
        hex[2 * i + 1] = digits[bytes.data[i] & 0xf];
    }
    hex[bytes.len * 2] = '\0';
    json_object_set_new(answer, "hex", json_string(hex));
    free(hex);
}

static json_t *parse(const struct ssh2_packet_type *type, const char *hex, struct ssh2_arena *arena)
{
    void *packet = ssh2_arena_take(arena, type->struct_size);
    struct ssh2_bytes input;

    if (!ssh2_bytes_from_hex(hex, arena, &input))
        return error("what should be hex is not");

    struct ssh2_verdict verdict = ssh2_packet_judge(type, input, packet);
    json_t *answer = json_pack("{s:s, s:i}", "verdict", ssh2_status_name(verdict.status), "offset",
                               (int)verdict.offset);

    if (verdict.status == SSH2_OK || verdict.status == SSH2_NOT_CANONICAL) {
        json_object_set_new(answer, "fields", ssh2_packet_to_json(type, packet));
        set_hex(answer, ssh2_arena_encode(arena, type, packet));
    }
    return answer;
}

static json_t *encode(const struct ssh2_packet_type *type, json_t *fields, struct ssh2_arena *arena)
{
    void *packet = ssh2_arena_take(arena, type->struct_size);
    const char *fault;

    if (!ssh2_packet_from_json(type, fields, arena, packet, &fault))
        return error(fault == NULL ? "fields are no object" : fault);

    json_t *answer = json_object();

    set_hex(answer, ssh2_arena_encode(arena, type, packet));
    return answer;
}

static json_t *answer_to(json_t *question, struct ssh2_arena *arena)
{
    const char *name = json_string_value(json_object_get(question, "packet"));
    const char *hex = json_string_value(json_object_get(question, "hex"));
    const struct ssh2_packet_type *type = name == NULL ? NULL : ssh2_packet_type_named(name);

    if (type == NULL)
        return error("there is no such packet type");
    return hex != NULL ? parse(type, hex, arena)
                       : encode(type, json_object_get(question, "fields"), arena);
}

int main(void)
{
    static char line[LINE_MAX_BYTES];

    while (fgets(line, sizeof(line), stdin) != NULL) {
        struct ssh2_arena arena = { NULL };
        json_error_t fault;
        json_t *question = json_loads(line, 0, &fault);
        json_t *answer = question == NULL ? error(fault.text) : answer_to(question, &arena);

        json_dumpf(answer, stdout, JSON_COMPACT);
        putchar('\n');
        fflush(stdout);
        json_decref(answer);
        json_decref(question);
        ssh2_arena_free(&arena);
    }
    return 0;
}
