#include "src/oracle/scenario_scp.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "src/oracle/pattern.h"
#include "src/oracle/tree.h"

#define READ_BYTES 5000u /* ours: no multiple of anything that the peer sends */
#define PUT_BYTES 70000u /* ours: more than two packets hold */
#define COPY "it's a \"copy\" for $5!"

static bool would_block(LIBSSH2_SESSION *session)
{
    return libssh2_session_last_errno(session) == LIBSSH2_ERROR_EAGAIN;
}

static int free_channel(LIBSSH2_CHANNEL *channel)
{
    int rc;

    do {
        rc = libssh2_channel_free(channel);
    } while (rc == LIBSSH2_ERROR_EAGAIN);
    return rc;
}

/* Sending */

static int write_all(LIBSSH2_CHANNEL *channel, struct ssh2_bytes bytes)
{
    while (bytes.len > 0) {
        ssize_t n = libssh2_channel_write(channel, (const char *)bytes.data, bytes.len);

        if (n < 0 && n != LIBSSH2_ERROR_EAGAIN)
            return (int)n;
        if (n > 0)
            bytes = ssh2_bytes(bytes.data + n, bytes.len - (size_t)n);
    }
    return 0;
}

/* The file and the status behind it, upon which the server gives the file its times. */
static int write_file(LIBSSH2_CHANNEL *channel, size_t len)
{
    uint8_t *data = calloc(1, len + 1);
    int rc = LIBSSH2_ERROR_ALLOC;

    if (data != NULL) {
        ssh2_peer_pattern(0, data, len);
        rc = write_all(channel, ssh2_bytes(data, len + 1));
    }
    free(data);
    return rc;
}

static int finish(LIBSSH2_CHANNEL *channel)
{
    int rc;

    do {
        rc = libssh2_channel_send_eof(channel);
    } while (rc == LIBSSH2_ERROR_EAGAIN);
    while (rc == 0 && (rc = libssh2_channel_wait_eof(channel)) == LIBSSH2_ERROR_EAGAIN)
        rc = 0;
    while (rc == 0 && (rc = libssh2_channel_wait_closed(channel)) == LIBSSH2_ERROR_EAGAIN)
        rc = 0;
    return rc;
}

int ssh2_scenario_scp_put(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log,
                          const char *path, size_t len)
{
    LIBSSH2_CHANNEL *channel;
    int rc;

    do {
        channel = libssh2_scp_send64(pair->session, path, 0640, (libssh2_int64_t)len,
                                     SSH2_SCENARIO_MTIME, SSH2_SCENARIO_ATIME);
    } while (channel == NULL && would_block(pair->session));
    if (channel == NULL)
        return ssh2_scenario_fail(pair, log, path);
    rc = write_file(channel, len);
    if (rc == 0)
        rc = finish(channel);
    if (rc != 0)
        rc = ssh2_scenario_fail(pair, log, path);
    else
        ssh2_scenario_note(log, "scp put %zu bytes to %s, status %d\n", len, path,
                           libssh2_channel_get_exit_status(channel));
    free_channel(channel);
    return rc;
}

/* Receiving */

/* Reads exactly len bytes; *equal tells how many at the start were the pattern's. */
static int read_pattern(LIBSSH2_CHANNEL *channel, size_t len, size_t *equal)
{
    uint8_t data[READ_BYTES], pattern[READ_BYTES];
    size_t filled = 0;

    while (filled < len) {
        size_t want = len - filled < sizeof(data) ? len - filled : sizeof(data);
        ssize_t n = libssh2_channel_read(channel, (char *)data, want);

        if (n == LIBSSH2_ERROR_EAGAIN)
            continue;
        if (n <= 0)
            return n == 0 ? LIBSSH2_ERROR_CHANNEL_CLOSED : (int)n;
        ssh2_peer_pattern(filled, pattern, (size_t)n);
        if (*equal == filled)
            for (ssize_t i = 0; i < n && data[i] == pattern[i]; i++)
                (*equal)++;
        filled += (size_t)n;
    }
    return 0;
}

int ssh2_scenario_scp_get(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log,
                          const char *path)
{
    LIBSSH2_CHANNEL *channel;
    libssh2_struct_stat sb;
    size_t equal = 0;
    int rc;

    do {
        channel = libssh2_scp_recv2(pair->session, path, &sb);
    } while (channel == NULL && would_block(pair->session));
    if (channel == NULL)
        return ssh2_scenario_fail(pair, log, path);
    rc = read_pattern(channel, (size_t)sb.st_size, &equal);
    if (rc != 0)
        rc = ssh2_scenario_fail(pair, log, path);
    else
        ssh2_scenario_note(log,
                           "scp got %lld bytes of %s, %zu of them right, mode %o, times %ld %ld\n",
                           (long long)sb.st_size, path, equal, (unsigned)sb.st_mode,
                           (long)sb.st_mtime, (long)sb.st_atime);
    free_channel(channel);
    return rc;
}

int ssh2_scenario_copy(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log)
{
    int rc = ssh2_scenario_scp_put(pair, log, COPY, PUT_BYTES);

    if (rc == 0)
        rc = ssh2_scenario_scp_get(pair, log, COPY);
    if (rc == 0)
        rc = ssh2_scenario_scp_get(pair, log, SSH2_TREE_HOME "/pattern");
    return rc;
}
