/* What the tests of known hosts share: keys made by ssh-keygen for this, and a collection. */
#ifndef SSH2_KNOWNHOST_TESTING_H
#define SSH2_KNOWNHOST_TESTING_H

#include "src/crypto/testing.h"
#include "src/knownhost/knownhost.h"

#define KEY_1 "AAAAC3NzaC1lZDI1NTE5AAAAIKzJXgtuRvAnTgU9FtV5AAWj5jhQZ2S+6X4J1W784mpN"
#define KEY_2 "AAAAC3NzaC1lZDI1NTE5AAAAILCot4KOJDa/MM9QmBCKkX7rWNEeF7+m5ZW+holckIoo"
#define KEY_EC                                                                                    \
    "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBLDOYoBOIzUE4rj4NwQN0guu8wM3hl9UA7Rih/"  \
    "Zo0QftyggbjWPLCTzZo1m5AYyiTB3Vh01KrNk3PY850GHm5iE="
#define KEY_RSA                                                                                   \
    "AAAAB3NzaC1yc2EAAAADAQABAAAAgQDS8HFgD5xXLU6P7eLISBQWtRg2cwT06EmqR6g5tlzVJBwVo7LmqPJyTcS8J1mK" \
    "SAmHlZ0zw76xVcYBgUWhAInO4yVknDK8S1oqdG9zXxZYzS/zXxX/dqjN/dCllijpXHP/nXsjbuBGsfYCy1NES6Ixr3EP" \
    "7uXWYYXjrBHW9AFWSw=="
#define ED_1 "ssh-ed25519 " KEY_1
#define ED_2 "ssh-ed25519 " KEY_2
#define EC "ecdsa-sha2-nistp256 " KEY_EC
#define RSA "ssh-rsa " KEY_RSA
#define SSH1 "1024 35 123456789012345678901234567890"

/* Made by ssh-keygen -H of "example.com" and "[example.com]:2222". */
#define HASHED_SALT "5OPbDyaIT8yWsv7qA304MtGSLgo="
#define HASHED_HASH "OUpKa2tvjnqh8nTC0Y9YD/mL75M="
#define HASHED_EXAMPLE "|1|" HASHED_SALT "|" HASHED_HASH
#define HASHED_EXAMPLE_2222 "|1|mkBTLiWUMsAiHXrgHuD0J9Z4HEw=|eksFb3FZI9i0lnWMRgKfmk89FmM="

#define PLAIN LIBSSH2_KNOWNHOST_TYPE_PLAIN
#define SHA1 LIBSSH2_KNOWNHOST_TYPE_SHA1
#define CUSTOM LIBSSH2_KNOWNHOST_TYPE_CUSTOM
#define RAW LIBSSH2_KNOWNHOST_KEYENC_RAW
#define BASE64 LIBSSH2_KNOWNHOST_KEYENC_BASE64
#define T_ED25519 LIBSSH2_KNOWNHOST_KEY_ED25519
#define T_EC LIBSSH2_KNOWNHOST_KEY_ECDSA_256
#define T_RSA LIBSSH2_KNOWNHOST_KEY_SSHRSA
#define T_RSA1 LIBSSH2_KNOWNHOST_KEY_RSA1
#define T_UNKNOWN LIBSSH2_KNOWNHOST_KEY_UNKNOWN

#define MATCH LIBSSH2_KNOWNHOST_CHECK_MATCH
#define MISMATCH LIBSSH2_KNOWNHOST_CHECK_MISMATCH
#define NOTFOUND LIBSSH2_KNOWNHOST_CHECK_NOTFOUND
#define FAILURE LIBSSH2_KNOWNHOST_CHECK_FAILURE

struct fixture {
    struct ssh2_error error;
    struct ssh2_knownhosts hosts;
};

static inline void set_up(struct fixture *f)
{
    memset(f, 0, sizeof(*f));
    ssh2_knownhosts_init(&f->hosts, &ssh2_memory_default, &f->error);
}

static inline void tear_down(struct fixture *f)
{
    ssh2_knownhosts_clear(&f->hosts);
}

static inline int read_text(struct fixture *f, const char *text)
{
    return ssh2_knownhosts_read(&f->hosts, ssh2_text(text));
}

/* How many entries there are. */
static inline size_t entry_count(struct fixture *f)
{
    struct libssh2_knownhost *view = NULL;
    size_t count = 0;

    while (ssh2_knownhosts_next(&f->hosts, view, &view) == 0)
        count++;
    return count;
}

/* The file that would be written is expected. */
static inline void assert_writes(struct fixture *f, const char *expected)
{
    struct ssh2_bytes text;

    assert_int_equal(ssh2_knownhosts_write(&f->hosts, &text), 0);
    if (!ssh2_bytes_equal(text, ssh2_text(expected)))
        fail_msg("written: %.*s", (int)text.len, (const char *)text.data);
    ssh2_free(f->hosts.memory, (void *)(uintptr_t)text.data);
}

#endif
