/* libssh2.h: the client side of SSH-2 (RFC 4250 to 4254) for C programs, on POSIX systems.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * A program's way through this file, which is also its order:
 *
 *     chapter                      what for
 *     1   Version                  which library is this
 *     2   Types                    handles, structs and the shapes of callbacks
 *     3   Errors                   what the negative numbers mean
 *     4   The library              start, stop, ask what was built in
 *     5   Sessions                 make, tune and free one; its last error
 *     6   Handshake                the first exchange, algorithms, the server's key
 *     7   User authentication      log in
 *     8   Channels                 run something; read, write, end
 *     9   Forwarding               TCP, UNIX sockets, X11, the agent
 *     10  SCP                      copy one file
 *     11  Known hosts              remember servers' keys
 *     12  The agent                let ssh-agent sign
 *     13  Keepalive                notice a connection that died
 *     14  Tracing                  watch the library work
 *     15  Deprecated               old names that old programs still use
 *
 * SFTP is in libssh2_sftp.h, the publickey subsystem in libssh2_publickey.h.
 *
 * Rules that hold for all calls:
 *
 * Errors. A function that returns int gives 0 or more for success and LIBSSH2_ERROR_* (negative)
 * for failure. One that returns a pointer gives NULL, and libssh2_session_last_errno() tells why.
 * A handle of NULL is an error (LIBSSH2_ERROR_BAD_USE, NULL or 0), never a crash.
 *
 * Blocking. A new session blocks: a call returns when it is done, has failed or has reached the
 * time limit. After libssh2_session_set_blocking(session, 0), functions that wait (each says so)
 * may instead give LIBSSH2_ERROR_EAGAIN: wait until the socket is ready in the directions that
 * libssh2_session_block_directions() names, then make the same call with the same arguments.
 *
 * Memory. What a function returns belongs to the session unless its description says "the caller
 * frees": then libssh2_free() does. What a callback hands to the library must come from the
 * session's allocator, and the library frees it.
 *
 * Threads. Nothing is locked. A session and everything made from it belong to one thread at a time;
 * different sessions are independent.
 *
 * How to read, and machine-read, the comments. A comment that opens with two stars documents the
 * declaration or macro right below it: a sentence, perhaps paragraphs, then tags, one a line, each
 * continued by lines that are indented further.
 *
 *     @param NAME  what goes in, or what comes out through the pointer
 *     @return      what success and failure look like
 *     @errors      NAME (reason), NAME, ...: without LIBSSH2_ERROR_; "transport" stands for the
 *                  errors that chapter 3 lists under that word
 *     @eagain      the call may give LIBSSH2_ERROR_EAGAIN, see Blocking above
 *     @rfc         where the protocol is specified
 *     @since       the first libssh2 release that had it
 *     @deprecated  VERSION: what to use in its place
 */
#ifndef LIBSSH2_H
#define LIBSSH2_H 1

/* Programs rely on all of these coming with libssh2.h. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>

/* ---------------------------------------------------------------------------------------------
 * 1. Version
 */

#define LIBSSH2_COPYRIGHT "2026, the authors of libssh2, the reference implementation"

/* The release of the API that these headers describe. */
#define LIBSSH2_VERSION       "1.11.2_DEV"
#define LIBSSH2_VERSION_MAJOR 1
#define LIBSSH2_VERSION_MINOR 11
#define LIBSSH2_VERSION_PATCH 2

/* 0xMMNNPP, for comparisons. In this development version it stays at the release before. */
#define LIBSSH2_VERSION_NUM 0x010b01

/* The day of a release; "DEV" in between. */
#define LIBSSH2_TIMESTAMP "DEV"

/* The identification line that a session sends unless told otherwise. RFC 4253, section 4.2. */
#define LIBSSH2_SSH_BANNER                   "SSH-2.0-libssh2_" LIBSSH2_VERSION
#define LIBSSH2_SSH_DEFAULT_BANNER           LIBSSH2_SSH_BANNER
#define LIBSSH2_SSH_DEFAULT_BANNER_WITH_CRLF LIBSSH2_SSH_DEFAULT_BANNER "\r\n"

/* Feature tests: each is defined where its part of the API exists. */
#define HAVE_LIBSSH2_SESSION_BLOCK_DIRECTION
#define HAVE_LIBSSH2_KNOWNHOST_API    0x010101
#define HAVE_LIBSSH2_VERSION_API      0x010100
#define HAVE_LIBSSH2_AGENT_API        0x010202
#define HAVE_LIBSSH2_CRYPTOENGINE_API 0x011100

/* Goes before each exported function; a program may define it first. LIBSSH2_LIBRARY is defined
 * where the library itself is compiled, all of whose other names are hidden. */
#ifndef LIBSSH2_API
#if defined(LIBSSH2_LIBRARY) && defined(__GNUC__)
#define LIBSSH2_API __attribute__((visibility("default")))
#else
#define LIBSSH2_API
#endif
#endif

/* Makes the compiler warn of old functions. Define LIBSSH2_DISABLE_DEPRECATION to silence that,
 * or LIBSSH2_NO_DEPRECATED to have the functions and constants not declared at all. */
#if !defined(LIBSSH2_DISABLE_DEPRECATION) && !defined(LIBSSH2_LIBRARY) && defined(__GNUC__)
#define LIBSSH2_DEPRECATED(version, message)                                                     \
    __attribute__((deprecated("since libssh2 " #version ". " message)))
#else
#define LIBSSH2_DEPRECATED(version, message)
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---------------------------------------------------------------------------------------------
 * 2. Types
 */

/* 64 bits everywhere. C89 and C++98 have no long long: __extension__ lets compilers take it
 * without a warning, but for g++, which wants to be told otherwise. */
#ifdef __GNUC__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wlong-long"
__extension__ typedef unsigned long long libssh2_uint64_t;
__extension__ typedef long long libssh2_int64_t;
#pragma GCC diagnostic pop
#else
typedef unsigned long long libssh2_uint64_t;
typedef long long libssh2_int64_t;
#endif

typedef int libssh2_socket_t;
#define LIBSSH2_INVALID_SOCKET (-1)

/** Closes a socket, as the system wants it done; needs unistd.h. */
#define LIBSSH2_SOCKET_CLOSE(s) close(s)

/* What libssh2_scp_recv2() fills, the type of its st_size, and how to print that. */
typedef struct stat libssh2_struct_stat;
typedef off_t libssh2_struct_stat_size;
#define LIBSSH2_STRUCT_STAT_SIZE_FORMAT "%zd"

/* Handles. Only the library sees inside. */
typedef struct _LIBSSH2_SESSION LIBSSH2_SESSION;       /* a connection to a server */
typedef struct _LIBSSH2_CHANNEL LIBSSH2_CHANNEL;       /* one stream within it */
typedef struct _LIBSSH2_LISTENER LIBSSH2_LISTENER;     /* a port where the server listens for us */
typedef struct _LIBSSH2_KNOWNHOSTS LIBSSH2_KNOWNHOSTS; /* a collection of servers' keys */
typedef struct _LIBSSH2_AGENT LIBSSH2_AGENT;           /* a connection to ssh-agent */

/* One question of the server in keyboard-interactive login. RFC 4256, section 3.2. */
typedef struct _LIBSSH2_USERAUTH_KBDINT_PROMPT {
    unsigned char *text; /* NUL-terminated; NULL when empty */
    size_t length;       /* bytes in text, without the NUL */
    unsigned char echo;  /* 1 if what the user types may be shown, else 0 */
} LIBSSH2_USERAUTH_KBDINT_PROMPT;

/* The answer to one question. */
typedef struct _LIBSSH2_USERAUTH_KBDINT_RESPONSE {
    char *text;          /* from the session's allocator; the library frees it */
    unsigned int length; /* bytes in text */
} LIBSSH2_USERAUTH_KBDINT_RESPONSE;

/* What a FIDO authenticator ("security key", hence SK) answered. */
typedef struct _LIBSSH2_SK_SIG_INFO {
    uint8_t flags;        /* LIBSSH2_SK_*: what the authenticator made sure of */
    uint32_t counter;     /* signatures made so far, as the authenticator says */
    unsigned char *sig_r; /* ECDSA: r; Ed25519: the signature. From the session's allocator */
    size_t sig_r_len;     /* bytes */
    unsigned char *sig_s; /* ECDSA: s; Ed25519: NULL. From the session's allocator */
    size_t sig_s_len;     /* bytes */
} LIBSSH2_SK_SIG_INFO;

/* Flags of a FIDO key: the user has to touch the authenticator; to prove who they are. */
#define LIBSSH2_SK_PRESENCE_REQUIRED     0x01
#define LIBSSH2_SK_VERIFICATION_REQUIRED 0x04

/* The shapes of callbacks. FUNC(name) declares or defines a function, FUNC(*name) or
 * FUNC((*name)) a pointer to one. abstract is the address of the program's own pointer, as
 * libssh2_session_abstract() gives it, unless the comment says otherwise. */

/** Allocates memory, as malloc does: count bytes, or NULL. */
#define LIBSSH2_ALLOC_FUNC(name) void *(name)(size_t count, void **abstract)

/** Resizes memory, as realloc does. ptr is never NULL. */
#define LIBSSH2_REALLOC_FUNC(name) void *(name)(void *ptr, size_t count, void **abstract)

/** Frees memory, as free does. ptr may be NULL. */
#define LIBSSH2_FREE_FUNC(name) void (name)(void *ptr, void **abstract)

/** Makes a signature for libssh2_userauth_publickey().
 *
 * @param session   the session that logs in
 * @param sig       gets the bare signature, from the session's allocator; the library frees it
 * @param sig_len   gets its length in bytes
 * @param data      what to sign. The algorithm's name is within: RFC 4252, section 7
 * @param data_len  bytes
 * @param abstract  what the program gave to libssh2_userauth_publickey()
 * @return 0, LIBSSH2_ERROR_EAGAIN to be called again, or anything else for failure
 */
#define LIBSSH2_USERAUTH_PUBLICKEY_SIGN_FUNC(name)                                               \
    int (name)(LIBSSH2_SESSION *session, unsigned char **sig, size_t *sig_len,                   \
               const unsigned char *data, size_t data_len, void **abstract)

/** Answers the questions of keyboard-interactive login. Called once a request of the server, also
 * for one without questions; then prompts and responses are NULL. Empty texts are NULL.
 *
 * @param name             title of the dialogue
 * @param name_len         bytes
 * @param instruction      text to show before the questions
 * @param instruction_len  bytes
 * @param num_prompts      how many prompts, and responses, there are
 * @param prompts          the questions
 * @param responses        the answers to fill; what is left alone goes out empty
 */
#define LIBSSH2_USERAUTH_KBDINT_RESPONSE_FUNC(name_)                                             \
    void (name_)(const char *name, int name_len, const char *instruction, int instruction_len,   \
                 int num_prompts, const LIBSSH2_USERAUTH_KBDINT_PROMPT *prompts,                 \
                 LIBSSH2_USERAUTH_KBDINT_RESPONSE *responses, void **abstract)

/** Has a FIDO authenticator sign.
 *
 * @param session         the session that logs in
 * @param sig_info        to fill; the library frees sig_r and sig_s
 * @param data            what to sign
 * @param data_len        bytes
 * @param algorithm       LIBSSH2_HOSTKEY_TYPE_ED25519 or LIBSSH2_HOSTKEY_TYPE_ECDSA_256
 * @param flags           LIBSSH2_SK_*: what the key demands
 * @param application     what the key was made for, usually "ssh:"
 * @param key_handle      by which the authenticator finds the key
 * @param key_handle_len  bytes
 * @param abstract        what the program gave along with the callback
 * @return 0, or anything else for failure
 */
#define LIBSSH2_USERAUTH_SK_SIGN_FUNC(name)                                                      \
    int (name)(LIBSSH2_SESSION *session, LIBSSH2_SK_SIG_INFO *sig_info,                          \
               const unsigned char *data, size_t data_len, int algorithm, uint8_t flags,         \
               const char *application, const unsigned char *key_handle, size_t key_handle_len,  \
               void **abstract)

/** Supplies a new password when the server asks for one. *newpw comes from the session's
 * allocator and the library frees it; left NULL, login ends with LIBSSH2_ERROR_PASSWORD_EXPIRED.
 * RFC 4252, section 8. */
#define LIBSSH2_PASSWD_CHANGEREQ_FUNC(name)                                                      \
    void (name)(LIBSSH2_SESSION *session, char **newpw, int *newpw_len, void **abstract)

/** Hook LIBSSH2_CALLBACK_IGNORE: SSH_MSG_IGNORE came. message is everything behind the message
 * number, the string's 4 length bytes included. RFC 4253, section 11.2. */
#define LIBSSH2_IGNORE_FUNC(name)                                                                \
    void (name)(LIBSSH2_SESSION *session, const char *message, int message_len, void **abstract)

/** Hook LIBSSH2_CALLBACK_DEBUG: SSH_MSG_DEBUG came. The texts are not NUL-terminated.
 * RFC 4253, section 11.3. */
#define LIBSSH2_DEBUG_FUNC(name)                                                                 \
    void (name)(LIBSSH2_SESSION *session, int always_display, const char *message,               \
                int message_len, const char *language, int language_len, void **abstract)

/** Hook LIBSSH2_CALLBACK_DISCONNECT: the server ended the connection, for one of the reasons
 * SSH_DISCONNECT_*. The texts are not NUL-terminated. RFC 4253, section 11.1. */
#define LIBSSH2_DISCONNECT_FUNC(name)                                                            \
    void (name)(LIBSSH2_SESSION *session, int reason, const char *message, int message_len,      \
                const char *language, int language_len, void **abstract)

/** Hook LIBSSH2_CALLBACK_MACERROR: a packet's MAC is wrong, so someone may have changed it.
 * Return 0 to accept the packet all the same, which is hardly ever right. */
#define LIBSSH2_MACERROR_FUNC(name)                                                              \
    int (name)(LIBSSH2_SESSION *session, const char *packet, int packet_len, void **abstract)

/** Hook LIBSSH2_CALLBACK_X11: an X11 client at the server's end has connected. Note the channel
 * and return; do not use the session within the hook. shost (NUL-terminated, only valid within
 * the call) and sport say where that client is. RFC 4254, section 6.3.2. */
#define LIBSSH2_X11_OPEN_FUNC(name)                                                              \
    void (name)(LIBSSH2_SESSION *session, LIBSSH2_CHANNEL *channel, const char *shost,           \
                int sport, void **abstract)

/** Hook LIBSSH2_CALLBACK_AUTHAGENT: somebody at the server's end wants to speak to our agent.
 * Note the channel and return; the program relays the agent's protocol. */
#define LIBSSH2_AUTHAGENT_FUNC(name)                                                             \
    void (name)(LIBSSH2_SESSION *session, LIBSSH2_CHANNEL *channel, void **abstract)

/** Hook LIBSSH2_CALLBACK_AUTHAGENT_IDENTITIES: kept for the program, never called. */
#define LIBSSH2_ADD_IDENTITIES_FUNC(name)                                                        \
    void (name)(LIBSSH2_SESSION *session, void *buffer, const char *agent_path, void **abstract)

/** Hook LIBSSH2_CALLBACK_AUTHAGENT_SIGN: kept for the program, never called. */
#define LIBSSH2_AUTHAGENT_SIGN_FUNC(name)                                                        \
    int (name)(LIBSSH2_SESSION *session, unsigned char *blob, unsigned int blen,                 \
               const unsigned char *data, unsigned int dlen, unsigned char **signature,          \
               unsigned int *sigLen, const char *agentPath, void **abstract)

/** A channel was closed. No call registers one; the type is kept for programs that name it. */
#define LIBSSH2_CHANNEL_CLOSE_FUNC(name)                                                         \
    void (name)(LIBSSH2_SESSION *session, void **session_abstract, LIBSSH2_CHANNEL *channel,     \
                void **channel_abstract)

/** Hook LIBSSH2_CALLBACK_RECV: receives in place of recv(). Returns bytes, 0 at the end, or a
 * negative errno; -EAGAIN when nothing is there. */
#define LIBSSH2_RECV_FUNC(name)                                                                  \
    ssize_t (name)(libssh2_socket_t socket, void *buffer, size_t length, int flags,              \
                   void **abstract)

/** Hook LIBSSH2_CALLBACK_SEND: sends in place of send(). Returns bytes, or a negative errno;
 * -EAGAIN when nothing can be sent now. */
#define LIBSSH2_SEND_FUNC(name)                                                                  \
    ssize_t (name)(libssh2_socket_t socket, const void *buffer, size_t length, int flags,        \
                   void **abstract)

/* Any hook, as libssh2_session_callback_set2() takes it: cast to and from this. */
typedef void libssh2_cb_generic(void);

/* A FIDO key and how to use it: what libssh2_sign_sk() works with. */
typedef struct _LIBSSH2_PRIVKEY_SK {
    int algorithm;                   /* LIBSSH2_HOSTKEY_TYPE_ED25519 or .._ECDSA_256 */
    uint8_t flags;                   /* LIBSSH2_SK_*: what the key demands */
    const char *application;         /* what the key was made for, usually "ssh:" */
    const unsigned char *key_handle; /* by which the authenticator finds the key */
    size_t handle_len;               /* bytes in key_handle */
    LIBSSH2_USERAUTH_SK_SIGN_FUNC(*sign_callback);
    void **orig_abstract; /* the last argument of sign_callback */
} LIBSSH2_PRIVKEY_SK;

/* ---------------------------------------------------------------------------------------------
 * 3. Errors
 *
 * "transport" in an @errors tag stands for all that can befall a packet on its way: SOCKET_SEND,
 * SOCKET_RECV, SOCKET_DISCONNECT, TIMEOUT, ALLOC, DECRYPT, ENCRYPT, INVALID_MAC, MAC_FAILURE,
 * OUT_OF_BOUNDARY, PROTO, BUFFER_TOO_SMALL, ZLIB, COMPRESS, RANDGEN, INVAL (the message is too
 * long for a packet), and KEX_FAILURE or KEY_EXCHANGE_FAILURE while keys are exchanged anew.
 */

#define LIBSSH2_ERROR_NONE                      0
#define LIBSSH2_ERROR_SOCKET_NONE              -1 /* also: failed, and the last error tells why */
#define LIBSSH2_ERROR_BANNER_RECV              -2 /* no good identification line came */
#define LIBSSH2_ERROR_BANNER_SEND              -3 /* our identification line could not be sent */
#define LIBSSH2_ERROR_INVALID_MAC              -4 /* a packet was changed on its way */
#define LIBSSH2_ERROR_KEX_FAILURE              -5 /* no algorithm in common, or no KEXINIT came */
#define LIBSSH2_ERROR_ALLOC                    -6 /* out of memory */
#define LIBSSH2_ERROR_SOCKET_SEND              -7 /* sending failed */
#define LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE     -8 /* e.g. the host key's signature is wrong */
#define LIBSSH2_ERROR_TIMEOUT                  -9 /* time is over; the call may be repeated */
#define LIBSSH2_ERROR_HOSTKEY_INIT            -10 /* the server's host key is malformed */
#define LIBSSH2_ERROR_HOSTKEY_SIGN            -11
#define LIBSSH2_ERROR_DECRYPT                 -12
#define LIBSSH2_ERROR_SOCKET_DISCONNECT       -13 /* the server has ended the connection */
#define LIBSSH2_ERROR_PROTO                   -14 /* the server broke the protocol */
#define LIBSSH2_ERROR_PASSWORD_EXPIRED        -15 /* and no new one was given */
#define LIBSSH2_ERROR_FILE                    -16 /* a file cannot be read, or makes no sense */
#define LIBSSH2_ERROR_METHOD_NONE             -17 /* nothing negotiated, nothing usable */
#define LIBSSH2_ERROR_AUTHENTICATION_FAILED   -18 /* the server refused; another way may do */
#define LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED    -19 /* the signature was refused or not made */
#define LIBSSH2_ERROR_CHANNEL_OUTOFORDER      -20
#define LIBSSH2_ERROR_CHANNEL_FAILURE         -21 /* the server would not open the channel */
#define LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED  -22 /* the server said no to a channel request */
#define LIBSSH2_ERROR_CHANNEL_UNKNOWN         -23
#define LIBSSH2_ERROR_CHANNEL_WINDOW_EXCEEDED -24
#define LIBSSH2_ERROR_CHANNEL_PACKET_EXCEEDED -25
#define LIBSSH2_ERROR_CHANNEL_CLOSED          -26 /* we closed it before */
#define LIBSSH2_ERROR_CHANNEL_EOF_SENT        -27 /* we ended our output before */
#define LIBSSH2_ERROR_SCP_PROTOCOL            -28 /* e.g. there is no such file */
#define LIBSSH2_ERROR_ZLIB                    -29
#define LIBSSH2_ERROR_SOCKET_TIMEOUT          -30
#define LIBSSH2_ERROR_SFTP_PROTOCOL           -31 /* see libssh2_sftp_last_error() */
#define LIBSSH2_ERROR_REQUEST_DENIED          -32 /* the server said no to a global request */
#define LIBSSH2_ERROR_METHOD_NOT_SUPPORTED    -33 /* the library does not know it */
#define LIBSSH2_ERROR_INVAL                   -34 /* an argument makes no sense */
#define LIBSSH2_ERROR_INVALID_POLL_TYPE       -35
#define LIBSSH2_ERROR_PUBLICKEY_PROTOCOL      -36
#define LIBSSH2_ERROR_EAGAIN                  -37 /* would block: wait and repeat the call */
#define LIBSSH2_ERROR_BUFFER_TOO_SMALL        -38
#define LIBSSH2_ERROR_BAD_USE                 -39 /* the program called it wrongly */
#define LIBSSH2_ERROR_COMPRESS                -40
#define LIBSSH2_ERROR_OUT_OF_BOUNDARY         -41 /* too long, or longer than its packet */
#define LIBSSH2_ERROR_AGENT_PROTOCOL          -42 /* no agent is there, or it broke its protocol */
#define LIBSSH2_ERROR_SOCKET_RECV             -43 /* receiving failed */
#define LIBSSH2_ERROR_ENCRYPT                 -44
#define LIBSSH2_ERROR_BAD_SOCKET              -45 /* not a usable descriptor */
#define LIBSSH2_ERROR_KNOWN_HOSTS             -46 /* a line of the file is malformed */
#define LIBSSH2_ERROR_CHANNEL_WINDOW_FULL     -47 /* unread data leaves no room for more */
#define LIBSSH2_ERROR_KEYFILE_AUTH_FAILED     -48 /* wrong passphrase */
#define LIBSSH2_ERROR_RANDGEN                 -49 /* no random bytes to be had */
#define LIBSSH2_ERROR_MISSING_USERAUTH_BANNER -50 /* the server sent none */
#define LIBSSH2_ERROR_ALGO_UNSUPPORTED        -51
#define LIBSSH2_ERROR_MAC_FAILURE             -52 /* computing a MAC failed */
#define LIBSSH2_ERROR_HASH_INIT               -53
#define LIBSSH2_ERROR_HASH_CALC               -54
#define LIBSSH2_ERROR_STORE_OVERFLOW          -55

/* Older names. */
#define LIBSSH2_ERROR_BANNER_NONE            LIBSSH2_ERROR_BANNER_RECV
#define LIBSSH2_ERROR_PUBLICKEY_UNRECOGNIZED LIBSSH2_ERROR_AUTHENTICATION_FAILED
#define LIBSSH2CHANNEL_EAGAIN                LIBSSH2_ERROR_EAGAIN

/* ---------------------------------------------------------------------------------------------
 * 4. The library
 */

/* A flag of libssh2_init(): the program sets up the crypto library itself. */
#define LIBSSH2_INIT_NO_CRYPTO 0x0001

/**
 * Starts using the library, once a process. Calls are counted, and must not run at the same time.
 * A session starts the library itself if need be.
 *
 * @param flags  0 or LIBSSH2_INIT_NO_CRYPTO
 * @return 0
 * @since 1.2.5
 */
LIBSSH2_API int libssh2_init(int flags);

/**
 * Ends one use of the library; one call for each libssh2_init(). Calls too many do nothing.
 *
 * @since 1.2.5
 */
LIBSSH2_API void libssh2_exit(void);

/**
 * Tells the library's version, and whether it is recent enough.
 *
 * @param req_version_num  the least version that will do, as LIBSSH2_VERSION_NUM; 0 for any
 * @return the version in words, a static string; NULL if the library is older than asked for
 * @since 1.1
 */
LIBSSH2_API const char *libssh2_version(int req_version_num);

/* Where the library's cryptography comes from. */
typedef enum {
    libssh2_no_crypto = 0,
    libssh2_openssl = 1,
    libssh2_gcrypt = 2,
    libssh2_mbedtls = 3,
    libssh2_wincng = 4,
    libssh2_os400qc3 = 5
} libssh2_crypto_engine_t;

/**
 * Tells where the library's cryptography comes from.
 *
 * @return one of the enumeration
 * @since 1.11.0
 */
LIBSSH2_API libssh2_crypto_engine_t libssh2_crypto_engine(void);

/**
 * Tells how the library was built: key:value pairs, separated by spaces, e.g. "zlib:on".
 *
 * @return a static string
 * @since 1.11.2
 */
LIBSSH2_API const char *libssh2_build_options(void);

/* ---------------------------------------------------------------------------------------------
 * 5. Sessions
 */

/**
 * Makes a session, not yet connected. Each of the three allocator hooks may be NULL on its own:
 * malloc, free or realloc takes its place.
 *
 * @param my_alloc    allocates all memory of the session
 * @param my_free     frees it
 * @param my_realloc  resizes it
 * @param abstract    the program's own pointer; every hook gets its address
 * @return the session, to be freed with libssh2_session_free(); NULL when out of memory
 * @since 0.3
 */
LIBSSH2_API LIBSSH2_SESSION *libssh2_session_init_ex(LIBSSH2_ALLOC_FUNC(*my_alloc),
                                                     LIBSSH2_FREE_FUNC(*my_free),
                                                     LIBSSH2_REALLOC_FUNC(*my_realloc),
                                                     void *abstract);

/** Makes a session that uses malloc and keeps no pointer for the program. */
#define libssh2_session_init() libssh2_session_init_ex(NULL, NULL, NULL, NULL)

/**
 * Frees a session, its channels and its listeners. The socket stays open, and blocks again if it
 * did before. Free SFTP handles, agents and known hosts first; call
 * libssh2_session_disconnect_ex() before, if the server is to know.
 *
 * @param session  is gone unless the call gives LIBSSH2_ERROR_EAGAIN
 * @return 0, or a negative error
 * @errors BAD_USE
 * @eagain
 * @since 0.3
 */
LIBSSH2_API int libssh2_session_free(LIBSSH2_SESSION *session);

/**
 * Frees memory that a function of this session left to the caller.
 *
 * @param session  the session
 * @param ptr      what to free; may be NULL
 * @since 1.2.8
 */
LIBSSH2_API void libssh2_free(LIBSSH2_SESSION *session, void *ptr);

/**
 * Gives the program's own pointer.
 *
 * @param session  the session
 * @return the address of the pointer, which the program may change; NULL for no session
 * @since 0.3
 */
LIBSSH2_API void **libssh2_session_abstract(LIBSSH2_SESSION *session);

/* Hooks of a session; the types are those named LIBSSH2_..._FUNC in chapter 2. */
#define LIBSSH2_CALLBACK_IGNORE               0
#define LIBSSH2_CALLBACK_DEBUG                1
#define LIBSSH2_CALLBACK_DISCONNECT           2
#define LIBSSH2_CALLBACK_MACERROR             3
#define LIBSSH2_CALLBACK_X11                  4
#define LIBSSH2_CALLBACK_SEND                 5
#define LIBSSH2_CALLBACK_RECV                 6
#define LIBSSH2_CALLBACK_AUTHAGENT            7
#define LIBSSH2_CALLBACK_AUTHAGENT_IDENTITIES 8
#define LIBSSH2_CALLBACK_AUTHAGENT_SIGN       9

/**
 * Sets one of the session's hooks. Hooks run within whatever call receives from the server: they
 * must not use the session.
 *
 * @param session   the session
 * @param cbtype    LIBSSH2_CALLBACK_*
 * @param callback  a function of the type that belongs to cbtype; NULL for none
 * @return the hook until now; NULL for none, an unknown cbtype or no session
 * @since 1.11.1
 */
LIBSSH2_API libssh2_cb_generic *libssh2_session_callback_set2(LIBSSH2_SESSION *session, int cbtype,
                                                              libssh2_cb_generic *callback);

/* Flags of a session. */
#define LIBSSH2_FLAG_SIGPIPE     1 /* a broken connection may raise SIGPIPE; off */
#define LIBSSH2_FLAG_COMPRESS    2 /* offer compression; off. Set it before the handshake */
#define LIBSSH2_FLAG_QUOTE_PATHS 3 /* quote SCP's paths for the remote shell; on */

/**
 * Sets or clears a flag.
 *
 * @param session  the session
 * @param flag     LIBSSH2_FLAG_*
 * @param value    1 to set, 0 to clear
 * @return 0, or a negative error
 * @errors BAD_USE, INVAL (no such flag)
 * @since 0.6
 */
LIBSSH2_API int libssh2_session_flag(LIBSSH2_SESSION *session, int flag, int value);

/**
 * Sets the identification line to send, which is LIBSSH2_SSH_DEFAULT_BANNER otherwise.
 *
 * @param session  the session, before its handshake
 * @param banner   the line without CR LF, beginning with "SSH-2.0-"; copied. NULL or "" for the
 *                 default
 * @return 0, or a negative error
 * @errors BAD_USE, INVAL (another beginning, more than 253 bytes, a control character, or too late)
 * @rfc 4253, section 4.2
 * @since 1.4.1
 */
LIBSSH2_API int libssh2_session_banner_set(LIBSSH2_SESSION *session, const char *banner);

/**
 * Chooses whether calls wait (see Blocking at the top). The socket itself never blocks while a
 * session has it.
 *
 * @param session   the session
 * @param blocking  1 to wait, 0 to return LIBSSH2_ERROR_EAGAIN
 * @since 0.15
 */
LIBSSH2_API void libssh2_session_set_blocking(LIBSSH2_SESSION *session, int blocking);

/**
 * Tells whether calls wait.
 *
 * @param session  the session
 * @return 1 if they do, else 0
 * @since 0.15
 */
LIBSSH2_API int libssh2_session_get_blocking(LIBSSH2_SESSION *session);

/* What the last call that gave LIBSSH2_ERROR_EAGAIN waits for, and what has not been sent. */
#define LIBSSH2_SESSION_BLOCK_INBOUND  0x0001
#define LIBSSH2_SESSION_BLOCK_OUTBOUND 0x0002

/**
 * Tells what to wait for after LIBSSH2_ERROR_EAGAIN, or before the next call: what a call that was done
 * has left to be sent, LIBSSH2_SESSION_BLOCK_OUTBOUND, goes with the next one.
 *
 * @param session  the session
 * @return LIBSSH2_SESSION_BLOCK_*, or both together; 0 for nothing
 * @since 1.0
 */
LIBSSH2_API int libssh2_session_block_directions(LIBSSH2_SESSION *session);

/**
 * Limits how long one call may wait. When the time is over it gives LIBSSH2_ERROR_TIMEOUT and may
 * be repeated.
 *
 * @param session     the session
 * @param timeout_ms  milliseconds; 0, as in a new session, for no limit but that of
 *                    libssh2_session_set_read_timeout()
 * @since 1.2.9
 */
LIBSSH2_API void libssh2_session_set_timeout(LIBSSH2_SESSION *session, long timeout_ms);

/**
 * Tells the limit that libssh2_session_set_timeout() set.
 *
 * @param session  the session
 * @return milliseconds; 0 for no limit
 * @since 1.2.9
 */
LIBSSH2_API long libssh2_session_get_timeout(LIBSSH2_SESSION *session);

/**
 * Limits how long an answer of the server may take. A call that waits for one gives
 * LIBSSH2_ERROR_TIMEOUT then, also one that is repeated after LIBSSH2_ERROR_EAGAIN while no byte
 * comes or goes. Waiting for what comes when the server pleases, a channel's data and its end or a
 * connection to a listener, has no limit of this kind.
 *
 * @param session    the session
 * @param timeout_s  seconds; 0 or less for 60, as in a new session
 * @since 1.11.0
 */
LIBSSH2_API void libssh2_session_set_read_timeout(LIBSSH2_SESSION *session, long timeout_s);

/**
 * Tells the limit that libssh2_session_set_read_timeout() set.
 *
 * @param session  the session
 * @return seconds
 * @since 1.11.0
 */
LIBSSH2_API long libssh2_session_get_read_timeout(LIBSSH2_SESSION *session);

/**
 * Tells the last error. It means something right after a failure only: success may leave it alone.
 *
 * @param session     the session
 * @param errmsg      gets a sentence, "" if there was no error; may be NULL
 * @param errmsg_len  gets its length in bytes; may be NULL
 * @param want_buf    1 for a copy, which the caller frees; 0 for the session's own text, good
 *                    until its next error
 * @return the error; 0 for none
 * @errors BAD_USE
 * @since 0.3
 */
LIBSSH2_API int libssh2_session_last_error(LIBSSH2_SESSION *session, char **errmsg,
                                           int *errmsg_len, int want_buf);

/**
 * Tells the last error's number.
 *
 * @param session  the session
 * @return LIBSSH2_ERROR_*
 * @errors BAD_USE
 * @since 0.15
 */
LIBSSH2_API int libssh2_session_last_errno(LIBSSH2_SESSION *session);

/**
 * Sets the last error, for wrappers and hooks.
 *
 * @param session  the session
 * @param errcode  LIBSSH2_ERROR_*
 * @param errmsg   a sentence, copied; may be NULL
 * @return errcode
 * @since 1.7.0
 */
LIBSSH2_API int libssh2_session_set_last_error(LIBSSH2_SESSION *session, int errcode,
                                               const char *errmsg);

/* Why a connection ends. RFC 4253, section 11.1. */
#define SSH_DISCONNECT_HOST_NOT_ALLOWED_TO_CONNECT     1
#define SSH_DISCONNECT_PROTOCOL_ERROR                  2
#define SSH_DISCONNECT_KEY_EXCHANGE_FAILED             3
#define SSH_DISCONNECT_RESERVED                        4
#define SSH_DISCONNECT_MAC_ERROR                       5
#define SSH_DISCONNECT_COMPRESSION_ERROR               6
#define SSH_DISCONNECT_SERVICE_NOT_AVAILABLE           7
#define SSH_DISCONNECT_PROTOCOL_VERSION_NOT_SUPPORTED  8
#define SSH_DISCONNECT_HOST_KEY_NOT_VERIFIABLE         9
#define SSH_DISCONNECT_CONNECTION_LOST                10
#define SSH_DISCONNECT_BY_APPLICATION                 11
#define SSH_DISCONNECT_TOO_MANY_CONNECTIONS           12
#define SSH_DISCONNECT_AUTH_CANCELLED_BY_USER         13
#define SSH_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE 14
#define SSH_DISCONNECT_ILLEGAL_USER_NAME              15

/**
 * Tells the server that the connection ends. The session is then good for nothing but
 * libssh2_session_free(); the program closes the socket.
 *
 * @param session      the session
 * @param reason       SSH_DISCONNECT_*
 * @param description  a text for people, at most 256 bytes
 * @param lang         its language tag (RFC 3066), at most 256 bytes; may be NULL
 * @return 0, also if the connection is broken already, or a negative error
 * @errors BAD_USE, INVAL (a text is too long)
 * @eagain
 * @rfc 4253, section 11.1
 * @since 0.3
 */
LIBSSH2_API int libssh2_session_disconnect_ex(LIBSSH2_SESSION *session, int reason,
                                              const char *description, const char *lang);

/** Tells the server that the program ends the connection. */
#define libssh2_session_disconnect(session, description)                                         \
    libssh2_session_disconnect_ex((session), SSH_DISCONNECT_BY_APPLICATION, (description), "")

/* ---------------------------------------------------------------------------------------------
 * 6. Handshake
 */

/**
 * Takes over a connected socket, exchanges keys with the server and readies it for login. Then
 * look at libssh2_session_hostkey(): the library has made sure that the server holds that key,
 * but only the program can know whether it is the right one.
 *
 * @param session  a new session
 * @param sock     a connected stream socket; made non-blocking
 * @return 0, or a negative error
 * @errors BAD_USE, BAD_SOCKET (sock is none), SOCKET_NONE (it cannot be made non-blocking),
 *     BANNER_RECV (no good identification line came), KEX_FAILURE (no algorithm in common),
 *     KEY_EXCHANGE_FAILURE (e.g. the host key's signature is wrong), transport
 * @eagain
 * @rfc 4253, sections 4 to 10
 * @since 1.2.8
 */
LIBSSH2_API int libssh2_session_handshake(LIBSSH2_SESSION *session, libssh2_socket_t sock);

/**
 * Gives the identification line of the server, without CR LF.
 *
 * @param session  the session
 * @return the line, the session's own; NULL before it came
 * @rfc 4253, section 4.2
 * @since 1.4.0
 */
LIBSSH2_API const char *libssh2_session_banner_get(LIBSSH2_SESSION *session);

/* What is negotiated; CS is from the client to the server, SC the way back. RFC 4253, section 7. */
#define LIBSSH2_METHOD_KEX       0  /* key exchange */
#define LIBSSH2_METHOD_HOSTKEY   1  /* the server's key and signature */
#define LIBSSH2_METHOD_CRYPT_CS  2  /* encryption */
#define LIBSSH2_METHOD_CRYPT_SC  3
#define LIBSSH2_METHOD_MAC_CS    4  /* message authentication */
#define LIBSSH2_METHOD_MAC_SC    5
#define LIBSSH2_METHOD_COMP_CS   6  /* compression */
#define LIBSSH2_METHOD_COMP_SC   7
#define LIBSSH2_METHOD_LANG_CS   8  /* languages; nobody uses them */
#define LIBSSH2_METHOD_LANG_SC   9
#define LIBSSH2_METHOD_SIGN_ALGO 10 /* signatures in public key login; not negotiated */

/**
 * Sets which algorithms to offer, best first. Names that the library does not know are left out.
 * Counts for the next key exchange.
 *
 * Unless a program asks for them, ciphers in CBC mode are not offered, and MACs that are computed
 * after encryption come first. DSA keys, too weak to be trusted, serve where "ssh-dss" is asked for: hosts'
 * by LIBSSH2_METHOD_HOSTKEY, users' by LIBSSH2_METHOD_SIGN_ALGO. Certificates of hosts cannot be asked for: the library has no way to
 * be told whose certificates are to be trusted, and takes the plain keys that servers have besides.
 *
 * @param session      the session
 * @param method_type  LIBSSH2_METHOD_*
 * @param prefs        names, separated by commas; copied
 * @return 0, or a negative error
 * @errors BAD_USE, INVAL (no such method_type), METHOD_NOT_SUPPORTED (not one name is known; all
 *     stays as it was), ALLOC
 * @rfc 4253, section 7.1
 * @since 0.3
 */
LIBSSH2_API int libssh2_session_method_pref(LIBSSH2_SESSION *session, int method_type,
                                            const char *prefs);

/**
 * Tells which algorithm was agreed on.
 *
 * @param session      the session, after its handshake
 * @param method_type  LIBSSH2_METHOD_*
 * @return the name, a static string; "" for languages; NULL if nothing was agreed on
 * @errors METHOD_NONE (before the handshake), INVAL (no such method_type)
 * @since 0.3
 */
LIBSSH2_API const char *libssh2_session_methods(LIBSSH2_SESSION *session, int method_type);

/**
 * Lists the algorithms that the library knows.
 *
 * @param session      the session; its LIBSSH2_FLAG_COMPRESS counts
 * @param method_type  LIBSSH2_METHOD_*, but neither a language nor LIBSSH2_METHOD_SIGN_ALGO
 * @param algs         gets an array of static strings; the caller frees the array
 * @return how many names there are, or a negative error
 * @errors BAD_USE, METHOD_NOT_SUPPORTED (no such method_type, or a language), INVAL (no list
 *     for it), ALLOC
 * @since 1.4.0
 */
LIBSSH2_API int libssh2_session_supported_algs(LIBSSH2_SESSION *session, int method_type,
                                               const char ***algs);

/* Kinds of host keys. */
#define LIBSSH2_HOSTKEY_TYPE_UNKNOWN   0
#define LIBSSH2_HOSTKEY_TYPE_RSA       1
#ifndef LIBSSH2_NO_DEPRECATED
#define LIBSSH2_HOSTKEY_TYPE_DSS       2
#endif
#define LIBSSH2_HOSTKEY_TYPE_ECDSA_256 3
#define LIBSSH2_HOSTKEY_TYPE_ECDSA_384 4
#define LIBSSH2_HOSTKEY_TYPE_ECDSA_521 5
#define LIBSSH2_HOSTKEY_TYPE_ED25519   6

/**
 * Gives the server's host key, as it came: RFC 4253, section 6.6.
 *
 * @param session  the session, after its handshake
 * @param len      gets the length in bytes; may be NULL
 * @param type     gets LIBSSH2_HOSTKEY_TYPE_*; may be NULL
 * @return the key, the session's own, good until keys are exchanged anew; NULL before it came
 * @since 1.2
 */
LIBSSH2_API const char *libssh2_session_hostkey(LIBSSH2_SESSION *session, size_t *len, int *type);

/* Fingerprints of host keys. */
#define LIBSSH2_HOSTKEY_HASH_MD5    1 /* 16 bytes */
#define LIBSSH2_HOSTKEY_HASH_SHA1   2 /* 20 bytes */
#define LIBSSH2_HOSTKEY_HASH_SHA256 3 /* 32 bytes */

/**
 * Gives a fingerprint of the server's host key.
 *
 * @param session    the session, after its handshake
 * @param hash_type  LIBSSH2_HOSTKEY_HASH_*
 * @return the digest's bytes, no text and no NUL, the session's own; NULL if there is none
 * @since 0.3
 */
LIBSSH2_API const char *libssh2_hostkey_hash(LIBSSH2_SESSION *session, int hash_type);

/* ---------------------------------------------------------------------------------------------
 * 7. User authentication
 *
 * A server may want more than one method: a call then gives LIBSSH2_ERROR_AUTHENTICATION_FAILED or
 * LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED though it was right, and the program goes on with the next.
 * libssh2_userauth_authenticated() tells when login is complete.
 */

/**
 * Asks which methods the server accepts, by trying to log in without any.
 *
 * @param session       the session, after its handshake
 * @param username      the user's name
 * @param username_len  bytes
 * @return names separated by commas, e.g. "publickey,password", the session's own, good until this
 *     function is called again; NULL on error, and also if no login is needed: then
 *     libssh2_userauth_authenticated() gives 1
 * @errors OUT_OF_BOUNDARY (the name is too long), INVAL (a control character in a name), transport
 * @eagain
 * @rfc 4252, section 5.2
 * @since 0.3
 */
LIBSSH2_API char *libssh2_userauth_list(LIBSSH2_SESSION *session, const char *username,
                                        unsigned int username_len);

/**
 * Gives the text that the server wants shown to the user before login.
 *
 * @param session  the session, after libssh2_userauth_list()
 * @param banner   gets the text, NUL-terminated, the session's own
 * @return 0, or a negative error
 * @errors BAD_USE, MISSING_USERAUTH_BANNER (none came)
 * @rfc 4252, section 5.4
 * @since 1.11.0
 */
LIBSSH2_API int libssh2_userauth_banner(LIBSSH2_SESSION *session, char **banner);

/**
 * Tells whether login is complete.
 *
 * @param session  the session
 * @return 1 if it is, else 0
 * @since 0.3
 */
LIBSSH2_API int libssh2_userauth_authenticated(LIBSSH2_SESSION *session);

/**
 * Logs in with a password.
 *
 * @param session           the session
 * @param username          the user's name
 * @param username_len      bytes
 * @param password          the password
 * @param password_len      bytes
 * @param passwd_change_cb  asked for a new password if the server wants one; may be NULL
 * @return 0, or a negative error
 * @errors BAD_USE, AUTHENTICATION_FAILED, PASSWORD_EXPIRED (the callback gave no new one),
 *     OUT_OF_BOUNDARY (name or password is too long),
 *     INVAL (a control character in a name), transport
 * @eagain
 * @rfc 4252, section 8
 * @since 0.3
 */
LIBSSH2_API int libssh2_userauth_password_ex(LIBSSH2_SESSION *session, const char *username,
                                             unsigned int username_len, const char *password,
                                             unsigned int password_len,
                                             LIBSSH2_PASSWD_CHANGEREQ_FUNC(*passwd_change_cb));

/** Logs in with a password; strings end with NUL. */
#define libssh2_userauth_password(session, username, password)                                   \
    libssh2_userauth_password_ex((session), (username), (unsigned int)strlen(username),          \
                                 (password), (unsigned int)strlen(password), NULL)

/**
 * Logs in with a key from files.
 *
 * @param session       the session
 * @param username      the user's name
 * @param username_len  bytes
 * @param pubkeyfile    path of the public key or certificate; NULL to take it from the private key
 * @param privkeyfile   path of the private key, OpenSSH's own format or PEM
 * @param passphrase    opens the private key; NULL as ""
 * @return 0, or a negative error
 * @errors BAD_USE, FILE (a file cannot be read, or not with this passphrase), KEYFILE_AUTH_FAILED
 *     (wrong passphrase), METHOD_NONE (no signature algorithm in common), AUTHENTICATION_FAILED
 *     (the server does not want the key), PUBLICKEY_UNVERIFIED (no signature, or a refused one),
 *     OUT_OF_BOUNDARY, ALGO_UNSUPPORTED, INVAL (a control character in a name), transport
 * @eagain
 * @rfc 4252, section 7
 * @since 0.3
 */
LIBSSH2_API int libssh2_userauth_publickey_fromfile_ex(LIBSSH2_SESSION *session,
                                                       const char *username,
                                                       unsigned int username_len,
                                                       const char *pubkeyfile,
                                                       const char *privkeyfile,
                                                       const char *passphrase);

/** Logs in with a key from files; strings end with NUL. */
#define libssh2_userauth_publickey_fromfile(session, username, pubkeyfile, privkeyfile,          \
                                            passphrase)                                          \
    libssh2_userauth_publickey_fromfile_ex((session), (username),                                \
                                           (unsigned int)strlen(username), (pubkeyfile),         \
                                           (privkeyfile), (passphrase))

/**
 * Logs in with a key from memory: what the files of libssh2_userauth_publickey_fromfile_ex()
 * would hold.
 *
 * @param session          the session
 * @param username         the user's name
 * @param username_len     bytes
 * @param pubkeyblob       text of the public key or certificate; NULL to take it from the private
 *                         key
 * @param pubkeyblob_len   bytes
 * @param privkeyblob      text of the private key
 * @param privkeyblob_len  bytes
 * @param passphrase       opens the private key; NULL as ""
 * @return 0, or a negative error
 * @errors BAD_USE, FILE (a key makes no sense, or not with this passphrase), KEYFILE_AUTH_FAILED
 *     (wrong passphrase), METHOD_NONE (no signature algorithm in common), AUTHENTICATION_FAILED
 *     (the server does not want the key), PUBLICKEY_UNVERIFIED (no signature, or a refused one),
 *     OUT_OF_BOUNDARY, ALGO_UNSUPPORTED, INVAL (a control character in a name), transport
 * @eagain
 * @rfc 4252, section 7
 * @since 1.6.0
 */
LIBSSH2_API int libssh2_userauth_publickey_frommemory(LIBSSH2_SESSION *session,
                                                      const char *username, size_t username_len,
                                                      const char *pubkeyblob,
                                                      size_t pubkeyblob_len,
                                                      const char *privkeyblob,
                                                      size_t privkeyblob_len,
                                                      const char *passphrase);

/**
 * Logs in with a key that only the program can use: a callback signs. One that cannot sign as the
 * data says ends the login, also with LIBSSH2_ERROR_ALGO_UNSUPPORTED: an RSA key is not tried again by
 * its older name, which stands for SHA-1.
 *
 * @param session         the session
 * @param username        the user's name, NUL-terminated
 * @param pubkeydata      the public key or certificate as it goes over the wire: RFC 4253,
 *                        section 6.6
 * @param pubkeydata_len  bytes
 * @param sign_callback   signs; called after the server has said that the key will do
 * @param abstract        handed to sign_callback as it is
 * @return 0, or a negative error
 * @errors BAD_USE, PUBLICKEY_UNVERIFIED (no signature, or a refused one), AUTHENTICATION_FAILED
 *     (the server does not want the key), OUT_OF_BOUNDARY (pubkeydata is malformed), INVAL (its
 *     type has a NUL, or the name a control character), METHOD_NONE (no signature algorithm in
 *     common), transport
 * @eagain
 * @rfc 4252, section 7
 * @since 1.2.3
 */
LIBSSH2_API int libssh2_userauth_publickey(LIBSSH2_SESSION *session, const char *username,
                                           const unsigned char *pubkeydata,
                                           size_t pubkeydata_len,
                                           LIBSSH2_USERAUTH_PUBLICKEY_SIGN_FUNC(*sign_callback),
                                           void **abstract);

/**
 * Logs in with a FIDO key: a callback has the authenticator sign.
 *
 * @param session            the session
 * @param username           the user's name
 * @param username_len       bytes
 * @param publickeydata      text of the public key or certificate; NULL to take it from
 *                           privkeyblob
 * @param publickeydata_len  bytes
 * @param privkeyblob        text of the private key file that OpenSSH keeps for such a key
 * @param privkeyblob_len    bytes
 * @param passphrase         opens privkeyblob; NULL as ""
 * @param sign_callback      asks the authenticator
 * @param abstract           handed to sign_callback as it is
 * @return 0, or a negative error
 * @errors BAD_USE, FILE (privkeyblob is no such key), PUBLICKEY_UNVERIFIED (no signature, or a
 *     refused one), AUTHENTICATION_FAILED (the server does not want the key), OUT_OF_BOUNDARY,
 *     METHOD_NONE, INVAL (a control character in a name), transport
 * @rfc 4252, section 7
 * @since 1.11.0
 */
LIBSSH2_API int libssh2_userauth_publickey_sk(LIBSSH2_SESSION *session, const char *username,
                                              size_t username_len,
                                              const unsigned char *publickeydata,
                                              size_t publickeydata_len, const char *privkeyblob,
                                              size_t privkeyblob_len, const char *passphrase,
                                              LIBSSH2_USERAUTH_SK_SIGN_FUNC(*sign_callback),
                                              void **abstract);

/**
 * Signs with a FIDO key: a ready callback for libssh2_userauth_publickey().
 *
 * @param session   the session
 * @param sig       gets the signature, encoded for login; the caller frees it
 * @param sig_len   gets its length in bytes
 * @param data      what to sign
 * @param data_len  bytes
 * @param abstract  the address of a pointer to a LIBSSH2_PRIVKEY_SK
 * @return 0, a negative error, or what the key's own sign_callback returned
 * @errors BAD_USE, DECRYPT (the key has no handle), ALLOC, STORE_OVERFLOW
 * @since 1.11.0
 */
LIBSSH2_API int libssh2_sign_sk(LIBSSH2_SESSION *session, unsigned char **sig, size_t *sig_len,
                                const unsigned char *data, size_t data_len, void **abstract);

/**
 * Logs in by the word of this host: its host key signs for the user.
 *
 * @param session             the session
 * @param username            the user's name on the server
 * @param username_len        bytes
 * @param pubkeyfile          path of this host's public key
 * @param privkeyfile         path of this host's private key
 * @param passphrase          opens the private key; NULL as ""
 * @param hostname            this host's name
 * @param hostname_len        bytes
 * @param local_username      the user's name on this host
 * @param local_username_len  bytes
 * @return 0, or a negative error
 * @errors BAD_USE, FILE (a file cannot be read), METHOD_NONE, OUT_OF_BOUNDARY (a name is too
 *     long), PUBLICKEY_UNVERIFIED (the server refused), SOCKET_NONE (signing failed),
 *     INVAL (a control character in a name), transport
 * @eagain
 * @rfc 4252, section 9
 * @since 0.7
 */
LIBSSH2_API int libssh2_userauth_hostbased_fromfile_ex(LIBSSH2_SESSION *session,
                                                       const char *username,
                                                       unsigned int username_len,
                                                       const char *pubkeyfile,
                                                       const char *privkeyfile,
                                                       const char *passphrase,
                                                       const char *hostname,
                                                       unsigned int hostname_len,
                                                       const char *local_username,
                                                       unsigned int local_username_len);

/** Logs in by the word of this host, with one user name for both ends; strings end with NUL. */
#define libssh2_userauth_hostbased_fromfile(session, username, pubkeyfile, privkeyfile,          \
                                            passphrase, hostname)                                \
    libssh2_userauth_hostbased_fromfile_ex((session), (username),                                \
                                           (unsigned int)strlen(username), (pubkeyfile),         \
                                           (privkeyfile), (passphrase), (hostname),              \
                                           (unsigned int)strlen(hostname), (username),           \
                                           (unsigned int)strlen(username))

/**
 * Logs in by answering the server's questions.
 *
 * @param session            the session
 * @param username           the user's name
 * @param username_len       bytes
 * @param response_callback  answers
 * @return 0, or a negative error
 * @errors BAD_USE, AUTHENTICATION_FAILED, OUT_OF_BOUNDARY (the name or an answer is too long, or
 *     there are more than 100 questions), INVAL (a control character in the name), SOCKET_NONE
 *     (the server's request is malformed), transport
 * @eagain
 * @rfc 4256
 * @since 0.11
 */
LIBSSH2_API int libssh2_userauth_keyboard_interactive_ex(
    LIBSSH2_SESSION *session, const char *username, unsigned int username_len,
    LIBSSH2_USERAUTH_KBDINT_RESPONSE_FUNC(*response_callback));

/** Logs in by answering the server's questions; strings end with NUL. */
#define libssh2_userauth_keyboard_interactive(session, username, response_callback)              \
    libssh2_userauth_keyboard_interactive_ex((session), (username),                              \
                                             (unsigned int)strlen(username),                     \
                                             (response_callback))

/* ---------------------------------------------------------------------------------------------
 * 8. Channels
 *
 * A channel carries bytes both ways. Stream 0 is the usual output, stream SSH_EXTENDED_DATA_STDERR
 * its errors; both share one window, so errors that nobody reads will in time hold up the rest.
 */

/* Usual sizes in bytes: what we let the server send before we grant more, and in one packet. */
#define LIBSSH2_CHANNEL_WINDOW_DEFAULT (2 * 1024 * 1024)
#define LIBSSH2_CHANNEL_PACKET_DEFAULT 32768

/* Smaller grants are saved up. */
#define LIBSSH2_CHANNEL_MINADJUST 1024

/* The stream of error output. RFC 4254, section 5.2. */
#define SSH_EXTENDED_DATA_STDERR 1

/**
 * Opens a channel of any type.
 *
 * @param session           the session, after login
 * @param channel_type      the type's name, e.g. "session"
 * @param channel_type_len  bytes
 * @param window_size       what the server may send before we grant more, in bytes
 * @param packet_size       what it may send in one packet, in bytes
 * @param message           what the type adds to the request; may be NULL
 * @param message_len       bytes
 * @return the channel, to be freed with libssh2_channel_free(); NULL on error
 * @errors CHANNEL_FAILURE (the server refused), transport
 * @eagain
 * @rfc 4254, section 5.1
 * @since 0.3
 */
LIBSSH2_API LIBSSH2_CHANNEL *libssh2_channel_open_ex(LIBSSH2_SESSION *session,
                                                     const char *channel_type,
                                                     unsigned int channel_type_len,
                                                     unsigned int window_size,
                                                     unsigned int packet_size,
                                                     const char *message,
                                                     unsigned int message_len);

/** Opens a channel that a command, a shell or a subsystem can run in. */
#define libssh2_channel_open_session(session)                                                    \
    libssh2_channel_open_ex((session), "session", sizeof("session") - 1,                         \
                            LIBSSH2_CHANNEL_WINDOW_DEFAULT, LIBSSH2_CHANNEL_PACKET_DEFAULT,      \
                            NULL, 0)

/**
 * Sets an environment variable for what will run in the channel. Most servers refuse most of them.
 *
 * @param channel      the channel
 * @param varname      the variable's name
 * @param varname_len  bytes
 * @param value        its value
 * @param value_len    bytes
 * @return 0, or a negative error
 * @errors BAD_USE, CHANNEL_REQUEST_DENIED, transport
 * @eagain
 * @rfc 4254, section 6.4
 * @since 0.3
 */
LIBSSH2_API int libssh2_channel_setenv_ex(LIBSSH2_CHANNEL *channel, const char *varname,
                                          unsigned int varname_len, const char *value,
                                          unsigned int value_len);

/** Sets an environment variable; strings end with NUL. */
#define libssh2_channel_setenv(channel, varname, value)                                          \
    libssh2_channel_setenv_ex((channel), (varname), (unsigned int)strlen(varname), (value),      \
                              (unsigned int)strlen(value))

/* The usual terminal: characters, and pixels (0 for unknown). */
#define LIBSSH2_TERM_WIDTH     80
#define LIBSSH2_TERM_HEIGHT    24
#define LIBSSH2_TERM_WIDTH_PX  0
#define LIBSSH2_TERM_HEIGHT_PX 0

/**
 * Asks for a terminal.
 *
 * @param channel    the channel
 * @param term       kind of terminal, e.g. "xterm"
 * @param term_len   bytes; with modes_len at most 256
 * @param modes      encoded terminal modes (RFC 4254, section 8); may be NULL
 * @param modes_len  bytes
 * @param width      columns
 * @param height     rows
 * @param width_px   pixels; 0 if unknown
 * @param height_px  pixels; 0 if unknown
 * @return 0, or a negative error
 * @errors BAD_USE, INVAL (term and modes are too long), CHANNEL_REQUEST_DENIED, transport
 * @eagain
 * @rfc 4254, section 6.2
 * @since 0.3
 */
LIBSSH2_API int libssh2_channel_request_pty_ex(LIBSSH2_CHANNEL *channel, const char *term,
                                               unsigned int term_len, const char *modes,
                                               unsigned int modes_len, int width, int height,
                                               int width_px, int height_px);

/** Asks for a terminal of the usual size; term ends with NUL. */
#define libssh2_channel_request_pty(channel, term)                                               \
    libssh2_channel_request_pty_ex((channel), (term), (unsigned int)strlen(term), NULL, 0,       \
                                   LIBSSH2_TERM_WIDTH, LIBSSH2_TERM_HEIGHT,                      \
                                   LIBSSH2_TERM_WIDTH_PX, LIBSSH2_TERM_HEIGHT_PX)

/**
 * Tells the server that the terminal has a new size. There is no answer to wait for.
 *
 * @param channel    the channel
 * @param width      columns
 * @param height     rows
 * @param width_px   pixels; 0 if unknown
 * @param height_px  pixels; 0 if unknown
 * @return 0, or a negative error
 * @errors BAD_USE, transport
 * @eagain
 * @rfc 4254, section 6.7
 * @since 1.0
 */
LIBSSH2_API int libssh2_channel_request_pty_size_ex(LIBSSH2_CHANNEL *channel, int width,
                                                    int height, int width_px, int height_px);

/** Tells the server the terminal's new size in characters. */
#define libssh2_channel_request_pty_size(channel, width, height)                                 \
    libssh2_channel_request_pty_size_ex((channel), (width), (height), 0, 0)

/**
 * Starts something in the channel: once a channel, whether it works or not.
 *
 * @param channel      the channel
 * @param request      "shell", "exec", "subsystem" or another request
 * @param request_len  bytes
 * @param message      the command or the subsystem's name; NULL for a shell
 * @param message_len  bytes
 * @return 0, or a negative error
 * @errors BAD_USE (also: something was started before), CHANNEL_REQUEST_DENIED, transport
 * @eagain
 * @rfc 4254, section 6.5
 * @since 0.3
 */
LIBSSH2_API int libssh2_channel_process_startup(LIBSSH2_CHANNEL *channel, const char *request,
                                                unsigned int request_len, const char *message,
                                                unsigned int message_len);

/** Starts the user's shell. */
#define libssh2_channel_shell(channel)                                                           \
    libssh2_channel_process_startup((channel), "shell", sizeof("shell") - 1, NULL, 0)

/** Runs a command, which ends with NUL. */
#define libssh2_channel_exec(channel, command)                                                   \
    libssh2_channel_process_startup((channel), "exec", sizeof("exec") - 1, (command),            \
                                    (unsigned int)strlen(command))

/** Starts a subsystem, whose name ends with NUL. */
#define libssh2_channel_subsystem(channel, subsystem)                                            \
    libssh2_channel_process_startup((channel), "subsystem", sizeof("subsystem") - 1,             \
                                    (subsystem), (unsigned int)strlen(subsystem))

/**
 * Sends a signal to what runs in the channel. There is no answer to wait for.
 *
 * @param channel      the channel
 * @param signame      the signal's name without SIG, e.g. "TERM"
 * @param signame_len  bytes
 * @return 0, or a negative error
 * @errors BAD_USE, transport
 * @eagain
 * @rfc 4254, section 6.9
 * @since 1.11.0
 */
LIBSSH2_API int libssh2_channel_signal_ex(LIBSSH2_CHANNEL *channel, const char *signame,
                                          size_t signame_len);

/** Sends a signal, whose name ends with NUL. */
#define libssh2_channel_signal(channel, signame)                                                 \
    libssh2_channel_signal_ex((channel), (signame), strlen(signame))

/**
 * Reads from a stream. A server that sends data after it has said EOF breaks the protocol, and the
 * connection ends.
 *
 * @param channel    the channel
 * @param stream_id  0, or SSH_EXTENDED_DATA_STDERR
 * @param buf        gets the data
 * @param buflen     bytes that fit
 * @return bytes read; 0 at the end of this stream (see libssh2_channel_eof()), or a negative error
 * @errors BAD_USE, transport
 * @eagain
 * @rfc 4254, section 5.2
 * @since 0.3
 */
LIBSSH2_API ssize_t libssh2_channel_read_ex(LIBSSH2_CHANNEL *channel, int stream_id, char *buf,
                                            size_t buflen);

/** Reads output. */
#define libssh2_channel_read(channel, buf, buflen)                                               \
    libssh2_channel_read_ex((channel), 0, (buf), (buflen))

/** Reads error output. */
#define libssh2_channel_read_stderr(channel, buf, buflen)                                        \
    libssh2_channel_read_ex((channel), SSH_EXTENDED_DATA_STDERR, (buf), (buflen))

/**
 * Writes to a stream. What is taken may be less than what is given, in blocking mode too.
 *
 * @param channel    the channel
 * @param stream_id  0, or SSH_EXTENDED_DATA_STDERR
 * @param buf        the data
 * @param buflen     bytes
 * @return bytes taken, or a negative error
 * @errors BAD_USE, CHANNEL_CLOSED (we closed it), CHANNEL_EOF_SENT (we ended our output), transport
 * @eagain
 * @rfc 4254, section 5.2
 * @since 0.3
 */
LIBSSH2_API ssize_t libssh2_channel_write_ex(LIBSSH2_CHANNEL *channel, int stream_id,
                                             const char *buf, size_t buflen);

/** Writes to the standard input of what runs in the channel. */
#define libssh2_channel_write(channel, buf, buflen)                                              \
    libssh2_channel_write_ex((channel), 0, (buf), (buflen))

/** Writes to the error stream. */
#define libssh2_channel_write_stderr(channel, buf, buflen)                                       \
    libssh2_channel_write_ex((channel), SSH_EXTENDED_DATA_STDERR, (buf), (buflen))

/**
 * Tells how much the server may still send.
 *
 * @param channel              the channel
 * @param read_avail           gets the bytes that have come and are not yet read, of all streams;
 *                             may be NULL
 * @param window_size_initial  gets the window's size when the channel was opened; may be NULL
 * @return bytes granted and not yet read: less *read_avail, what may still come. 0 for no channel
 * @rfc 4254, section 5.2
 * @since 0.10
 */
LIBSSH2_API unsigned long libssh2_channel_window_read_ex(LIBSSH2_CHANNEL *channel,
                                                         unsigned long *read_avail,
                                                         unsigned long *window_size_initial);

/** Tells how much the server may still send. */
#define libssh2_channel_window_read(channel) libssh2_channel_window_read_ex((channel), NULL, NULL)

/**
 * Tells how much the server lets us send.
 *
 * @param channel              the channel
 * @param window_size_initial  gets what it was when the channel was opened; may be NULL
 * @return bytes. 0 for no channel
 * @rfc 4254, section 5.2
 * @since 0.10
 */
LIBSSH2_API unsigned long libssh2_channel_window_write_ex(LIBSSH2_CHANNEL *channel,
                                                          unsigned long *window_size_initial);

/** Tells how much the server lets us send. */
#define libssh2_channel_window_write(channel) libssh2_channel_window_write_ex((channel), NULL)

/**
 * Lets the server send more. Reading does so by itself.
 *
 * @param channel      the channel
 * @param adjustment   bytes to grant on top
 * @param force        0 to save up what is less than LIBSSH2_CHANNEL_MINADJUST; 1 to grant it now
 * @param storewindow  gets the window as it was before; may be NULL
 * @return 0, or a negative error
 * @errors BAD_USE, PROTO (the window would not fit 32 bits), transport
 * @eagain
 * @rfc 4254, section 5.2
 * @since 1.1
 */
LIBSSH2_API int libssh2_channel_receive_window_adjust2(LIBSSH2_CHANNEL *channel,
                                                       unsigned long adjustment,
                                                       unsigned char force,
                                                       unsigned int *storewindow);

/**
 * Chooses whether calls wait, for the whole session: libssh2_session_set_blocking().
 *
 * @param channel   any channel of the session
 * @param blocking  1 to wait, 0 to return LIBSSH2_ERROR_EAGAIN
 * @since 0.3
 */
LIBSSH2_API void libssh2_channel_set_blocking(LIBSSH2_CHANNEL *channel, int blocking);

/* What to do with error output. */
#define LIBSSH2_CHANNEL_EXTENDED_DATA_NORMAL 0 /* keep it, as a stream of its own */
#define LIBSSH2_CHANNEL_EXTENDED_DATA_IGNORE 1 /* drop it, what is there already included */
#define LIBSSH2_CHANNEL_EXTENDED_DATA_MERGE  2 /* let reads of stream 0 have it, as it comes */

/**
 * Chooses what happens to error output.
 *
 * @param channel      the channel
 * @param ignore_mode  LIBSSH2_CHANNEL_EXTENDED_DATA_*
 * @return 0, or a negative error
 * @errors BAD_USE, transport
 * @eagain
 * @since 0.15
 */
LIBSSH2_API int libssh2_channel_handle_extended_data2(LIBSSH2_CHANNEL *channel, int ignore_mode);

/* Streams to throw away, beside those that have a number. */
#define LIBSSH2_CHANNEL_FLUSH_EXTENDED_DATA (-1) /* all but stream 0 */
#define LIBSSH2_CHANNEL_FLUSH_ALL           (-2)

/**
 * Throws away what has come and is not yet read, and grants as much anew.
 *
 * @param channel   the channel
 * @param streamid  a stream's number, or LIBSSH2_CHANNEL_FLUSH_*
 * @return bytes thrown away, or a negative error
 * @errors BAD_USE, PROTO, transport
 * @eagain
 * @since 0.3
 */
LIBSSH2_API int libssh2_channel_flush_ex(LIBSSH2_CHANNEL *channel, int streamid);

/** Throws away unread output. */
#define libssh2_channel_flush(channel) libssh2_channel_flush_ex((channel), 0)

/** Throws away unread error output. */
#define libssh2_channel_flush_stderr(channel)                                                    \
    libssh2_channel_flush_ex((channel), SSH_EXTENDED_DATA_STDERR)

/**
 * Tells the server that we have no more to write. Reading goes on.
 *
 * @param channel  the channel
 * @return 0, or a negative error
 * @errors BAD_USE, transport
 * @eagain
 * @rfc 4254, section 5.3
 * @since 0.3
 */
LIBSSH2_API int libssh2_channel_send_eof(LIBSSH2_CHANNEL *channel);

/**
 * Tells whether all is read: the server has no more to send, and no stream has data left. Looks
 * at what has come; does not receive.
 *
 * @param channel  the channel
 * @return 1 if it is so, 0 if not, or a negative error
 * @errors BAD_USE
 * @since 0.3
 */
LIBSSH2_API int libssh2_channel_eof(LIBSSH2_CHANNEL *channel);

/**
 * Waits until the server has no more to send.
 *
 * @param channel  the channel
 * @return 0, or a negative error
 * @errors BAD_USE, CHANNEL_WINDOW_FULL (there is so much unread that the rest cannot come),
 *     transport
 * @eagain
 * @rfc 4254, section 5.3
 * @since 0.15
 */
LIBSSH2_API int libssh2_channel_wait_eof(LIBSSH2_CHANNEL *channel);

/**
 * Closes the channel from our side and waits for the server to close it too; no longer than a second
 * if the server sends data instead. What has come can still be read.
 *
 * @param channel  the channel
 * @return 0, also if it was closed before, or a negative error
 * @errors BAD_USE, transport
 * @eagain
 * @rfc 4254, section 5.3
 * @since 0.3
 */
LIBSSH2_API int libssh2_channel_close(LIBSSH2_CHANNEL *channel);

/**
 * Waits until the server has closed the channel; then the exit status, if any, has come.
 *
 * @param channel  the channel, whose end libssh2_channel_wait_eof() or a read has seen
 * @return 0, or a negative error
 * @errors BAD_USE, INVAL (its end has not been seen), transport
 * @eagain
 * @rfc 4254, section 5.3
 * @since 0.11
 */
LIBSSH2_API int libssh2_channel_wait_closed(LIBSSH2_CHANNEL *channel);

/**
 * Tells how the command ended.
 *
 * @param channel  the channel, after libssh2_channel_wait_closed()
 * @return the exit status; 0 also if none came
 * @rfc 4254, section 6.10
 * @since 0.11
 */
LIBSSH2_API int libssh2_channel_get_exit_status(LIBSSH2_CHANNEL *channel);

/**
 * Tells whether an exit status came.
 *
 * @param channel  the channel
 * @return 1 if it did, else 0
 * @rfc 4254, section 6.10
 * @since 1.11.2
 */
LIBSSH2_API int libssh2_channel_has_exit_status(LIBSSH2_CHANNEL *channel);

/**
 * Tells which signal ended the command. Each output may be NULL; what there is none of gives NULL
 * and 0, and texts are NUL-terminated.
 *
 * @param channel         the channel, after libssh2_channel_wait_closed()
 * @param exitsignal      gets the signal's name without SIG; the caller frees it
 * @param exitsignal_len  gets its length in bytes
 * @param errmsg          gets a message, if available; the caller frees it
 * @param errmsg_len      gets its length in bytes
 * @param langtag         gets the message's language, if available; the caller frees it
 * @param langtag_len     gets its length in bytes
 * @return 0, or a negative error
 * @errors ALLOC
 * @rfc 4254, section 6.10
 * @since 1.2.8
 */
LIBSSH2_API int libssh2_channel_get_exit_signal(LIBSSH2_CHANNEL *channel, char **exitsignal,
                                                size_t *exitsignal_len, char **errmsg,
                                                size_t *errmsg_len, char **langtag,
                                                size_t *langtag_len);

/**
 * Frees a channel, after closing it if need be. A server that does not answer in time is waited for
 * no longer: the channel is freed all the same.
 *
 * @param channel  is gone unless the call gives LIBSSH2_ERROR_EAGAIN
 * @return 0, or a negative error
 * @errors BAD_USE
 * @eagain
 * @since 0.3
 */
LIBSSH2_API int libssh2_channel_free(LIBSSH2_CHANNEL *channel);

/* ---------------------------------------------------------------------------------------------
 * 9. Forwarding
 */

/**
 * Opens a channel to a host and port that the server connects to.
 *
 * @param session  the session
 * @param host     where the server connects to
 * @param port     where the server connects to
 * @param shost    where the connection comes from, for the server to know
 * @param sport    where the connection comes from
 * @return the channel; NULL on error
 * @errors CHANNEL_FAILURE (the server refused, or could not connect),
 *     INVAL (a control character in a name), transport
 * @eagain
 * @rfc 4254, section 7.2
 * @since 0.3
 */
LIBSSH2_API LIBSSH2_CHANNEL *libssh2_channel_direct_tcpip_ex(LIBSSH2_SESSION *session,
                                                             const char *host, int port,
                                                             const char *shost, int sport);

/** Opens a channel to a host and port, and says that the connection comes from here. */
#define libssh2_channel_direct_tcpip(session, host, port)                                        \
    libssh2_channel_direct_tcpip_ex((session), (host), (port), "127.0.0.1", 22)

/**
 * Opens a channel to a UNIX socket of the server ("direct-streamlocal@openssh.com").
 *
 * @param session      the session
 * @param socket_path  the socket's path on the server
 * @param shost        where the connection comes from, for the server to know
 * @param sport        where the connection comes from
 * @return the channel; NULL on error
 * @errors CHANNEL_FAILURE (the server refused, or could not connect), transport
 * @eagain
 * @since 1.11.0
 */
LIBSSH2_API LIBSSH2_CHANNEL *libssh2_channel_direct_streamlocal_ex(LIBSSH2_SESSION *session,
                                                                   const char *socket_path,
                                                                   const char *shost, int sport);

/**
 * Has the server listen on a port and pass connections on to us.
 *
 * @param session        the session
 * @param host           the server's address to listen on; NULL for "0.0.0.0"
 * @param port           the port; 0 to let the server choose
 * @param bound_port     gets the port; may be NULL
 * @param queue_maxsize  how many connections may wait to be accepted; 0 for any number
 * @return the listener, to be freed with libssh2_channel_forward_cancel(); NULL on error
 * @errors REQUEST_DENIED, PROTO, INVAL (a control character in a name), transport
 * @eagain
 * @rfc 4254, section 7.1
 * @since 0.5
 */
LIBSSH2_API LIBSSH2_LISTENER *libssh2_channel_forward_listen_ex(LIBSSH2_SESSION *session,
                                                                const char *host, int port,
                                                                int *bound_port,
                                                                int queue_maxsize);

/** Has the server listen on a port of all its addresses; 16 connections may wait. */
#define libssh2_channel_forward_listen(session, port)                                            \
    libssh2_channel_forward_listen_ex((session), NULL, (port), NULL, 16)

/**
 * Takes the connection that has waited longest.
 *
 * @param listener  the listener
 * @return the channel; NULL if there is none
 * @errors CHANNEL_UNKNOWN (there is none, and the connection to the server failed)
 * @eagain
 * @rfc 4254, section 7.2
 * @since 0.5
 */
LIBSSH2_API LIBSSH2_CHANNEL *libssh2_channel_forward_accept(LIBSSH2_LISTENER *listener);

/**
 * Has the server stop listening, and drops connections that nobody has accepted. Channels that
 * were accepted live on.
 *
 * @param listener  is gone unless the call gives LIBSSH2_ERROR_EAGAIN
 * @return 0, or a negative error
 * @errors BAD_USE, ALLOC, SOCKET_SEND
 * @eagain
 * @rfc 4254, section 7.1
 * @since 0.5
 */
LIBSSH2_API int libssh2_channel_forward_cancel(LIBSSH2_LISTENER *listener);

/**
 * Asks for X11 forwarding. Connections arrive at the hook LIBSSH2_CALLBACK_X11.
 *
 * @param channel            the channel
 * @param single_connection  1 to accept only one connection
 * @param auth_proto         NULL for "MIT-MAGIC-COOKIE-1"
 * @param auth_cookie        hexadecimal digits; NULL for random ones
 * @param screen_number      number of the screen
 * @return 0, or a negative error
 * @errors BAD_USE, RANDGEN, CHANNEL_REQUEST_DENIED, transport
 * @eagain
 * @rfc 4254, section 6.3.1
 * @since 0.5
 */
LIBSSH2_API int libssh2_channel_x11_req_ex(LIBSSH2_CHANNEL *channel, int single_connection,
                                           const char *auth_proto, const char *auth_cookie,
                                           int screen_number);

/** Asks for X11 forwarding, with a random cookie and for any number of connections. */
#define libssh2_channel_x11_req(channel, screen_number)                                          \
    libssh2_channel_x11_req_ex((channel), 0, NULL, NULL, (screen_number))

/**
 * Asks for agent forwarding. Connections arrive at the hook LIBSSH2_CALLBACK_AUTHAGENT.
 *
 * @param channel  the channel
 * @return 0, or a negative error
 * @errors BAD_USE, CHANNEL_REQUEST_DENIED, CHANNEL_UNKNOWN (was denied before), PROTO, transport
 * @eagain
 * @since 1.10.0
 */
LIBSSH2_API int libssh2_channel_request_auth_agent(LIBSSH2_CHANNEL *channel);

/* ---------------------------------------------------------------------------------------------
 * 10. SCP
 */

/**
 * Begins to receive a file. Read st_size bytes from the channel, no more, and free it.
 *
 * The path is taken as it is, unless LIBSSH2_FLAG_QUOTE_PATHS is off: then the server's shell makes of
 * it what it likes. While it is on, the server may send no file of another name. Directories cannot
 * be received.
 *
 * @param session  the session
 * @param path     the file on the server
 * @param sb       gets st_size, st_mode (only 0777 of it), st_mtime and st_atime, and 0 elsewhere;
 *                 NULL to leave out the times
 * @return the channel; NULL on error
 * @errors INVAL (path is NULL), BAD_USE (before login), SCP_PROTOCOL (e.g. there is no such file; the
 *     server's words are in the last error), CHANNEL_FAILURE, CHANNEL_REQUEST_DENIED (the server
 *     runs no commands), transport
 * @eagain
 * @since 1.7.0
 */
LIBSSH2_API LIBSSH2_CHANNEL *libssh2_scp_recv2(LIBSSH2_SESSION *session, const char *path,
                                               libssh2_struct_stat *sb);

/**
 * Begins to send a file. Write exactly size bytes to the channel, call libssh2_channel_send_eof(),
 * wait for the end and free it. The server gives the file its times, and ends with status 0, only if
 * a byte of 0 is written behind the file.
 *
 * The path is taken as it is, unless LIBSSH2_FLAG_QUOTE_PATHS is off. If it is a directory, the file
 * goes there under the path's last name.
 *
 * @param session  the session
 * @param path     where to on the server
 * @param mode     permissions, e.g. 0644
 * @param size     bytes to come
 * @param mtime    when the file was changed, in seconds since 1970; with atime 0 for no times
 * @param atime    when the file was read
 * @return the channel; NULL on error
 * @errors INVAL (path is NULL or names no file, size or a time is below 0), BAD_USE (before login),
 *     SCP_PROTOCOL (the server refused; its words are in the last error), CHANNEL_FAILURE,
 *     CHANNEL_REQUEST_DENIED (the server runs no commands), transport
 * @eagain
 * @since 1.2.6
 */
LIBSSH2_API LIBSSH2_CHANNEL *libssh2_scp_send64(LIBSSH2_SESSION *session, const char *path,
                                                int mode, libssh2_int64_t size, time_t mtime,
                                                time_t atime);

/* ---------------------------------------------------------------------------------------------
 * 11. Known hosts
 *
 * A collection of names and keys, as in OpenSSH's known_hosts file. A typemask is one of each of
 * the three groups below, or'ed together.
 */

/* The name: plain text, "[name]:port" included; base64 of an HMAC-SHA1, with its salt; anything. */
#define LIBSSH2_KNOWNHOST_TYPE_MASK   0xffff
#define LIBSSH2_KNOWNHOST_TYPE_PLAIN  1
#define LIBSSH2_KNOWNHOST_TYPE_SHA1   2
#define LIBSSH2_KNOWNHOST_TYPE_CUSTOM 3

/* The key: bytes as they go over the wire, or these as NUL-terminated base64 text. */
#define LIBSSH2_KNOWNHOST_KEYENC_MASK   (3 << 16)
#define LIBSSH2_KNOWNHOST_KEYENC_RAW    (1 << 16)
#define LIBSSH2_KNOWNHOST_KEYENC_BASE64 (2 << 16)

/* The key's algorithm. */
#define LIBSSH2_KNOWNHOST_KEY_SHIFT     18
#define LIBSSH2_KNOWNHOST_KEY_MASK      (15 << LIBSSH2_KNOWNHOST_KEY_SHIFT)
#define LIBSSH2_KNOWNHOST_KEY_RSA1      (1 << LIBSSH2_KNOWNHOST_KEY_SHIFT)
#define LIBSSH2_KNOWNHOST_KEY_SSHRSA    (2 << LIBSSH2_KNOWNHOST_KEY_SHIFT)
#ifndef LIBSSH2_NO_DEPRECATED
#define LIBSSH2_KNOWNHOST_KEY_SSHDSS    (3 << LIBSSH2_KNOWNHOST_KEY_SHIFT)
#endif
#define LIBSSH2_KNOWNHOST_KEY_ECDSA_256 (4 << LIBSSH2_KNOWNHOST_KEY_SHIFT)
#define LIBSSH2_KNOWNHOST_KEY_ECDSA_384 (5 << LIBSSH2_KNOWNHOST_KEY_SHIFT)
#define LIBSSH2_KNOWNHOST_KEY_ECDSA_521 (6 << LIBSSH2_KNOWNHOST_KEY_SHIFT)
#define LIBSSH2_KNOWNHOST_KEY_ED25519   (7 << LIBSSH2_KNOWNHOST_KEY_SHIFT)
#define LIBSSH2_KNOWNHOST_KEY_UNKNOWN   (15 << LIBSSH2_KNOWNHOST_KEY_SHIFT)

/* The format of files and lines: OpenSSH's is the only one. */
#define LIBSSH2_KNOWNHOST_FILE_OPENSSH 1

/* What a check says. */
#define LIBSSH2_KNOWNHOST_CHECK_MATCH    0 /* the host is known, with this key */
#define LIBSSH2_KNOWNHOST_CHECK_MISMATCH 1 /* the host is known, with another key: take care */
#define LIBSSH2_KNOWNHOST_CHECK_NOTFOUND 2 /* the host is not known */
#define LIBSSH2_KNOWNHOST_CHECK_FAILURE  3 /* it cannot be told */

/* The program's view of an entry. It belongs to the collection, until the entry or the collection
 * is freed. */
struct libssh2_knownhost {
    unsigned int magic; /* the library's */
    void *node;         /* the library's */
    char *name;         /* NULL unless the name is plain text */
    char *key;          /* base64 text */
    int typemask;
};

/**
 * Makes an empty collection.
 *
 * @param session  the session, whose allocator is used; must outlive the collection
 * @return the collection, to be freed with libssh2_knownhost_free(); NULL on error
 * @errors ALLOC
 * @since 1.2
 */
LIBSSH2_API LIBSSH2_KNOWNHOSTS *libssh2_knownhost_init(LIBSSH2_SESSION *session);

/**
 * Frees a collection and its entries.
 *
 * @param hosts  the collection; may be NULL
 * @since 1.2
 */
LIBSSH2_API void libssh2_knownhost_free(LIBSSH2_KNOWNHOSTS *hosts);

/**
 * Adds an entry at the end. It may be there already. What typemask says of the key counts when a host
 * is looked up; in a file the key stands under the type that it has itself.
 *
 * @param hosts       the collection
 * @param host        the host's name, as typemask says
 * @param salt        base64 text, for a hashed name; else NULL
 * @param key         the host's key, as typemask says
 * @param keylen      bytes
 * @param comment     what follows the key on its line; may be NULL
 * @param commentlen  bytes
 * @param typemask    LIBSSH2_KNOWNHOST_TYPE_*, LIBSSH2_KNOWNHOST_KEYENC_* and
 *                    LIBSSH2_KNOWNHOST_KEY_*
 * @param store       gets the new entry; may be NULL
 * @return 0, or a negative error
 * @errors BAD_USE (host or key is missing), OUT_OF_BOUNDARY (far too long), INVAL (typemask says
 *     no algorithm, base64 is malformed or the salt is missing), METHOD_NOT_SUPPORTED (unknown
 *     type of name), ALLOC
 * @since 1.2.5
 */
LIBSSH2_API int libssh2_knownhost_addc(LIBSSH2_KNOWNHOSTS *hosts, const char *host,
                                       const char *salt, const char *key, size_t keylen,
                                       const char *comment, size_t commentlen, int typemask,
                                       struct libssh2_knownhost **store);

/**
 * Looks up a host by its name alone.
 *
 * @param hosts     the collection
 * @param host      the host's name
 * @param key       the key that it showed
 * @param keylen    bytes; base64 text ends with NUL
 * @param typemask  as for libssh2_knownhost_addc(); only entries with this algorithm count, or all
 *                  if it says none
 * @param store     gets the entry that matched or did not; may be NULL
 * @return LIBSSH2_KNOWNHOST_CHECK_*
 * @errors BAD_USE, OUT_OF_BOUNDARY, ALLOC
 * @since 1.2
 */
LIBSSH2_API int libssh2_knownhost_check(LIBSSH2_KNOWNHOSTS *hosts, const char *host,
                                        const char *key, size_t keylen, int typemask,
                                        struct libssh2_knownhost **store);

/**
 * Looks up a host by "[name]:port", and then by its name alone.
 *
 * @param hosts     the collection
 * @param host      the host's name
 * @param port      the port; negative to look up the name alone
 * @param key       the key that it showed
 * @param keylen    bytes; base64 text ends with NUL
 * @param typemask  as for libssh2_knownhost_addc(); only entries with this algorithm count, or all
 *                  if it says none
 * @param store     gets the entry that matched or did not; may be NULL
 * @return LIBSSH2_KNOWNHOST_CHECK_*
 * @errors BAD_USE, OUT_OF_BOUNDARY, BUFFER_TOO_SMALL (the name is too long), ALLOC
 * @since 1.2.6
 */
LIBSSH2_API int libssh2_knownhost_checkp(LIBSSH2_KNOWNHOSTS *hosts, const char *host, int port,
                                         const char *key, size_t keylen, int typemask,
                                         struct libssh2_knownhost **store);

/**
 * Removes an entry and frees it.
 *
 * @param hosts  the collection
 * @param entry  an entry of this collection
 * @return 0, or a negative error
 * @errors BAD_USE, INVAL (no entry of this collection)
 * @since 1.2
 */
LIBSSH2_API int libssh2_knownhost_del(LIBSSH2_KNOWNHOSTS *hosts, struct libssh2_knownhost *entry);

/**
 * Walks through the entries, oldest first.
 *
 * @param hosts  the collection
 * @param store  gets the next entry
 * @param prev   the entry before; NULL for the first
 * @return 0, 1 at the end, or a negative error
 * @errors BAD_USE
 * @since 1.2
 */
LIBSSH2_API int libssh2_knownhost_get(LIBSSH2_KNOWNHOSTS *hosts, struct libssh2_knownhost **store,
                                      struct libssh2_knownhost *prev);

/**
 * Adds what one line of a file says: an entry for each name. Empty lines and comments say nothing.
 *
 * @param hosts  the collection
 * @param line   the line
 * @param len    bytes
 * @param type   LIBSSH2_KNOWNHOST_FILE_OPENSSH
 * @return 0, or a negative error
 * @errors BAD_USE, OUT_OF_BOUNDARY (far too long), METHOD_NOT_SUPPORTED (the line makes no sense,
 *     or no such type), INVAL, ALLOC
 * @since 1.2
 */
LIBSSH2_API int libssh2_knownhost_readline(LIBSSH2_KNOWNHOSTS *hosts, const char *line, size_t len,
                                           int type);

/**
 * Adds what a file says.
 *
 * @param hosts     the collection
 * @param filename  the file's path
 * @param type      LIBSSH2_KNOWNHOST_FILE_OPENSSH
 * @return lines read, or a negative error
 * @errors BAD_USE, METHOD_NOT_SUPPORTED (no such type), FILE (cannot be read), KNOWN_HOSTS (a line
 *     makes no sense; those before it were added)
 * @since 1.2
 */
LIBSSH2_API int libssh2_knownhost_readfile(LIBSSH2_KNOWNHOSTS *hosts, const char *filename,
                                           int type);

/**
 * Writes an entry as a line, with newline and NUL.
 *
 * @param hosts   the collection
 * @param known   an entry of it
 * @param buffer  gets the line
 * @param buflen  bytes that fit
 * @param outlen  gets the line's length without NUL, also if it does not fit
 * @param type    LIBSSH2_KNOWNHOST_FILE_OPENSSH
 * @return 0, or a negative error
 * @errors BAD_USE, INVAL (no entry of this collection), METHOD_NOT_SUPPORTED (no such type, or
 *     the key's algorithm has no name), BUFFER_TOO_SMALL (needs *outlen + 1 bytes), ALLOC
 * @since 1.2
 */
LIBSSH2_API int libssh2_knownhost_writeline(LIBSSH2_KNOWNHOSTS *hosts,
                                            struct libssh2_knownhost *known, char *buffer,
                                            size_t buflen, size_t *outlen, int type);

/**
 * Writes all entries to a file, in place of what it held.
 *
 * @param hosts     the collection
 * @param filename  the file's path
 * @param type      LIBSSH2_KNOWNHOST_FILE_OPENSSH
 * @return 0, or a negative error
 * @errors BAD_USE, METHOD_NOT_SUPPORTED (no such type), FILE (cannot be written), BUFFER_TOO_SMALL
 *     (a line is too long), ALLOC
 * @since 1.2
 */
LIBSSH2_API int libssh2_knownhost_writefile(LIBSSH2_KNOWNHOSTS *hosts, const char *filename,
                                            int type);

/* ---------------------------------------------------------------------------------------------
 * 12. The agent
 *
 * ssh-agent keeps private keys and signs with them. Calls to it wait, whatever the session does.
 */

/* The program's view of a key in the agent. It belongs to the agent's handle, until keys are
 * listed again or the handle is freed. */
struct libssh2_agent_publickey {
    unsigned int magic;  /* the library's */
    void *node;          /* the library's */
    unsigned char *blob; /* the public key or certificate as it goes over the wire */
    size_t blob_len;     /* bytes */
    char *comment;       /* NUL-terminated */
};

/**
 * Makes a handle, not yet connected.
 *
 * @param session  the session, which must outlive the handle
 * @return the handle, to be freed with libssh2_agent_free(); NULL on error
 * @errors ALLOC
 * @since 1.2.3
 */
LIBSSH2_API LIBSSH2_AGENT *libssh2_agent_init(LIBSSH2_SESSION *session);

/**
 * Connects to the agent: at the path that libssh2_agent_set_identity_path() set, or else at that in
 * the environment variable SSH_AUTH_SOCK.
 *
 * @param agent  the handle
 * @return 0, or a negative error
 * @errors BAD_USE (there is no path), BAD_SOCKET, AGENT_PROTOCOL (nobody is there),
 *     METHOD_NOT_SUPPORTED (built without agents)
 * @since 1.2.3
 */
LIBSSH2_API int libssh2_agent_connect(LIBSSH2_AGENT *agent);

/**
 * Asks the agent for its keys, for libssh2_agent_get_identity().
 *
 * @param agent  the handle
 * @return 0, or a negative error
 * @errors BAD_USE (not connected), SOCKET_SEND, SOCKET_RECV, AGENT_PROTOCOL, OUT_OF_BOUNDARY (too
 *     many or too long keys), ALLOC
 * @eagain
 * @since 1.2.3
 */
LIBSSH2_API int libssh2_agent_list_identities(LIBSSH2_AGENT *agent);

/**
 * Walks through the agent's keys.
 *
 * @param agent  the handle, after libssh2_agent_list_identities()
 * @param store  gets the next key
 * @param prev   the key before; NULL for the first
 * @return 0, 1 at the end, or a negative error
 * @errors BAD_USE
 * @since 1.2.3
 */
LIBSSH2_API int libssh2_agent_get_identity(LIBSSH2_AGENT *agent,
                                           struct libssh2_agent_publickey **store,
                                           struct libssh2_agent_publickey *prev);

/**
 * Logs in with a key of the agent.
 *
 * @param agent     the handle
 * @param username  the user's name, NUL-terminated
 * @param identity  one of the agent's keys
 * @return 0, or a negative error
 * @errors BAD_USE, PUBLICKEY_UNVERIFIED (the agent made no signature, or the server refused it),
 *     AUTHENTICATION_FAILED (the server does not want the key), OUT_OF_BOUNDARY (the key is
 *     malformed), INVAL, METHOD_NONE (no signature algorithm in common), transport
 * @eagain
 * @rfc 4252, section 7
 * @since 1.2.3
 */
LIBSSH2_API int libssh2_agent_userauth(LIBSSH2_AGENT *agent, const char *username,
                                       struct libssh2_agent_publickey *identity);

/**
 * Has the agent sign.
 *
 * @param agent       the handle
 * @param identity    one of the agent's keys
 * @param sig         gets the bare signature; the caller frees it
 * @param s_len       gets its length in bytes
 * @param data        what to sign
 * @param d_len       bytes
 * @param method      the signature's algorithm, e.g. "rsa-sha2-512" for an "ssh-rsa" key
 * @param method_len  bytes
 * @return 0, or a negative error
 * @errors BAD_USE (not connected), BUFFER_TOO_SMALL (the agent's answer is malformed), INVAL
 *     (method has a NUL), ALGO_UNSUPPORTED (the agent used another algorithm), AGENT_PROTOCOL,
 *     OUT_OF_BOUNDARY, SOCKET_SEND, SOCKET_RECV, ALLOC
 * @eagain
 * @since 1.11.0
 */
LIBSSH2_API int libssh2_agent_sign(LIBSSH2_AGENT *agent, struct libssh2_agent_publickey *identity,
                                   unsigned char **sig, size_t *s_len, const unsigned char *data,
                                   size_t d_len, const char *method, unsigned int method_len);

/**
 * Closes the connection to the agent. The handle can connect again.
 *
 * @param agent  the handle
 * @return 0, also if it was not connected, or a negative error
 * @errors BAD_USE, SOCKET_DISCONNECT (closing failed)
 * @since 1.2.3
 */
LIBSSH2_API int libssh2_agent_disconnect(LIBSSH2_AGENT *agent);

/**
 * Closes the connection and frees the handle and its keys.
 *
 * @param agent  the handle; may be NULL
 * @since 1.2.3
 */
LIBSSH2_API void libssh2_agent_free(LIBSSH2_AGENT *agent);

/**
 * Sets where the agent's socket is.
 *
 * @param agent  the handle
 * @param path   the path, copied; NULL to use SSH_AUTH_SOCK
 * @since 1.9.0
 */
LIBSSH2_API void libssh2_agent_set_identity_path(LIBSSH2_AGENT *agent, const char *path);

/**
 * Tells what libssh2_agent_set_identity_path() set.
 *
 * @param agent  the handle
 * @return the path, the handle's own; NULL for none
 * @since 1.9.0
 */
LIBSSH2_API const char *libssh2_agent_get_identity_path(LIBSSH2_AGENT *agent);

/* ---------------------------------------------------------------------------------------------
 * 13. Keepalive
 */

/**
 * Sets how often to send something, so that nobody on the way thinks the connection idle.
 *
 * @param session     the session
 * @param want_reply  1 to have the server answer
 * @param interval_s  seconds between two messages; 0 for never, and 1 counts as 2
 * @since 1.2.5
 */
LIBSSH2_API void libssh2_keepalive_config(LIBSSH2_SESSION *session, int want_reply,
                                          unsigned int interval_s);

/**
 * Sends a keepalive message if it is time. Calls that wait do so by themselves.
 *
 * @param session          the session
 * @param seconds_to_next  gets the seconds until the next is due, 0 for never; may be NULL
 * @return 0, or a negative error
 * @errors BAD_USE, SOCKET_SEND
 * @rfc 4254, section 4
 * @since 1.2.5
 */
LIBSSH2_API int libssh2_keepalive_send(LIBSSH2_SESSION *session, int *seconds_to_next);

/* ---------------------------------------------------------------------------------------------
 * 14. Tracing
 *
 * Does something only where libssh2_build_options() says "debug-logging:on".
 */

/* What to trace. */
#define LIBSSH2_TRACE_TRANS     (1 << 1) /* packets, in full */
#define LIBSSH2_TRACE_KEX       (1 << 2) /* key exchange */
#define LIBSSH2_TRACE_AUTH      (1 << 3) /* login */
#define LIBSSH2_TRACE_CONN      (1 << 4) /* channels */
#define LIBSSH2_TRACE_SCP       (1 << 5)
#define LIBSSH2_TRACE_SFTP      (1 << 6)
#define LIBSSH2_TRACE_ERROR     (1 << 7) /* errors */
#define LIBSSH2_TRACE_PUBLICKEY (1 << 8) /* the publickey subsystem */
#define LIBSSH2_TRACE_SOCKET    (1 << 9)

/* Gets one text of length bytes; context is what the program gave along with the handler. */
typedef void (*libssh2_trace_handler_func)(LIBSSH2_SESSION *session, void *context,
                                           const char *data, size_t length);

/**
 * Chooses what to trace. Texts go to standard error, or to a handler.
 *
 * @param session  the session
 * @param bitmask  LIBSSH2_TRACE_*, or'ed together; 0 for nothing
 * @return 0, or a negative error
 * @errors BAD_USE
 * @since 0.15
 */
LIBSSH2_API int libssh2_trace(LIBSSH2_SESSION *session, int bitmask);

/**
 * Chooses where texts go.
 *
 * @param session   the session
 * @param context   handed to callback as it is
 * @param callback  gets the texts; NULL for standard error
 * @return 0, or a negative error
 * @errors BAD_USE
 * @since 1.2.3
 */
LIBSSH2_API int libssh2_trace_sethandler(LIBSSH2_SESSION *session, void *context,
                                         libssh2_trace_handler_func callback);

/* ---------------------------------------------------------------------------------------------
 * 15. Deprecated
 */

/**
 * Sets one of the session's hooks, passing functions as data pointers.
 *
 * @param session   the session
 * @param cbtype    LIBSSH2_CALLBACK_*
 * @param callback  a function of the type that belongs to cbtype; NULL for none
 * @return the hook until now; NULL for none, an unknown cbtype or no session
 * @since 0.3
 * @deprecated 1.11.1: libssh2_session_callback_set2()
 */
LIBSSH2_DEPRECATED(1.11.1, "Use libssh2_session_callback_set2()")
LIBSSH2_API void *libssh2_session_callback_set(LIBSSH2_SESSION *session, int cbtype,
                                               void *callback);

/* Nothing here uses them; old programs may. */
#define LIBSSH2_SOCKET_POLL_UDELAY   250000 /* microseconds */
#define LIBSSH2_SOCKET_POLL_MAXLOOPS 120
#define LIBSSH2_PACKET_MAXCOMP       32000  /* bytes */
#define LIBSSH2_PACKET_MAXDECOMP     40000  /* bytes */
#define LIBSSH2_PACKET_MAXPAYLOAD    40000  /* bytes */

#ifndef LIBSSH2_NO_DEPRECATED

/**
 * Takes over a connected socket.
 *
 * @param session  a new session
 * @param sock     a connected stream socket
 * @return 0, or a negative error
 * @errors as libssh2_session_handshake()
 * @eagain
 * @since 0.3
 * @deprecated 1.2.8: libssh2_session_handshake()
 */
LIBSSH2_DEPRECATED(1.2.8, "Use libssh2_session_handshake()")
LIBSSH2_API int libssh2_session_startup(LIBSSH2_SESSION *session, int sock);

/**
 * Sets the identification line to send.
 *
 * @param session  the session, before its handshake
 * @param banner   the line without CR LF; copied
 * @return 0, or a negative error
 * @errors as libssh2_session_banner_set()
 * @since 0.5
 * @deprecated 1.4.0: libssh2_session_banner_set()
 */
LIBSSH2_DEPRECATED(1.4.0, "Use libssh2_session_banner_set()")
LIBSSH2_API int libssh2_banner_set(LIBSSH2_SESSION *session, const char *banner);

/* What libssh2_poll() looks at. */
typedef struct _LIBSSH2_POLLFD {
    unsigned char type; /* LIBSSH2_POLLFD_SOCKET, _CHANNEL or _LISTENER */
    union {
        libssh2_socket_t socket;
        LIBSSH2_CHANNEL *channel;
        LIBSSH2_LISTENER *listener;
    } fd;
    unsigned long events;  /* LIBSSH2_POLLFD_*: what the program asks for */
    unsigned long revents; /* LIBSSH2_POLLFD_*: what is the case */
} LIBSSH2_POLLFD;

#define LIBSSH2_POLLFD_SOCKET   1
#define LIBSSH2_POLLFD_CHANNEL  2
#define LIBSSH2_POLLFD_LISTENER 3

#define LIBSSH2_POLLFD_POLLIN          0x0001 /* data, or a connection, waits */
#define LIBSSH2_POLLFD_POLLPRI         0x0002 /* sockets: urgent data waits */
#define LIBSSH2_POLLFD_POLLEXT         0x0002 /* channels: data of any stream waits */
#define LIBSSH2_POLLFD_POLLOUT         0x0004 /* can be written to */
#define LIBSSH2_POLLFD_POLLERR         0x0008 /* only in revents, as all below */
#define LIBSSH2_POLLFD_POLLHUP         0x0010
#define LIBSSH2_POLLFD_SESSION_CLOSED  0x0010
#define LIBSSH2_POLLFD_POLLNVAL        0x0020
#define LIBSSH2_POLLFD_POLLEX          0x0040
#define LIBSSH2_POLLFD_CHANNEL_CLOSED  0x0080
#define LIBSSH2_POLLFD_LISTENER_CLOSED 0x0080

/**
 * Waits for sockets, channels and listeners.
 *
 * @param fds         what to look at; gets revents
 * @param nfds        how many
 * @param timeout_ms  milliseconds to wait at most
 * @return how many have something to tell, or -1
 * @errors INVALID_POLL_TYPE
 * @since 0.8
 * @deprecated 1.2.0: the system's poll() and libssh2_session_block_directions()
 */
LIBSSH2_DEPRECATED(1.2.0, "Use poll() and libssh2_session_block_directions()")
LIBSSH2_API int libssh2_poll(LIBSSH2_POLLFD *fds, unsigned int nfds, long timeout_ms);

/**
 * Tells whether a channel has unread data. Does not receive.
 *
 * @param channel   the channel
 * @param extended  0 to look at stream 0, 1 at any stream
 * @return 1 if it has, 0 if not, or a negative error
 * @errors BAD_USE, BUFFER_TOO_SMALL
 * @since 0.11
 * @deprecated 1.2.0: libssh2_channel_window_read_ex()
 */
LIBSSH2_DEPRECATED(1.2.0, "Use libssh2_channel_window_read_ex()")
LIBSSH2_API int libssh2_poll_channel_read(LIBSSH2_CHANNEL *channel, int extended);

/**
 * Lets the server send more.
 *
 * @param channel     the channel
 * @param adjustment  bytes to grant on top
 * @param force       0 to save up what is less than LIBSSH2_CHANNEL_MINADJUST; 1 to grant it now
 * @return the window, or a negative error cast to unsigned long
 * @errors as libssh2_channel_receive_window_adjust2()
 * @eagain
 * @since 0.10
 * @deprecated 1.1.0: libssh2_channel_receive_window_adjust2()
 */
LIBSSH2_DEPRECATED(1.1.0, "Use libssh2_channel_receive_window_adjust2()")
LIBSSH2_API unsigned long libssh2_channel_receive_window_adjust(LIBSSH2_CHANNEL *channel,
                                                                unsigned long adjustment,
                                                                unsigned char force);

/**
 * Chooses what happens to error output.
 *
 * @param channel      the channel
 * @param ignore_mode  LIBSSH2_CHANNEL_EXTENDED_DATA_*
 * @since 0.3
 * @deprecated 1.1.0: libssh2_channel_handle_extended_data2()
 */
LIBSSH2_DEPRECATED(1.1.0, "Use libssh2_channel_handle_extended_data2()")
LIBSSH2_API void libssh2_channel_handle_extended_data(LIBSSH2_CHANNEL *channel, int ignore_mode);

/** Drops error output, or keeps it. */
#define libssh2_channel_ignore_extended_data(channel, ignore)                                    \
    libssh2_channel_handle_extended_data((channel),                                              \
                                         (ignore) ? LIBSSH2_CHANNEL_EXTENDED_DATA_IGNORE         \
                                                  : LIBSSH2_CHANNEL_EXTENDED_DATA_NORMAL)

/**
 * Begins to receive a file.
 *
 * @param session  the session
 * @param path     the file on the server
 * @param sb       gets size, permissions and times; may be NULL
 * @return the channel; NULL on error
 * @errors as libssh2_scp_recv2()
 * @eagain
 * @since 0.3
 * @deprecated 1.7.0: libssh2_scp_recv2()
 */
LIBSSH2_DEPRECATED(1.7.0, "Use libssh2_scp_recv2()")
LIBSSH2_API LIBSSH2_CHANNEL *libssh2_scp_recv(LIBSSH2_SESSION *session, const char *path,
                                              struct stat *sb);

/**
 * Begins to send a file.
 *
 * @param session  the session
 * @param path     where to on the server
 * @param mode     permissions
 * @param size     bytes to come
 * @param mtime    when the file was changed; with atime 0 for no times
 * @param atime    when the file was read
 * @return the channel; NULL on error
 * @errors as libssh2_scp_send64()
 * @eagain
 * @since 0.3
 * @deprecated 1.2.6: libssh2_scp_send64()
 */
LIBSSH2_DEPRECATED(1.2.6, "Use libssh2_scp_send64()")
LIBSSH2_API LIBSSH2_CHANNEL *libssh2_scp_send_ex(LIBSSH2_SESSION *session, const char *path,
                                                 int mode, size_t size, long mtime, long atime);

/** Begins to send a file, without times. */
#define libssh2_scp_send(session, path, mode, size)                                              \
    libssh2_scp_send_ex((session), (path), (mode), (size), 0, 0)

/**
 * Adds a known host, without a comment.
 *
 * @param hosts     the collection
 * @param host      the host's name
 * @param salt      base64 text, for a hashed name; else NULL
 * @param key       the host's key
 * @param keylen    bytes
 * @param typemask  as for libssh2_knownhost_addc()
 * @param store     gets the new entry; may be NULL
 * @return 0, or a negative error
 * @errors as libssh2_knownhost_addc()
 * @since 1.2
 * @deprecated 1.2.5: libssh2_knownhost_addc()
 */
LIBSSH2_DEPRECATED(1.2.5, "Use libssh2_knownhost_addc()")
LIBSSH2_API int libssh2_knownhost_add(LIBSSH2_KNOWNHOSTS *hosts, const char *host,
                                      const char *salt, const char *key, size_t keylen,
                                      int typemask, struct libssh2_knownhost **store);

/**
 * Decodes base64. Characters that are not base64 are skipped.
 *
 * @param session   the session
 * @param dest      gets the bytes, without NUL; the caller frees them
 * @param dest_len  gets how many
 * @param src       the text
 * @param src_len   bytes
 * @return 0, or a negative error
 * @errors ALLOC, INVAL
 * @since 0.3
 * @deprecated 1.0: any base64 decoder
 */
LIBSSH2_DEPRECATED(1.0, "Use a base64 decoder of your own")
LIBSSH2_API int libssh2_base64_decode(LIBSSH2_SESSION *session, char **dest,
                                      unsigned int *dest_len, const char *src,
                                      unsigned int src_len);

#endif /* LIBSSH2_NO_DEPRECATED */

#ifdef __cplusplus
}
#endif

#endif /* LIBSSH2_H */
