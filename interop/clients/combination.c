#include "interop/clients/combination.h"

#include <libssh2.h>
#include <libssh2_sftp.h>

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "interop/clients/loopback.h"
#include "interop/clients/tune.h"

#define NAME_MAX_BYTES 256u
#define REASON_MAX_BYTES 512u
#define BLOCK_BYTES (64u * 1024u)
#define CALL_TIMEOUT_MS 30000 /* a call that takes longer hangs */

/* One combination at work. */
struct attempt {
    const struct target *target;
    const struct combination *combination;
    int socket;
    LIBSSH2_SESSION *session;
    LIBSSH2_SFTP *sftp;
    LIBSSH2_SFTP_HANDLE *file;
    char reason[REASON_MAX_BYTES];
};

static bool fail(struct attempt *a, const char *what)
{
    char *why = NULL;
    int code = a->session != NULL ? libssh2_session_last_error(a->session, &why, NULL, 0) : 0;

    snprintf(a->reason, sizeof(a->reason), "%s: %s (%d)", what, why != NULL ? why : "", code);
    return false;
}

/* Allows one algorithm only; NULL leaves the choice open. */
static bool force(struct attempt *a, int type, const char *name)
{
    return name == NULL || libssh2_session_method_pref(a->session, type, name) == 0 ||
           fail(a, name);
}

static bool was_chosen(struct attempt *a, int type, const char *name)
{
    const char *chosen = libssh2_session_methods(a->session, type);

    if (name == NULL || (chosen != NULL && strcmp(chosen, name) == 0))
        return true;
    snprintf(a->reason, sizeof(a->reason), "asked for %s and got %s", name,
             chosen != NULL ? chosen : "nothing");
    return false;
}

static bool force_compression(struct attempt *a, const char *name)
{
    return name == NULL ||
           (libssh2_session_flag(a->session, LIBSSH2_FLAG_COMPRESS, 1) == 0 &&
            force(a, LIBSSH2_METHOD_COMP_CS, name) && force(a, LIBSSH2_METHOD_COMP_SC, name));
}

static bool force_all(struct attempt *a)
{
    const struct combination *c = a->combination;

    return force_compression(a, c->compression) && force(a, LIBSSH2_METHOD_KEX, c->kex) &&
           force(a, LIBSSH2_METHOD_HOSTKEY, c->host_key) &&
           force(a, LIBSSH2_METHOD_CRYPT_CS, c->cipher) &&
           force(a, LIBSSH2_METHOD_CRYPT_SC, c->cipher) &&
           force(a, LIBSSH2_METHOD_MAC_CS, c->mac) && force(a, LIBSSH2_METHOD_MAC_SC, c->mac) &&
           force(a, LIBSSH2_METHOD_SIGN_ALGO, c->signature);
}

static bool all_were_chosen(struct attempt *a)
{
    const struct combination *c = a->combination;

    return was_chosen(a, LIBSSH2_METHOD_KEX, c->kex) &&
           was_chosen(a, LIBSSH2_METHOD_HOSTKEY, c->host_key) &&
           was_chosen(a, LIBSSH2_METHOD_CRYPT_CS, c->cipher) &&
           was_chosen(a, LIBSSH2_METHOD_CRYPT_SC, c->cipher) &&
           was_chosen(a, LIBSSH2_METHOD_MAC_CS, c->mac) &&
           was_chosen(a, LIBSSH2_METHOD_MAC_SC, c->mac) &&
           was_chosen(a, LIBSSH2_METHOD_COMP_CS, c->compression) &&
           was_chosen(a, LIBSSH2_METHOD_COMP_SC, c->compression);
}

static bool check_host_key(struct attempt *a)
{
    int how = LIBSSH2_KNOWNHOST_TYPE_PLAIN | LIBSSH2_KNOWNHOST_KEYENC_RAW;
    int verdict = LIBSSH2_KNOWNHOST_CHECK_FAILURE, type = 0;
    size_t len = 0;
    const char *key = libssh2_session_hostkey(a->session, &len, &type);
    LIBSSH2_KNOWNHOSTS *hosts = libssh2_knownhost_init(a->session);

    if (hosts == NULL)
        return fail(a, "known hosts");
    if (libssh2_knownhost_readfile(hosts, a->target->known_hosts, LIBSSH2_KNOWNHOST_FILE_OPENSSH) >
        0)
        verdict =
            libssh2_knownhost_checkp(hosts, "127.0.0.1", a->target->port, key, len, how, NULL);
    libssh2_knownhost_free(hosts);
    return verdict == LIBSSH2_KNOWNHOST_CHECK_MATCH || fail(a, "host key is not the known one");
}

static bool log_in(struct attempt *a)
{
    a->socket = loopback_connect(a->target->port);
    a->session = libssh2_session_init();
    if (a->socket < 0 || a->session == NULL)
        return fail(a, "connect");
    libssh2_session_set_timeout(a->session, CALL_TIMEOUT_MS);
    tune_session(a->session);
    return force_all(a) &&
           (libssh2_session_handshake(a->session, a->socket) == 0 || fail(a, "handshake")) &&
           all_were_chosen(a) && check_host_key(a) &&
           (libssh2_userauth_publickey_fromfile(a->session, a->target->user, NULL,
                                                a->target->private_key, NULL) == 0 ||
            fail(a, "login"));
}

/* A byte that is lost, repeated or moved shows. Only an eighth of it compresses, so that as much
 * passes over the wire as is to be moved, or nearly. */
static void fill(char *block, size_t offset)
{
    uint32_t state = (uint32_t)(offset / BLOCK_BYTES) * 2654435761u + 1u;

    for (size_t i = 0; i < BLOCK_BYTES; i++) {
        state = state * 1664525u + 1013904223u;
        block[i] = (char)(i % 8 == 7 ? 'x' : state >> 24);
    }
    memset(block + BLOCK_BYTES / 2, (char)(state >> 24), BLOCK_BYTES / 16);
}

static bool write_block(struct attempt *a, const char *block, size_t len)
{
    for (size_t done = 0; done < len;) {
        ssize_t n = libssh2_sftp_write(a->file, block + done, len - done);
        if (n < 0)
            return fail(a, "write");
        done += (size_t)n;
    }
    return true;
}

static bool read_block(struct attempt *a, char *block, size_t len)
{
    for (size_t done = 0; done < len;) {
        ssize_t n = libssh2_sftp_read(a->file, block + done, len - done);
        if (n <= 0)
            return fail(a, n == 0 ? "the file ends too early" : "read");
        done += (size_t)n;
    }
    return true;
}

static size_t block_len(const struct attempt *a, size_t offset)
{
    size_t rest = a->target->bytes - offset;

    return rest < BLOCK_BYTES ? rest : BLOCK_BYTES;
}

static bool open_file(struct attempt *a, const char *name, unsigned long flags)
{
    a->file = libssh2_sftp_open(a->sftp, name, flags, 0600);
    return a->file != NULL || fail(a, "open");
}

static bool close_file(struct attempt *a)
{
    LIBSSH2_SFTP_HANDLE *file = a->file;

    a->file = NULL;
    return libssh2_sftp_close(file) == 0 || fail(a, "close");
}

static bool upload(struct attempt *a, const char *name)
{
    static char block[BLOCK_BYTES];

    if (!open_file(a, name, LIBSSH2_FXF_WRITE | LIBSSH2_FXF_CREAT | LIBSSH2_FXF_TRUNC))
        return false;
    for (size_t at = 0; at < a->target->bytes; at += BLOCK_BYTES) {
        fill(block, at);
        if (!write_block(a, block, block_len(a, at)))
            return false;
    }
    return close_file(a);
}

static bool download(struct attempt *a, const char *name)
{
    static char block[BLOCK_BYTES], expected[BLOCK_BYTES];

    if (!open_file(a, name, LIBSSH2_FXF_READ))
        return false;
    for (size_t at = 0; at < a->target->bytes; at += BLOCK_BYTES) {
        fill(expected, at);
        if (!read_block(a, block, block_len(a, at)))
            return false;
        if (memcmp(block, expected, block_len(a, at)) != 0)
            return fail(a, "the data read differ from the data written");
    }
    return (libssh2_sftp_read(a->file, block, 1) == 0 || fail(a, "the file is too long")) &&
           close_file(a);
}

static bool transfer(struct attempt *a)
{
    char name[NAME_MAX_BYTES];

    snprintf(name, sizeof(name), "matrix-%ld", (long)getpid());
    a->sftp = libssh2_sftp_init(a->session);
    if (a->sftp == NULL)
        return fail(a, "sftp");
    return upload(a, name) && download(a, name) &&
           (libssh2_sftp_unlink(a->sftp, name) == 0 || fail(a, "unlink"));
}

static void clean_up(struct attempt *a)
{
    if (a->file != NULL)
        libssh2_sftp_close(a->file);
    if (a->sftp != NULL)
        libssh2_sftp_shutdown(a->sftp);
    if (a->session != NULL) {
        libssh2_session_disconnect(a->session, "done");
        libssh2_session_free(a->session);
    }
    if (a->socket >= 0)
        close(a->socket);
}

/* "default" is what the library offers by itself. */
static void print_result(bool ok, const struct combination *c, const char *reason)
{
    const char *const names[] = { c->kex,        c->host_key, c->cipher, c->mac, c->compression,
                                  c->signature };
    const char *separator = " ";
    bool has_names = false;

    fputs(ok ? "PASS" : "FAIL", stdout);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (names[i] != NULL) {
            printf("%s%s", separator, names[i]);
            has_names = true;
        }
    printf("%s%s%s\n", has_names ? "" : " default", ok ? "" : ": ", reason);
    fflush(stdout);
}

bool combination_works(const struct target *target, const struct combination *c)
{
    struct attempt a = { .target = target, .combination = c, .socket = -1 };
    bool ok = log_in(&a) && transfer(&a);

    clean_up(&a);
    print_result(ok, c, a.reason);
    return ok;
}
