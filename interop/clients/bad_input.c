/* What happens when the world is not as it should be: each case has its own error code and a
 * sentence that says what is wrong.
 *
 *   bad_input -p PORT -u USER -i PRIVATE_KEY -d SCRATCH_DIRECTORY
 *
 * PORT is a good server's, where PRIVATE_KEY opens the door. Each case gives a line "PASS name"
 * or "FAIL name: reason". Exit status: 0 all passed, 1 not, 2 usage. */
#include "interop/clients/impostors.h"
#include "interop/clients/loopback.h"

#include <libssh2.h>
#include <libssh2_sftp.h>

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATH_MAX_BYTES 512u
#define SENTENCE_MAX_BYTES 512u
#define SENTENCE_MIN_BYTES 12u /* "Error -13" is none */
#define KEY_FILE_MAX_BYTES 8192u
#define TIMEOUT_MS 3000
#define HANG_S 30u /* a case that takes longer hangs: ten times the timeout */

struct settings {
    int port;
    const char *user, *private_key, *scratch;
};

struct attempt {
    const struct settings *settings;
    LIBSSH2_SESSION *session;
    int socket;
};

static int handshake_with(struct attempt *a, loopback_play *play)
{
    int port = 0, code;
    pid_t server = loopback_serve(play, &port);

    if (server < 0)
        return 0;
    a->socket = loopback_connect(port);
    code = libssh2_session_handshake(a->session, a->socket);
    loopback_stop(server);
    return code;
}

static int meet_silent_server(struct attempt *a)
{
    return handshake_with(a, play_silence);
}

static int meet_server_that_hangs_up(struct attempt *a)
{
    return handshake_with(a, play_hang_up);
}

static int meet_http_server(struct attempt *a)
{
    return handshake_with(a, play_http);
}

static int meet_garbage(struct attempt *a)
{
    return handshake_with(a, play_garbage);
}

/* The connection failed and the program gives its result to the library all the same. */
static int use_no_connection(struct attempt *a)
{
    return libssh2_session_handshake(a->session, LIBSSH2_INVALID_SOCKET);
}

/* ------------------------------------------------------------------------- a good server */

static int shake_hands(struct attempt *a)
{
    a->socket = loopback_connect(a->settings->port);
    return libssh2_session_handshake(a->session, a->socket);
}

static int log_in_with_key(struct attempt *a, const char *path, const char *passphrase)
{
    int code = shake_hands(a);

    return code != 0 ? code
                     : libssh2_userauth_publickey_fromfile(a->session, a->settings->user, NULL,
                                                           path, passphrase);
}

static int give_wrong_password(struct attempt *a)
{
    int code = shake_hands(a);

    return code != 0 ? code
                     : libssh2_userauth_password(a->session, a->settings->user, "not the password");
}

static int name_missing_key_file(struct attempt *a)
{
    char path[PATH_MAX_BYTES];

    snprintf(path, sizeof(path), "%s/there-is-no-such-key", a->settings->scratch);
    return log_in_with_key(a, path, NULL);
}

static bool write_file(const char *path, const char *data, size_t len)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    bool ok = fd >= 0 && write(fd, data, len) == (ssize_t)len;

    if (fd >= 0)
        close(fd);
    return ok;
}

/* Reads the good key; 0 if it cannot be read whole. */
static size_t read_key_file(const struct settings *s, char *text)
{
    FILE *file = fopen(s->private_key, "rb");
    size_t len = file != NULL ? fread(text, 1, KEY_FILE_MAX_BYTES, file) : 0;

    if (file != NULL)
        fclose(file);
    return len < KEY_FILE_MAX_BYTES ? len : 0;
}

static int use_truncated_key_file(struct attempt *a)
{
    char path[PATH_MAX_BYTES], text[KEY_FILE_MAX_BYTES];
    size_t len = read_key_file(a->settings, text);

    snprintf(path, sizeof(path), "%s/truncated", a->settings->scratch);
    if (len == 0 || !write_file(path, text, len / 2))
        return 0;
    return log_in_with_key(a, path, NULL);
}

static int ask_for_unknown_algorithm(struct attempt *a)
{
    return libssh2_session_method_pref(a->session, LIBSSH2_METHOD_CRYPT_CS, "rot13");
}

static int share_no_algorithm(struct attempt *a)
{
    libssh2_session_method_pref(a->session, LIBSSH2_METHOD_CRYPT_CS, "aes128-cbc");
    return shake_hands(a);
}

static int open_missing_remote_file(struct attempt *a)
{
    int code = log_in_with_key(a, a->settings->private_key, NULL);
    LIBSSH2_SFTP *sftp = code == 0 ? libssh2_sftp_init(a->session) : NULL;

    if (sftp == NULL)
        return code;
    if (libssh2_sftp_open(sftp, "no/such/file", LIBSSH2_FXF_READ, 0) == NULL)
        code = libssh2_session_last_errno(a->session);
    if (libssh2_sftp_last_error(sftp) != LIBSSH2_FX_NO_SUCH_FILE)
        code = 0;
    libssh2_sftp_shutdown(sftp);
    return code;
}

static int fetch_missing_file_by_scp(struct attempt *a)
{
    int code = log_in_with_key(a, a->settings->private_key, NULL);
    libssh2_struct_stat info;

    if (code == 0 && libssh2_scp_recv2(a->session, "no/such/file", &info) == NULL)
        code = libssh2_session_last_errno(a->session);
    return code;
}

static int start_sftp_before_login(struct attempt *a)
{
    int code = shake_hands(a);

    if (code == 0 && libssh2_sftp_init(a->session) == NULL)
        code = libssh2_session_last_errno(a->session);
    return code;
}

/* Looks the good server's key up in a known_hosts file with this text. */
static int look_up_in(struct attempt *a, const char *known_hosts)
{
    int how = LIBSSH2_KNOWNHOST_TYPE_PLAIN | LIBSSH2_KNOWNHOST_KEYENC_RAW, type = 0;
    int verdict = LIBSSH2_KNOWNHOST_CHECK_FAILURE;
    LIBSSH2_KNOWNHOSTS *hosts = libssh2_knownhost_init(a->session);
    size_t len = 0;
    const char *key;

    if (hosts == NULL || shake_hands(a) != 0)
        return verdict;
    key = libssh2_session_hostkey(a->session, &len, &type);
    if (libssh2_knownhost_readline(hosts, known_hosts, strlen(known_hosts),
                                   LIBSSH2_KNOWNHOST_FILE_OPENSSH) == 0)
        verdict =
            libssh2_knownhost_checkp(hosts, "127.0.0.1", a->settings->port, key, len, how, NULL);
    libssh2_knownhost_free(hosts);
    return verdict;
}

#define OTHER_KEY \
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n"

static int meet_unknown_host(struct attempt *a)
{
    return look_up_in(a, "another-host " OTHER_KEY);
}

static int meet_host_with_another_key(struct attempt *a)
{
    return look_up_in(a, "127.0.0.1 " OTHER_KEY);
}

static int read_missing_known_hosts(struct attempt *a)
{
    LIBSSH2_KNOWNHOSTS *hosts = libssh2_knownhost_init(a->session);
    int code;

    if (hosts == NULL)
        return 0;
    code = libssh2_knownhost_readfile(hosts, "/no/such/file", LIBSSH2_KNOWNHOST_FILE_OPENSSH);
    libssh2_knownhost_free(hosts);
    return code;
}

/* Each case ends with one of its codes. */
static const struct bad_case {
    const char *name;
    int (*run)(struct attempt *a);
    int codes[2];   /* 0 in second place: there is no other */
    bool is_silent; /* a verdict, not an error: there is no sentence */
} cases[] = {
    { "no connection", use_no_connection, { LIBSSH2_ERROR_BAD_SOCKET }, false },
    { "V2: a server that says nothing", meet_silent_server, { LIBSSH2_ERROR_TIMEOUT }, false },
    { "a server that hangs up",
      meet_server_that_hangs_up,
      { LIBSSH2_ERROR_SOCKET_DISCONNECT },
      false },
    { "an HTTP server",
      meet_http_server,
      { LIBSSH2_ERROR_BANNER_RECV, LIBSSH2_ERROR_SOCKET_DISCONNECT },
      false },
    { "garbage after the identification",
      meet_garbage,
      { LIBSSH2_ERROR_PROTO, LIBSSH2_ERROR_OUT_OF_BOUNDARY },
      false },
    { "an unknown algorithm",
      ask_for_unknown_algorithm,
      { LIBSSH2_ERROR_METHOD_NOT_SUPPORTED },
      false },
    { "no common algorithm", share_no_algorithm, { LIBSSH2_ERROR_KEX_FAILURE }, false },
    { "an unknown host", meet_unknown_host, { LIBSSH2_KNOWNHOST_CHECK_NOTFOUND }, true },
    { "a host with another key",
      meet_host_with_another_key,
      { LIBSSH2_KNOWNHOST_CHECK_MISMATCH },
      true },
    { "a wrong password", give_wrong_password, { LIBSSH2_ERROR_AUTHENTICATION_FAILED }, false },
    { "a key file that is missing", name_missing_key_file, { LIBSSH2_ERROR_FILE }, false },
    { "a key file cut in half",
      use_truncated_key_file,
      { LIBSSH2_ERROR_FILE, LIBSSH2_ERROR_KEYFILE_AUTH_FAILED },
      false },
    { "a known_hosts file that is missing",
      read_missing_known_hosts,
      { LIBSSH2_ERROR_FILE },
      false },
    { "SFTP before login", start_sftp_before_login, { LIBSSH2_ERROR_INVAL }, false },
    { "a remote file that is missing",
      open_missing_remote_file,
      { LIBSSH2_ERROR_SFTP_PROTOCOL },
      false },
    { "a remote file that is missing, by SCP",
      fetch_missing_file_by_scp,
      { LIBSSH2_ERROR_SCP_PROTOCOL },
      false },
};
#define CASE_COUNT (sizeof(cases) / sizeof(cases[0]))

/* ----------------------------------------------------------------------------- the runner */

static char sentences[CASE_COUNT][SENTENCE_MAX_BYTES];

static bool report(size_t which, const char *problem, int code)
{
    if (problem == NULL)
        printf("PASS %s: %d %s\n", cases[which].name, code, sentences[which]);
    else
        printf("FAIL %s: %s (code %d, \"%s\")\n", cases[which].name, problem, code,
               sentences[which]);
    fflush(stdout);
    return problem == NULL;
}

/* A sentence helps only if it tells this case from the others. */
static const char *problem_of_sentence(size_t which)
{
    const char *sentence = sentences[which];

    if (cases[which].is_silent)
        return NULL;
    if (strlen(sentence) < SENTENCE_MIN_BYTES || strchr(sentence, ' ') == NULL)
        return "there is no sentence";
    for (size_t i = 0; i < which; i++)
        if (strcmp(sentence, sentences[i]) == 0)
            return "the sentence is another case's";
    return NULL;
}

static void take_sentence(struct attempt *a, size_t which)
{
    char *sentence = NULL;

    if (!cases[which].is_silent &&
        libssh2_session_last_error(a->session, &sentence, NULL, 0) != 0 && sentence != NULL)
        snprintf(sentences[which], SENTENCE_MAX_BYTES, "%s", sentence);
}

static bool run_case(const struct settings *s, size_t which)
{
    struct attempt a = { .settings = s, .session = libssh2_session_init(), .socket = -1 };
    const int *codes = cases[which].codes;
    int code;

    if (a.session == NULL)
        return report(which, "out of memory", 0);
    libssh2_session_set_timeout(a.session, TIMEOUT_MS);
    alarm(HANG_S);
    code = cases[which].run(&a);
    take_sentence(&a, which);
    libssh2_session_free(a.session);
    alarm(0);
    if (a.socket >= 0)
        close(a.socket);
    if (code == 0 || (code != codes[0] && code != codes[1]))
        return report(which, "not the code that was expected", code);
    return report(which, problem_of_sentence(which), code);
}

static void stop_hanging(int signal_number)
{
    static const char text[] = "FAIL bad input: the case after the last one shown hangs\n";

    (void)signal_number;
    (void)!write(STDOUT_FILENO, text, sizeof(text) - 1);
    _exit(1);
}

static void usage(void)
{
    fprintf(stderr, "usage: bad_input -p PORT -u USER -i PRIVATE_KEY -d SCRATCH_DIRECTORY\n");
    exit(2);
}

static struct settings read_options(int argc, char **argv)
{
    struct settings s = { 0 };

    for (int option; (option = getopt(argc, argv, "p:u:i:d:")) != -1;) {
        if (option == 'p')
            s.port = atoi(optarg);
        else if (option == 'u')
            s.user = optarg;
        else if (option == 'i')
            s.private_key = optarg;
        else if (option == 'd')
            s.scratch = optarg;
        else
            usage();
    }
    if (optind != argc || s.port == 0 || !s.user || !s.private_key || !s.scratch)
        usage();
    return s;
}

int main(int argc, char **argv)
{
    struct settings s = read_options(argc, argv);
    bool ok = true;

    signal(SIGALRM, stop_hanging);
    if (libssh2_init(0) != 0)
        return 1;
    for (size_t i = 0; i < CASE_COUNT; i++)
        ok = run_case(&s, i) && ok;
    libssh2_exit();
    return ok ? 0 : 1;
}
