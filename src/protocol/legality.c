#include "src/protocol/legality.h"

#include <stddef.h>

/* The verdicts have one character a state, in the order of enum ssh2_state:
 *     A accept   I ignore   U unimplemented   X refuse   . impossible
 *     i, u       as the capitals, but X under strict key exchange
 *     o          as in the state the rekeying began in */
struct row {
    uint8_t first, last; /* message numbers */
    const char verdicts[SSH2_STATE_COUNT + 1];
};

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

/* Numbers that no row names. RFC 4253, section 11.4. */
static const struct row unassigned = { 0, 255, ".uuuUUUUUUUI" };

/* docs/spec/state-machine.md, section 3, in shorter words; a row a line. */
/* clang-format off */
static const struct row either_role[] = {
    { 1, 1, ".AAAAAAAAAAI" },     /* DISCONNECT */
    { 2, 4, ".iiiIIIIIIII" },     /* IGNORE, UNIMPLEMENTED, DEBUG */
    { 8, 8, ".XXXUUUUUUUI" },     /* NEWCOMPRESS, which we never agree to */
    { 20, 20, ".AXXAAAAXXXI" },   /* KEXINIT */
    { 21, 21, ".XAAUUUUUAAI" },   /* NEWKEYS */
    { 192, 193, ".uuuAAAAUUUI" }, /* ping, pong */
};

static const struct row client_receives[] = {
    /*             V, K0 to K2, S, A, O, Ri, Rr, R1, R2, C */
    { 5, 5, ".XXXUUUUXXXI" },    /* SERVICE_REQUEST */
    { 6, 6, ".XXXAUUoXXXI" },    /* SERVICE_ACCEPT */
    { 7, 7, ".XXXAAUoUUUI" },    /* EXT_INFO */
    { 30, 30, ".XXXUUUUUXXI" },  /* method, client to server */
    { 31, 31, ".XAXUUUUUAXI" },  /* method, server to client */
    { 32, 32, ".XXXUUUUUXXI" },
    { 33, 33, ".XAXUUUUUAXI" },
    { 34, 34, ".XXXUUUUUXXI" },
    { 50, 50, ".XXXUUUUXXXI" },  /* USERAUTH_REQUEST */
    { 51, 53, ".XXXUAUoXXXI" },  /* FAILURE, SUCCESS, BANNER */
    { 60, 61, ".XXXUAUoXXXI" },  /* what the authentication method says */
    { 64, 65, ".XXXUAUoXXXI" },
    { 80, 82, ".XXXUUAoXXXI" },  /* global requests and their replies */
    { 90, 100, ".XXXUUAoXXXI" }, /* channels */
};

/* docs/spec/state-machine.md, section 4. */
static const struct row server_receives[] = {
    { 5, 5, ".XXXAUUoXXXI" },
    { 6, 6, ".XXXUUUUXXXI" },
    { 7, 7, ".XXXAUUoUUUI" },
    { 30, 30, ".XAXUUUUUAXI" },
    { 31, 31, ".XXXUUUUUXXI" },
    { 32, 32, ".XAXUUUUUAXI" },
    { 33, 33, ".XXXUUUUUXXI" },
    { 34, 34, ".XAXUUUUUAXI" },
    { 50, 50, ".XXXUAIoXXXI" }, /* after success ignored: RFC 4252, section 5.1 */
    { 51, 53, ".XXXUUUUXXXI" },
    { 60, 60, ".XXXUUUUXXXI" },
    { 61, 61, ".XXXUAIoXXXI" },
    { 63, 63, ".XXXUAIoXXXI" },
    { 64, 64, ".XXXUUUUXXXI" },
    { 65, 66, ".XXXUAIoXXXI" },
    { 80, 82, ".XXXXXAoXXXI" }, /* before success disconnected: RFC 4252, section 6 */
    { 90, 100, ".XXXXXAoXXXI" },
};
/* clang-format on */

static const struct row *find(const struct row *rows, size_t count, uint8_t number)
{
    for (size_t i = 0; i < count; i++)
        if (number >= rows[i].first && number <= rows[i].last)
            return &rows[i];
    return NULL;
}

static const struct row *find_for(enum ssh2_role role, uint8_t number)
{
    const struct row *row = find(either_role, COUNT(either_role), number);

    if (row == NULL && role == SSH2_CLIENT)
        row = find(client_receives, COUNT(client_receives), number);
    if (row == NULL && role == SSH2_SERVER)
        row = find(server_receives, COUNT(server_receives), number);
    return row != NULL ? row : &unassigned;
}

static enum ssh2_disposition meaning(char verdict, bool strict_kex)
{
    switch (verdict) {
    case 'A':
        return SSH2_ACCEPT;
    case 'I':
        return SSH2_IGNORE;
    case 'U':
        return SSH2_UNIMPLEMENTED;
    case 'i':
        return strict_kex ? SSH2_REFUSE : SSH2_IGNORE;
    case 'u':
        return strict_kex ? SSH2_REFUSE : SSH2_UNIMPLEMENTED;
    case '.':
        return SSH2_IMPOSSIBLE;
    default:
        return SSH2_REFUSE;
    }
}

static bool rekeying_may_begin_in(enum ssh2_state state)
{
    return state == SSH2_STATE_SERVICE || state == SSH2_STATE_USERAUTH ||
           state == SSH2_STATE_CONNECTION;
}

enum ssh2_disposition ssh2_legality(enum ssh2_role role, enum ssh2_state state,
                                    enum ssh2_state outer, bool strict_kex, uint8_t number)
{
    const struct row *row = find_for(role, number);

    if ((unsigned)state >= SSH2_STATE_COUNT)
        return SSH2_REFUSE;
    if (row->verdicts[state] != 'o')
        return meaning(row->verdicts[state], strict_kex);
    return rekeying_may_begin_in(outer) ? meaning(row->verdicts[outer], strict_kex) : SSH2_REFUSE;
}
