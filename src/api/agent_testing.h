/* For the tests of agent.c: an agent of the test's own behind a real socket, in a thread. */
#ifndef SSH2_API_AGENT_TESTING_H
#define SSH2_API_AGENT_TESTING_H

#include <pthread.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "src/oracle/play.h"
#include "src/packet/agent/agent_failure.h"
#include "src/packet/agent/agent_identities_answer.h"
#include "src/packet/agent/agent_sign_request.h"
#include "src/packet/agent/agent_sign_response.h"
#include "src/session/keyfile_testing.h"
#include "src/transport/algorithms.h"

#define REPLY_MAX_BYTES (1u << 20)
#define PATH_FORMAT "/tmp/agent_test.%d.%u"

enum behaviour {
    HONEST,
    SLOW, /* honest, but needs time for every piece of a reply */
    MANY_KEYS,
    HANGS_UP,
    SAYS_NOTHING_USEFUL,
    CUTS_REPLY,
    SIGNS_OTHERWISE
};

#define SLOW_PIECES_COUNT 5u
#define SLOW_PAUSE_US 2000

struct agent {
    enum behaviour behaviour;
    const char *key_name, *public_name; /* what it holds: files */
    char path[sizeof(((struct sockaddr_un *)0)->sun_path)];
    int listener;
    pthread_t thread;
    uint8_t reply[REPLY_MAX_BYTES];
};

/* The agent's side */

static inline bool read_all(int fd, uint8_t *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = read(fd, bytes, len);

        if (n <= 0)
            return false;
        bytes += n;
        len -= (size_t)n;
    }
    return true;
}

static inline void list_keys(struct agent *agent, struct ssh2_writer *w)
{
    static const char comment[1000] = { 'c', 'o', 'm', 'm', 'e', 'n', 't' };
    struct ssh2_bytes blob = load_blob(agent->public_name);
    uint32_t count = agent->behaviour == MANY_KEYS ? 200 : 1;

    ssh2_write_byte(w, SSH_AGENT_IDENTITIES_ANSWER);
    ssh2_write_uint32(w, count);
    for (uint32_t i = 0; i < count; i++) {
        ssh2_write_string(w, blob);
        ssh2_write_string(w, ssh2_bytes(comment, count > 1 ? sizeof(comment) : 7));
    }
    free((void *)(uintptr_t)blob.data);
}

static inline void sign_request(struct agent *agent, struct ssh2_bytes payload,
                                struct ssh2_writer *w)
{
    struct text text = load(agent->key_name);
    struct ssh2_error error = { 0 };
    struct ssh2_private_key *key = NULL;
    struct ssh2_agent_sign_request request;
    struct ssh2_signature_blob signature;
    const char *name = "ssh-ed25519";

    assert_int_equal(ssh2_agent_sign_request_parse(payload, &request), SSH2_OK);
    assert_int_equal(
        ssh2_keyfile_private(&ssh2_memory_default, &error, text_view(&text), NULL, &key), 0);
    if (strncmp(agent->key_name, "rsa", 3) == 0)
        name = agent->behaviour == SIGNS_OTHERWISE             ? "ssh-rsa"
               : (request.flags & SSH_AGENT_RSA_SHA2_512) != 0 ? "rsa-sha2-512"
               : (request.flags & SSH_AGENT_RSA_SHA2_256) != 0 ? "rsa-sha2-256"
                                                               : "ssh-rsa";
    assert_int_equal(ssh2_hostkey_sign(
                         &error, key, ssh2_algorithm_find(SSH2_ALGORITHM_HOST_KEY, ssh2_text(name)),
                         request.data, &signature),
                     0);
    ssh2_write_byte(w, SSH_AGENT_SIGN_RESPONSE);
    ssh2_write_string(w, ssh2_bytes(signature.bytes, signature.len));
    ssh2_private_key_free(key);
}

static inline void make_reply(struct agent *agent, struct ssh2_bytes payload, struct ssh2_writer *w)
{
    if (agent->behaviour == SAYS_NOTHING_USEFUL)
        ssh2_write_byte(w, SSH_AGENT_FAILURE);
    else if (payload.data[0] == SSH_AGENTC_REQUEST_IDENTITIES)
        list_keys(agent, w);
    else if (payload.data[0] == SSH_AGENTC_SIGN_REQUEST)
        sign_request(agent, payload, w);
    else /* threats G3, G5: nothing else is ever asked of an agent, and no key given to it */
        fail_msg("the agent was sent message %u", payload.data[0]);
}

static inline void send_reply(const struct agent *agent, int fd, size_t len)
{
    size_t piece = agent->behaviour == SLOW ? len / SLOW_PIECES_COUNT + 1 : len;

    for (size_t sent = 0; sent < len; sent += piece) {
        if (piece > len - sent)
            piece = len - sent;
        if (agent->behaviour == SLOW)
            usleep(SLOW_PAUSE_US);
        assert_int_equal(write(fd, agent->reply + sent, piece), piece);
    }
}

static inline void answer(struct agent *agent, int fd)
{
    static uint8_t request[65536];
    uint8_t head[4];

    while (agent->behaviour != HANGS_UP && read_all(fd, head, sizeof(head))) {
        struct ssh2_writer w = ssh2_writer(agent->reply, sizeof(agent->reply));
        size_t len = (size_t)head[2] << 8 | head[3];

        assert_true(read_all(fd, request, len));
        ssh2_write_uint32(&w, 0);
        make_reply(agent, ssh2_bytes(request, len), &w);
        assert_int_equal(w.status, SSH2_OK);
        for (int i = 0; i < 4; i++)
            agent->reply[i] = (uint8_t)((w.len - 4) >> (24 - 8 * i));
        send_reply(agent, fd, agent->behaviour == CUTS_REPLY ? w.len - 1 : w.len);
        if (agent->behaviour == CUTS_REPLY)
            break;
    }
    if (agent->behaviour == HANGS_UP)
        (void)read_all(fd, head, sizeof(head));
}

static inline void *serve(void *argument)
{
    struct agent *agent = argument;
    int fd;

    while ((fd = accept(agent->listener, NULL, NULL)) >= 0) {
        answer(agent, fd);
        close(fd);
    }
    return NULL;
}

static inline struct agent *start_agent(enum behaviour behaviour, const char *key,
                                        const char *public_name)
{
    static unsigned count;
    struct agent *agent = calloc(1, sizeof(*agent));
    struct sockaddr_un address = { .sun_family = AF_UNIX };

    assert_non_null(agent);
    *agent = (struct agent){ .behaviour = behaviour, .key_name = key, .public_name = public_name };
    snprintf(agent->path, sizeof(agent->path), PATH_FORMAT, (int)getpid(), count++);
    memcpy(address.sun_path, agent->path, sizeof(agent->path));
    agent->listener = socket(AF_UNIX, SOCK_STREAM, 0);
    unlink(agent->path);
    assert_int_equal(bind(agent->listener, (struct sockaddr *)&address, sizeof(address)), 0);
    assert_int_equal(listen(agent->listener, 4), 0);
    assert_int_equal(pthread_create(&agent->thread, NULL, serve, agent), 0);
    return agent;
}

static inline void stop_agent(struct agent *agent)
{
    shutdown(agent->listener, SHUT_RDWR);
    pthread_join(agent->thread, NULL);
    close(agent->listener);
    unlink(agent->path);
    free(agent);
}

#endif
