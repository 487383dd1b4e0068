/* Having the agent sign: RFC 9987, section 5.6; which RSA signature: section 8.3. */
#include "src/agent/agent.h"

#include <stdbool.h>
#include <string.h>

#include "src/packet/agent/agent_sign_request.h"
#include "src/packet/agent/agent_sign_response.h"
#include "src/packet/key/pubkey_unknown.h"
#include "src/transport/algorithms.h"
#include "src/transport/hostkey.h"
#include "src/wire/reader.h"
#include "src/wire/writer.h"

/* The request */

static uint32_t sign_flags(struct ssh2_bytes algorithm)
{
    struct ssh2_bytes plain = ssh2_algorithm_without_certificate(algorithm);

    if (ssh2_bytes_equal(plain, ssh2_text("rsa-sha2-512")))
        return SSH_AGENT_RSA_SHA2_512;
    if (ssh2_bytes_equal(plain, ssh2_text("rsa-sha2-256")))
        return SSH_AGENT_RSA_SHA2_256;
    return 0;
}

int ssh2_agent_sign_frame(const struct ssh2_memory *memory, struct ssh2_error *error,
                          const struct ssh2_agent_job *job, struct ssh2_bytes *out)
{
    struct ssh2_agent_sign_request request = { .key_blob = job->key_blob,
                                               .data = job->data,
                                               .flags = sign_flags(job->algorithm) };

    return ssh2_agent_frame(memory, error, ssh2_agent_sign_request_type(), &request, out);
}

/* The plain key of a certificate */

/* A certificate's key stands behind a nonce, in the very fields of its plain key's blob. */
static const struct {
    const char *type;
    int fields; /* strings or mpints, which look alike */
} certificates[] = {
    { "ssh-ed25519-cert-v01@openssh.com", 1 },
    { "ecdsa-sha2-nistp256-cert-v01@openssh.com", 2 },
    { "ecdsa-sha2-nistp384-cert-v01@openssh.com", 2 },
    { "ecdsa-sha2-nistp521-cert-v01@openssh.com", 2 },
    { "ssh-rsa-cert-v01@openssh.com", 2 },
};

static int field_count(struct ssh2_bytes type)
{
    for (size_t i = 0; i < sizeof(certificates) / sizeof(certificates[0]); i++)
        if (ssh2_bytes_equal(type, ssh2_text(certificates[i].type)))
            return certificates[i].fields;
    return 0;
}

/* Writes the blob of the key that the certificate is about, which is shorter than the certificate;
 * empty if blob is no certificate of a kind whose signatures are known here. */
static struct ssh2_bytes write_plain_blob(struct ssh2_bytes blob, struct ssh2_writer *w)
{
    struct ssh2_reader r = ssh2_reader(blob);
    struct ssh2_bytes type = ssh2_read_string(&r);
    int fields = field_count(type);

    if (fields == 0)
        return ssh2_bytes(NULL, 0);
    (void)ssh2_read_string(&r); /* the nonce */
    ssh2_write_string(w, ssh2_algorithm_without_certificate(type));
    for (int i = 0; i < fields; i++)
        ssh2_write_string(w, ssh2_read_string(&r));
    return r.status == SSH2_OK ? ssh2_written(w) : ssh2_bytes(NULL, 0);
}

/* The reply */

/* Threat G6: what another key signed is not sent. A key that cannot be read here, for one because it
 * is shorter than we would accept ourselves, is the server's to judge. */
static int verify_with(const struct ssh2_memory *memory, struct ssh2_error *error,
                       struct ssh2_bytes plain_blob, const struct ssh2_agent_job *job,
                       struct ssh2_bytes signature)
{
    struct ssh2_error why = { 0 };
    const struct ssh2_algorithm *algorithm = ssh2_algorithm_find(
        SSH2_ALGORITHM_HOST_KEY, ssh2_algorithm_without_certificate(job->algorithm));
    int rc = 0;

    if (algorithm != NULL)
        rc = ssh2_hostkey_verify(memory, &why, algorithm, plain_blob, signature, job->data);
    if (rc == LIBSSH2_ERROR_ALLOC)
        return ssh2_fail_memory(error, "the agent's signature");
    if (rc == LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE)
        return ssh2_fail(error, LIBSSH2_ERROR_AGENT_PROTOCOL,
                         "the agent's signature is not by the key that was asked for");
    return 0;
}

static int verify(const struct ssh2_memory *memory, struct ssh2_error *error,
                  const struct ssh2_agent_job *job, struct ssh2_bytes signature)
{
    uint8_t *space = ssh2_alloc(memory, job->key_blob.len);
    struct ssh2_writer w = ssh2_writer(space, job->key_blob.len);

    if (space == NULL)
        return ssh2_fail_memory(error, "the agent's signature");

    struct ssh2_bytes plain = write_plain_blob(job->key_blob, &w);
    int rc = verify_with(memory, error, plain.len > 0 ? plain : job->key_blob, job, signature);

    ssh2_free(memory, space);
    return rc;
}

static bool is_security_key(struct ssh2_bytes algorithm)
{
    struct ssh2_bytes prefix = ssh2_text("sk-");

    return algorithm.len > prefix.len && memcmp(algorithm.data, prefix.data, prefix.len) == 0;
}

/* What follows the name is one string; a security key adds flags and a counter. */
static bool read_bare(struct ssh2_bytes algorithm, struct ssh2_bytes rest, struct ssh2_bytes *bare)
{
    struct ssh2_reader r = ssh2_reader(rest);

    *bare = ssh2_read_string(&r);
    if (is_security_key(algorithm)) {
        (void)ssh2_read_byte(&r);
        (void)ssh2_read_uint32(&r);
        *bare = rest;
    }
    return ssh2_read_end(&r).status == SSH2_OK && bare->len > 0;
}

int ssh2_agent_read_signature(const struct ssh2_memory *memory, struct ssh2_error *error,
                              struct ssh2_bytes reply, const struct ssh2_agent_job *job,
                              struct ssh2_agent_signature *out)
{
    struct ssh2_bytes wanted = ssh2_algorithm_without_certificate(job->algorithm);
    struct ssh2_agent_sign_response response;
    struct ssh2_pubkey_unknown parts; /* a signature is a name and a rest, too */

    *out = (struct ssh2_agent_signature){ { NULL, 0 }, { NULL, 0 } };
    if (ssh2_agent_sign_response_parse(reply, &response) != SSH2_OK)
        return ssh2_fail(error, LIBSSH2_ERROR_AGENT_PROTOCOL, "the agent does not sign: message %u",
                         reply.len > 0 ? reply.data[0] : 0u);
    if (ssh2_pubkey_unknown_parse(response.signature, &parts) != SSH2_OK || parts.key_type.len == 0)
        return ssh2_fail(error, LIBSSH2_ERROR_BUFFER_TOO_SMALL, "the agent's signature is cut short");
    if (!ssh2_bytes_equal(parts.key_type, wanted))
        return ssh2_fail(error, LIBSSH2_ERROR_ALGO_UNSUPPORTED,
                         "the agent signs by %.*s: %.*s was asked for", (int)parts.key_type.len,
                         (const char *)parts.key_type.data, (int)wanted.len,
                         (const char *)wanted.data);
    if (!read_bare(wanted, parts.key_data, &out->bare))
        return ssh2_fail(error, LIBSSH2_ERROR_BUFFER_TOO_SMALL,
                         "the agent's signature by %.*s is malformed", (int)wanted.len,
                         (const char *)wanted.data);
    out->blob = response.signature;
    return verify(memory, error, job, response.signature);
}
