/* Known hosts: argument checks and files around src/knownhost. */
#include "src/api/session.h"
#include "src/io/file.h"
#include "src/knownhost/knownhost.h"

#define FILE_MAX_BYTES 0x4000000u /* ours: 64 MiB, some 300000 keys */

struct _LIBSSH2_KNOWNHOSTS {
    LIBSSH2_SESSION *session;
    struct ssh2_knownhosts collection;
};

LIBSSH2_KNOWNHOSTS *libssh2_knownhost_init(LIBSSH2_SESSION *session)
{
    if (session == NULL)
        return NULL;

    LIBSSH2_KNOWNHOSTS *hosts = ssh2_alloc(&session->memory, sizeof(*hosts));

    if (hosts == NULL) {
        ssh2_fail_memory(&session->error, "known hosts");
        return NULL;
    }
    hosts->session = session;
    ssh2_knownhosts_init(&hosts->collection, &session->memory, &session->error);
    return hosts;
}

void libssh2_knownhost_free(LIBSSH2_KNOWNHOSTS *hosts)
{
    if (hosts == NULL)
        return;
    ssh2_knownhosts_clear(&hosts->collection);
    ssh2_free(&hosts->session->memory, hosts);
}

int libssh2_knownhost_add(LIBSSH2_KNOWNHOSTS *hosts, const char *host, const char *salt,
                          const char *key, size_t keylen, int typemask,
                          struct libssh2_knownhost **store)
{
    return libssh2_knownhost_addc(hosts, host, salt, key, keylen, NULL, 0, typemask, store);
}

int libssh2_knownhost_addc(LIBSSH2_KNOWNHOSTS *hosts, const char *host, const char *salt,
                           const char *key, size_t keylen, const char *comment, size_t commentlen,
                           int typemask, struct libssh2_knownhost **store)
{
    if (hosts == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    if (host == NULL || key == NULL || keylen == 0)
        return ssh2_api_misuse(hosts->session, "a known host needs a name and a key");

    struct ssh2_knownhost_new added = {
        .name = ssh2_text(host),
        .salt = ssh2_text(salt),
        .key = ssh2_bytes(key, keylen),
        .comment = ssh2_bytes(comment, comment == NULL ? 0 : commentlen),
        .typemask = typemask,
    };

    return ssh2_knownhosts_add(&hosts->collection, &added, store);
}

int libssh2_knownhost_check(LIBSSH2_KNOWNHOSTS *hosts, const char *host, const char *key,
                            size_t keylen, int typemask, struct libssh2_knownhost **store)
{
    return libssh2_knownhost_checkp(hosts, host, -1, key, keylen, typemask, store);
}

int libssh2_knownhost_checkp(LIBSSH2_KNOWNHOSTS *hosts, const char *host, int port,
                             const char *key, size_t keylen, int typemask,
                             struct libssh2_knownhost **store)
{
    if (hosts == NULL)
        return LIBSSH2_KNOWNHOST_CHECK_FAILURE;

    bool is_text = (typemask & LIBSSH2_KNOWNHOST_KEYENC_BASE64) != 0; /* then keylen says nothing */
    struct ssh2_knownhost_query query = {
        .name = host,
        .port = port,
        .key = is_text ? ssh2_text(key) : ssh2_bytes(key, keylen),
        .typemask = typemask,
    };

    if (host == NULL || key == NULL || query.key.len == 0) {
        ssh2_api_misuse(hosts->session, "a known host is looked up by a name and a key");
        return LIBSSH2_KNOWNHOST_CHECK_FAILURE;
    }
    return ssh2_knownhosts_check(&hosts->collection, &query, store);
}

int libssh2_knownhost_del(LIBSSH2_KNOWNHOSTS *hosts, struct libssh2_knownhost *entry)
{
    if (hosts == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    return ssh2_knownhosts_remove(&hosts->collection, entry);
}

int libssh2_knownhost_get(LIBSSH2_KNOWNHOSTS *hosts, struct libssh2_knownhost **store,
                          struct libssh2_knownhost *prev)
{
    if (hosts == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    if (store == NULL)
        return ssh2_api_misuse(hosts->session, "there is no place for the known host");
    return ssh2_knownhosts_next(&hosts->collection, prev, store);
}

static int check_type(LIBSSH2_KNOWNHOSTS *hosts, int type)
{
    if (type == LIBSSH2_KNOWNHOST_FILE_OPENSSH)
        return 0;
    return ssh2_fail(&hosts->session->error, LIBSSH2_ERROR_METHOD_NOT_SUPPORTED,
                     "%d is no type of known_hosts file: only OpenSSH's is supported", type);
}

int libssh2_knownhost_readline(LIBSSH2_KNOWNHOSTS *hosts, const char *line, size_t len, int type)
{
    if (hosts == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    if (line == NULL)
        return ssh2_api_misuse(hosts->session, "there is no known_hosts line");

    int rc = check_type(hosts, type);

    return rc != 0 ? rc : ssh2_knownhosts_read_line(&hosts->collection, ssh2_bytes(line, len));
}

int libssh2_knownhost_readfile(LIBSSH2_KNOWNHOSTS *hosts, const char *filename, int type)
{
    struct ssh2_bytes text;

    if (hosts == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    if (filename == NULL)
        return ssh2_api_misuse(hosts->session, "there is no name of a known_hosts file");

    const struct ssh2_memory *memory = &hosts->session->memory;
    int rc = check_type(hosts, type);

    if (rc == 0)
        rc = ssh2_file_read(memory, &hosts->session->error, filename, FILE_MAX_BYTES, &text);
    if (rc != 0)
        return rc;
    rc = ssh2_knownhosts_read(&hosts->collection, text);
    ssh2_free(memory, (void *)(uintptr_t)text.data);
    return rc;
}

int libssh2_knownhost_writeline(LIBSSH2_KNOWNHOSTS *hosts, struct libssh2_knownhost *known,
                                char *buffer, size_t buflen, size_t *outlen, int type)
{
    if (hosts == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    if (known == NULL || outlen == NULL || (buffer == NULL && buflen > 0))
        return ssh2_api_misuse(hosts->session, "a known host is written to a buffer and a length");

    int rc = check_type(hosts, type);

    return rc != 0 ? rc
                   : ssh2_knownhosts_write_line(&hosts->collection, known, buffer, buflen, outlen);
}

int libssh2_knownhost_writefile(LIBSSH2_KNOWNHOSTS *hosts, const char *filename, int type)
{
    struct ssh2_bytes text;

    if (hosts == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    if (filename == NULL)
        return ssh2_api_misuse(hosts->session, "there is no name of a known_hosts file");

    const struct ssh2_memory *memory = &hosts->session->memory;
    int rc = check_type(hosts, type);

    if (rc == 0)
        rc = ssh2_knownhosts_write(&hosts->collection, &text);
    if (rc != 0)
        return rc;
    rc = ssh2_file_write(memory, &hosts->session->error, filename, text);
    ssh2_free(memory, (void *)(uintptr_t)text.data);
    return rc;
}
