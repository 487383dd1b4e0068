#include "src/oracle/scenario_publickey.h"

#include <string.h>

#define BLOB_BYTES 20000u /* ours: several reads' worth */

int ssh2_scenario_publickey(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log,
                            LIBSSH2_PUBLICKEY **pk)
{
    do {
        *pk = libssh2_publickey_init(pair->session);
    } while (*pk == NULL && libssh2_session_last_errno(pair->session) == LIBSSH2_ERROR_EAGAIN);
    return *pk == NULL ? ssh2_scenario_fail(pair, log, "publickey subsystem") : 0;
}

static void note_key(struct ssh2_scenario_log *log, const libssh2_publickey_list *key)
{
    ssh2_scenario_note(log, "%.*s, %lu bytes", (int)key->name_len, (const char *)key->name,
                       key->blob_len);
    for (unsigned long i = 0; i < key->num_attrs; i++)
        ssh2_scenario_note(log, "; %.*s: %.*s", (int)key->attrs[i].name_len, key->attrs[i].name,
                           (int)key->attrs[i].value_len, key->attrs[i].value);
    ssh2_scenario_note(log, "\n");
}

int ssh2_scenario_keys(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log,
                       LIBSSH2_PUBLICKEY *pk)
{
    libssh2_publickey_list *keys = NULL;
    unsigned long count = 0;
    int rc;

    do {
        rc = libssh2_publickey_list_fetch(pk, &count, &keys);
    } while (rc == LIBSSH2_ERROR_EAGAIN);
    if (rc != 0)
        return ssh2_scenario_fail(pair, log, "list of keys");
    ssh2_scenario_note(log, "%lu keys\n", count);
    for (unsigned long i = 0; i < count; i++)
        note_key(log, &keys[i]);
    libssh2_publickey_list_free(pk, keys);
    return 0;
}

static int add_keys(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log,
                    LIBSSH2_PUBLICKEY *pk)
{
    static const unsigned char blob[BLOB_BYTES];
    const libssh2_publickey_attribute attributes[] = { libssh2_publickey_attribute_fast(
        "from", "192.0.2.1", 0) libssh2_publickey_attribute_fast("comment", "a key", 1) };
    int rc;

    do {
        rc = libssh2_publickey_add(pk, "ssh-ed25519", (const unsigned char *)"blob", 4, 0, 0, NULL);
    } while (rc == LIBSSH2_ERROR_EAGAIN);
    if (rc == 0) {
        do {
            rc = libssh2_publickey_add(pk, "ssh-rsa", blob, sizeof(blob), 1, 2, attributes);
        } while (rc == LIBSSH2_ERROR_EAGAIN);
    }
    return rc == 0 ? 0 : ssh2_scenario_fail(pair, log, "key");
}

static int remove_key(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log,
                      LIBSSH2_PUBLICKEY *pk)
{
    int rc;

    do {
        rc = libssh2_publickey_remove(pk, "ssh-ed25519", (const unsigned char *)"blob", 4);
    } while (rc == LIBSSH2_ERROR_EAGAIN);
    return rc == 0 ? 0 : ssh2_scenario_fail(pair, log, "key");
}

int ssh2_scenario_manage_keys(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log)
{
    LIBSSH2_PUBLICKEY *pk;
    int rc = ssh2_scenario_publickey(pair, log, &pk);

    if (rc != 0)
        return rc;
    rc = ssh2_scenario_keys(pair, log, pk);
    if (rc == 0)
        rc = add_keys(pair, log, pk);
    if (rc == 0)
        rc = ssh2_scenario_keys(pair, log, pk);
    if (rc == 0)
        rc = remove_key(pair, log, pk);
    if (rc == 0)
        rc = ssh2_scenario_keys(pair, log, pk);
    while (libssh2_publickey_shutdown(pk) == LIBSSH2_ERROR_EAGAIN)
        continue;
    return rc;
}
