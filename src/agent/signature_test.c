/* What an agent may say to a request for a signature: threats G2, G6. */
#include "src/agent/agent.h"
#include "src/crypto/sign.h"
#include "src/crypto/testing.h"
#include "src/packet/agent/agent_sign_request.h"
#include "src/packet/numbers.h"
#include "src/transport/hostkey.h"
#include "src/wire/writer.h"

#define TEXT(literal) ssh2_bytes(literal, sizeof(literal) - 1)
#define MESSAGE_MAX_BYTES 1024u
#define CERTIFICATE "ssh-ed25519-cert-v01@openssh.com"

static const struct ssh2_memory *const memory = &ssh2_memory_default;
static struct ssh2_error error;

/* A message under construction. */
struct message {
    uint8_t bytes[MESSAGE_MAX_BYTES];
    size_t len;
};

static struct ssh2_bytes content(const struct message *m)
{
    return ssh2_bytes(m->bytes, m->len);
}

/* Two keys that are always the same, and the blob of the first. */
static struct ssh2_private_key *key, *other_key;
static uint8_t *key_blob;
static size_t key_blob_len;

static struct ssh2_private_key *make_key(uint8_t first)
{
    uint8_t seed[SSH2_ED25519_SEED_BYTES] = { first }, public_bytes[SSH2_ED25519_PUBLIC_BYTES];
    struct ssh2_private_key *made = NULL;

    ssh2_ed25519_public(seed, public_bytes);
    assert_int_equal(ssh2_private_key_ed25519(memory, ssh2_bytes(seed, sizeof(seed)),
                                              ssh2_bytes(public_bytes, sizeof(public_bytes)), &made),
                     SSH2_CRYPTO_OK);
    return made;
}

static int make_keys(void **state)
{
    (void)state;
    key = make_key(1);
    other_key = make_key(2);
    return ssh2_hostkey_blob(memory, &error, ssh2_private_key_public(key), &key_blob, &key_blob_len);
}

static int free_keys(void **state)
{
    (void)state;
    ssh2_private_key_free(key);
    ssh2_private_key_free(other_key);
    ssh2_free(memory, key_blob);
    return 0;
}

static struct ssh2_agent_job job_for(struct ssh2_bytes blob, const char *algorithm)
{
    return (struct ssh2_agent_job){ blob, ssh2_text(algorithm), TEXT("data") };
}

/* The reply with this signature blob in it. */
static struct message reply_with(struct ssh2_bytes signature)
{
    struct message m;
    struct ssh2_writer w = ssh2_writer(m.bytes, sizeof(m.bytes));

    ssh2_write_byte(&w, SSH_AGENT_SIGN_RESPONSE);
    ssh2_write_string(&w, signature);
    assert_int_equal(w.status, SSH2_OK);
    m.len = w.len;
    return m;
}

/* The reply of an agent that signs with this key. */
static struct message reply_by(const struct ssh2_private_key *signing_key, struct ssh2_bytes data)
{
    struct ssh2_signature_blob blob;

    assert_int_equal(ssh2_hostkey_sign(&error, signing_key,
                                       ssh2_algorithm_find(SSH2_ALGORITHM_HOST_KEY,
                                                           ssh2_text("ssh-ed25519")),
                                       data, &blob),
                     0);
    return reply_with(ssh2_bytes(blob.bytes, blob.len));
}

/* A certificate of the key, as far as anyone here looks at it. */
static struct message certificate(void)
{
    struct message m;
    struct ssh2_writer w = ssh2_writer(m.bytes, sizeof(m.bytes));

    ssh2_write_string(&w, ssh2_text(CERTIFICATE));
    ssh2_write_string(&w, ssh2_text("nonce"));
    ssh2_write_string(&w, ssh2_public_key_point(ssh2_private_key_public(key)));
    ssh2_write_uint64(&w, 1);
    m.len = w.len;
    return m;
}

static int read_reply(const struct message *reply, const struct ssh2_agent_job *job,
                      struct ssh2_agent_signature *out)
{
    return ssh2_agent_read_signature(memory, &error, content(reply), job, out);
}

static void the_keys_own_signature_is_taken(void **state)
{
    struct ssh2_agent_job job = job_for(ssh2_bytes(key_blob, key_blob_len), "ssh-ed25519");
    struct message reply = reply_by(key, job.data);
    struct ssh2_agent_signature signature;

    (void)state;
    assert_int_equal(read_reply(&reply, &job, &signature), 0);
    assert_ptr_equal(signature.blob.data, reply.bytes + 5);
    assert_int_equal(signature.blob.len, reply.len - 5);
    assert_int_equal(signature.bare.len, SSH2_ED25519_SIGNATURE_BYTES);
}

static void a_certificates_signature_is_its_keys(void **state)
{
    struct message blob = certificate();
    struct ssh2_agent_job job = job_for(content(&blob), CERTIFICATE);
    struct message right = reply_by(key, job.data), wrong = reply_by(other_key, job.data);
    struct ssh2_agent_signature signature;

    (void)state;
    assert_int_equal(read_reply(&right, &job, &signature), 0);
    assert_int_equal(read_reply(&wrong, &job, &signature), LIBSSH2_ERROR_AGENT_PROTOCOL);
}

static void another_keys_signature_is_refused(void **state)
{
    struct ssh2_agent_job job = job_for(ssh2_bytes(key_blob, key_blob_len), "ssh-ed25519");
    struct message reply = reply_by(other_key, job.data);
    struct ssh2_agent_signature signature;

    (void)state;
    assert_int_equal(read_reply(&reply, &job, &signature), LIBSSH2_ERROR_AGENT_PROTOCOL);
}

static void a_signature_of_other_data_is_refused(void **state)
{
    struct ssh2_agent_job job = job_for(ssh2_bytes(key_blob, key_blob_len), "ssh-ed25519");
    struct message reply = reply_by(key, TEXT("other"));
    struct ssh2_agent_signature signature;

    (void)state;
    assert_int_equal(read_reply(&reply, &job, &signature), LIBSSH2_ERROR_AGENT_PROTOCOL);
}

static const struct {
    const char *why, *algorithm;
    struct ssh2_bytes signature;
    int rc;
} signatures[] = {
    { "SHA-1 for SHA-2", "rsa-sha2-512", SSH2_TEXT("\0\0\0\7ssh-rsa" "\0\0\0\1x"),
      LIBSSH2_ERROR_ALGO_UNSUPPORTED },
    { "the other SHA-2", "rsa-sha2-512", SSH2_TEXT("\0\0\0\14rsa-sha2-256" "\0\0\0\1x"),
      LIBSSH2_ERROR_ALGO_UNSUPPORTED },
    { "nothing", "ssh-dss", SSH2_TEXT(""), LIBSSH2_ERROR_BUFFER_TOO_SMALL },
    { "no name", "ssh-dss", SSH2_TEXT("\0\0\0\0" "\0\0\0\1x"), LIBSSH2_ERROR_BUFFER_TOO_SMALL },
    { "a name only", "ssh-dss", SSH2_TEXT("\0\0\0\7ssh-dss"), LIBSSH2_ERROR_BUFFER_TOO_SMALL },
    { "an empty one", "ssh-dss", SSH2_TEXT("\0\0\0\7ssh-dss" "\0\0\0\0"),
      LIBSSH2_ERROR_BUFFER_TOO_SMALL },
    { "one cut short", "ssh-dss", SSH2_TEXT("\0\0\0\7ssh-dss" "\0\0\0\2x"),
      LIBSSH2_ERROR_BUFFER_TOO_SMALL },
    { "one with more behind", "ssh-dss", SSH2_TEXT("\0\0\0\7ssh-dss" "\0\0\0\1x" "\0"),
      LIBSSH2_ERROR_BUFFER_TOO_SMALL },
    { "of a kind not known here", "ssh-dss", SSH2_TEXT("\0\0\0\7ssh-dss" "\0\0\0\1x"), 0 },
    { "a security key's", "sk-ssh-ed25519@openssh.com",
      SSH2_TEXT("\0\0\0\32sk-ssh-ed25519@openssh.com" "\0\0\0\1x" "\5\0\0\0\7"), 0 },
    { "a security key's for its certificate", "sk-ssh-ed25519-cert-v01@openssh.com",
      SSH2_TEXT("\0\0\0\32sk-ssh-ed25519@openssh.com" "\0\0\0\1x" "\5\0\0\0\7"), 0 },
    { "a security key's without its counter", "sk-ssh-ed25519@openssh.com",
      SSH2_TEXT("\0\0\0\32sk-ssh-ed25519@openssh.com" "\0\0\0\1x" "\5"),
      LIBSSH2_ERROR_BUFFER_TOO_SMALL },
};

static void a_signature_is_of_the_form_that_was_asked_for(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(signatures) / sizeof(signatures[0]); i++) {
        struct ssh2_agent_job job = job_for(TEXT("no key"), signatures[i].algorithm);
        struct message reply = reply_with(signatures[i].signature);
        struct ssh2_agent_signature signature;

        if (read_reply(&reply, &job, &signature) != signatures[i].rc)
            fail_msg("%s: %s", signatures[i].why, error.message);
    }
}

static void a_security_keys_flags_and_counter_are_kept(void **state)
{
    static const struct ssh2_bytes blob =
        SSH2_TEXT("\0\0\0\32sk-ssh-ed25519@openssh.com" "\0\0\0\1x" "\5\0\0\0\7");
    struct ssh2_agent_job job = job_for(TEXT("no key"), "sk-ssh-ed25519@openssh.com");
    struct message reply = reply_with(blob);
    struct ssh2_agent_signature signature;

    (void)state;
    assert_int_equal(read_reply(&reply, &job, &signature), 0);
    assert_true(ssh2_bytes_equal(signature.blob, blob));
    assert_is_hex(signature.bare.data, signature.bare.len, "00000001780500000007");
}

static void every_other_message_is_refused(void **state)
{
    struct ssh2_agent_job job = job_for(ssh2_bytes(key_blob, key_blob_len), "ssh-ed25519");
    struct message reply = reply_by(key, job.data);
    struct ssh2_agent_signature signature;

    (void)state;
    for (unsigned type = 0; type < 256; type++) {
        reply.bytes[0] = (uint8_t)type;
        assert_int_equal(read_reply(&reply, &job, &signature),
                         type == SSH_AGENT_SIGN_RESPONSE ? 0 : LIBSSH2_ERROR_AGENT_PROTOCOL);
    }
}

static void every_shorter_reply_is_refused(void **state)
{
    struct ssh2_agent_job job = job_for(ssh2_bytes(key_blob, key_blob_len), "ssh-ed25519");
    struct message reply = reply_by(key, job.data);
    struct ssh2_agent_signature signature;

    (void)state;
    while (reply.len-- > 0)
        assert_int_equal(read_reply(&reply, &job, &signature), LIBSSH2_ERROR_AGENT_PROTOCOL);
}

static void the_flags_ask_for_the_hash_that_the_algorithm_names(void **state)
{
    static const struct {
        const char *algorithm;
        uint32_t flags;
    } rows[] = {
        { "rsa-sha2-512", SSH_AGENT_RSA_SHA2_512 },
        { "rsa-sha2-256", SSH_AGENT_RSA_SHA2_256 },
        { "rsa-sha2-512-cert-v01@openssh.com", SSH_AGENT_RSA_SHA2_512 },
        { "rsa-sha2-256-cert-v01@openssh.com", SSH_AGENT_RSA_SHA2_256 },
        { "ssh-rsa", 0 },
        { "ssh-ed25519", 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct ssh2_agent_job job = job_for(TEXT("key"), rows[i].algorithm);
        struct ssh2_agent_sign_request request;
        struct ssh2_bytes frame;

        assert_int_equal(ssh2_agent_sign_frame(memory, &error, &job, &frame), 0);
        assert_int_equal(ssh2_agent_sign_request_parse(ssh2_bytes(frame.data + 4, frame.len - 4),
                                                       &request),
                         SSH2_OK);
        assert_int_equal(request.flags, rows[i].flags);
        ssh2_free(memory, (void *)(uintptr_t)frame.data);
    }
}

static void without_memory_no_signature_is_taken(void **state)
{
    struct ssh2_agent_job job = job_for(ssh2_bytes(key_blob, key_blob_len), "ssh-ed25519");
    struct message reply = reply_by(key, job.data);
    struct ssh2_agent_signature signature;
    struct stingy stingy = { .allowance = 0 };
    void *holder = &stingy;
    struct ssh2_memory little = stingy_memory(&holder);

    (void)state;
    for (size_t allowance = 0; allowance < 2; allowance++) {
        stingy.allowance = allowance;
        assert_int_equal(
            ssh2_agent_read_signature(&little, &error, content(&reply), &job, &signature),
            LIBSSH2_ERROR_ALLOC);
        assert_int_equal(stingy.in_use, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_keys_own_signature_is_taken),
        cmocka_unit_test(a_certificates_signature_is_its_keys),
        cmocka_unit_test(another_keys_signature_is_refused),
        cmocka_unit_test(a_signature_of_other_data_is_refused),
        cmocka_unit_test(a_signature_is_of_the_form_that_was_asked_for),
        cmocka_unit_test(a_security_keys_flags_and_counter_are_kept),
        cmocka_unit_test(every_other_message_is_refused),
        cmocka_unit_test(every_shorter_reply_is_refused),
        cmocka_unit_test(the_flags_ask_for_the_hash_that_the_algorithm_names),
        cmocka_unit_test(without_memory_no_signature_is_taken),
    };

    return cmocka_run_group_tests(tests, make_keys, free_keys);
}
