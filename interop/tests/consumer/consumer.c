/* A program outside the tree, in the C that is also C++: uses each public header and says which
 * library it runs with. */
#include <libssh2.h>
#include <libssh2_publickey.h>
#include <libssh2_sftp.h>

#include <stdio.h>

int main(void)
{
    LIBSSH2_SESSION *session;
    LIBSSH2_KNOWNHOSTS *hosts;
    int known = 0;

    if (libssh2_init(0) != 0)
        return 1;
    session = libssh2_session_init();
    hosts = session ? libssh2_knownhost_init(session) : NULL;
    if (hosts) {
        known = libssh2_knownhost_check(hosts, "localhost", "AAAA", 4,
                                        LIBSSH2_KNOWNHOST_TYPE_PLAIN |
                                            LIBSSH2_KNOWNHOST_KEYENC_BASE64,
                                        NULL);
        libssh2_knownhost_free(hosts);
    }
    printf("%s %s %d %d %d\n", libssh2_version(LIBSSH2_VERSION_NUM), LIBSSH2_VERSION,
           known == LIBSSH2_KNOWNHOST_CHECK_NOTFOUND, libssh2_sftp_init(NULL) == NULL,
           libssh2_publickey_init(NULL) == NULL);
    libssh2_session_free(session);
    libssh2_exit();
    return 0;
}
