/* Logs in to a server with combinations of algorithms and moves a file both ways by SFTP.
 *
 *   matrix -p PORT -u USER -i PRIVATE_KEY -k KNOWN_HOSTS [-b BYTES] [-S] [-A | -D]
 *          [-x KEX,...] [-H HOST_KEY,...] [-c CIPHER,...] [-m MAC,...] [-z COMPRESSION,...]
 *          [-s SIGNATURE,...]
 *
 * Key exchanges and host keys do not touch what protects packets later, but for the keys, which all
 * methods derive in one way. So every key exchange is tried with every host key, and every cipher
 * with every MAC and compression. -A tries all of them with each other; -D tries one session
 * without any preference. -s says how the user's key may sign, in every session.
 *
 * Each combination gives a line "PASS name" or "FAIL name: reason". -S leaves out what the
 * library says that it does not know, instead of failing. Exit status: 0 all passed, 1 not,
 * 2 usage. */
#include "interop/clients/combination.h"

#include <libssh2.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LIST_MAX_COUNT 16u
#define DEFAULT_BYTES (3u * 1024u * 1024u) /* three times what RekeyLimit 1M allows */

struct list {
    const char *names[LIST_MAX_COUNT];
    size_t count;
};

struct settings {
    struct target target;
    bool only_supported, all, only_default;
    struct list kex, host_keys, ciphers, macs, compressions;
    const char *signature; /* NULL: as the library likes */
};

static const char all_kex[] =
    "curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,ecdh-sha2-nistp384,"
    "ecdh-sha2-nistp521,diffie-hellman-group-exchange-sha256,diffie-hellman-group14-sha256,"
    "diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,diffie-hellman-group14-sha1,"
    "diffie-hellman-group1-sha1,diffie-hellman-group-exchange-sha1";
static const char all_host_keys[] = "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,"
                                    "ecdsa-sha2-nistp521,rsa-sha2-256,rsa-sha2-512";
static const char all_ciphers[] = "chacha20-poly1305@openssh.com,aes128-gcm@openssh.com,"
                                  "aes256-gcm@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr,"
                                  "aes128-cbc,aes192-cbc,aes256-cbc,3des-cbc";
static const char all_macs[] = "hmac-sha2-256,hmac-sha2-512,hmac-sha2-256-etm@openssh.com,"
                               "hmac-sha2-512-etm@openssh.com,hmac-sha1,"
                               "hmac-sha1-etm@openssh.com,hmac-sha1-96,hmac-md5,hmac-md5-96";
static const char all_compressions[] = "none,zlib@openssh.com";

/* The AEAD ciphers bring their own authentication: the MAC is negotiated, but not used. */
static bool needs_mac(const char *cipher)
{
    return strstr(cipher, "gcm") == NULL && strstr(cipher, "poly1305") == NULL;
}

static bool try_compressions(const struct settings *s, struct combination c)
{
    bool ok = true;

    for (size_t i = 0; i < s->compressions.count; i++) {
        c.compression = s->compressions.names[i];
        ok = combination_works(&s->target, &c) && ok;
    }
    return ok;
}

static bool try_macs(const struct settings *s, struct combination c)
{
    bool ok = true;

    if (!needs_mac(c.cipher))
        return try_compressions(s, c);
    for (size_t i = 0; i < s->macs.count; i++) {
        c.mac = s->macs.names[i];
        ok = try_compressions(s, c) && ok;
    }
    return ok;
}

static bool try_ciphers(const struct settings *s, struct combination c)
{
    bool ok = true;

    for (size_t i = 0; i < s->ciphers.count; i++) {
        c.cipher = s->ciphers.names[i];
        ok = try_macs(s, c) && ok;
    }
    return ok;
}

/* With all, each of them with every cipher, MAC and compression. */
static bool try_exchanges(const struct settings *s, bool all)
{
    struct combination c = { .signature = s->signature };
    bool ok = true;

    for (size_t k = 0; k < s->kex.count; k++) {
        c.kex = s->kex.names[k];
        for (size_t h = 0; h < s->host_keys.count; h++) {
            c.host_key = s->host_keys.names[h];
            ok = (all ? try_ciphers(s, c) : combination_works(&s->target, &c)) && ok;
        }
    }
    return ok;
}

static bool try_settings(const struct settings *s)
{
    struct combination c = { .signature = s->signature };

    if (s->only_default)
        return combination_works(&s->target, &c);
    if (s->all)
        return try_exchanges(s, true);

    bool ok = try_exchanges(s, false);

    if (s->kex.count > 0 && s->host_keys.count > 0) {
        c.kex = s->kex.names[0];
        c.host_key = s->host_keys.names[0];
    }
    return try_ciphers(s, c) && ok;
}

/* --------------------------------------------------------------------------- the options */

static void usage(void)
{
    fprintf(stderr, "usage: matrix -p PORT -u USER -i PRIVATE_KEY -k KNOWN_HOSTS [-b BYTES] [-S] "
                    "[-A | -D]\n       [-x KEX,...] [-H HOST_KEY,...] [-c CIPHER,...] "
                    "[-m MAC,...] [-z COMPRESSION,...] [-s SIGNATURE,...]\n");
    exit(2);
}

/* Splits a comma-separated text; the pieces live as long as the program. */
static struct list split(const char *text)
{
    struct list list = { .count = 0 };
    char *rest = strdup(text);

    if (rest == NULL)
        abort();
    for (char *name; (name = strsep(&rest, ",")) != NULL;) {
        if (list.count == LIST_MAX_COUNT || *name == '\0')
            usage();
        list.names[list.count++] = name;
    }
    return list;
}

static bool is_among(const char *name, const char *const *names, int count)
{
    for (int i = 0; i < count; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static void keep_supported(LIBSSH2_SESSION *session, int type, struct list *list)
{
    const char **known = NULL;
    int count = libssh2_session_supported_algs(session, type, &known);
    size_t kept = 0;

    for (size_t i = 0; i < list->count; i++)
        if (is_among(list->names[i], known, count))
            list->names[kept++] = list->names[i];
    list->count = kept;
    if (count > 0)
        libssh2_free(session, known);
}

static void keep_all_supported(struct settings *s)
{
    LIBSSH2_SESSION *session = libssh2_session_init();

    if (session == NULL)
        abort();
    libssh2_session_flag(session, LIBSSH2_FLAG_COMPRESS, 1);
    keep_supported(session, LIBSSH2_METHOD_KEX, &s->kex);
    keep_supported(session, LIBSSH2_METHOD_HOSTKEY, &s->host_keys);
    keep_supported(session, LIBSSH2_METHOD_CRYPT_CS, &s->ciphers);
    keep_supported(session, LIBSSH2_METHOD_MAC_CS, &s->macs);
    keep_supported(session, LIBSSH2_METHOD_COMP_CS, &s->compressions);
    libssh2_session_free(session);
}

static void read_option(struct settings *s, int option, const char *value)
{
    switch (option) {
    case 'p':
        s->target.port = atoi(value);
        break;
    case 'u':
        s->target.user = value;
        break;
    case 'i':
        s->target.private_key = value;
        break;
    case 'k':
        s->target.known_hosts = value;
        break;
    case 'b':
        s->target.bytes = strtoul(value, NULL, 10);
        break;
    case 'S':
        s->only_supported = true;
        break;
    case 'x':
        s->kex = split(value);
        break;
    case 'H':
        s->host_keys = split(value);
        break;
    case 'c':
        s->ciphers = split(value);
        break;
    case 'm':
        s->macs = split(value);
        break;
    case 'z':
        s->compressions = split(value);
        break;
    case 's':
        s->signature = value;
        break;
    case 'A':
        s->all = true;
        break;
    case 'D':
        s->only_default = true;
        break;
    default:
        usage();
    }
}

int main(int argc, char **argv)
{
    struct settings s = { .target = { .bytes = DEFAULT_BYTES } };
    bool ok;

    s.kex = split(all_kex);
    s.host_keys = split(all_host_keys);
    s.ciphers = split(all_ciphers);
    s.macs = split(all_macs);
    s.compressions = split(all_compressions);
    for (int option; (option = getopt(argc, argv, "p:u:i:k:b:SADx:H:c:m:z:s:")) != -1;)
        read_option(&s, option, optarg);
    if (optind != argc || s.target.port == 0 || !s.target.user || !s.target.private_key ||
        !s.target.known_hosts)
        usage();
    if (libssh2_init(0) != 0)
        return 1;
    if (s.only_supported)
        keep_all_supported(&s);
    ok = try_settings(&s);
    libssh2_exit();
    return ok ? 0 : 1;
}
