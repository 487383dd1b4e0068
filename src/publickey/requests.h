/* What all requests to the publickey subsystem share, for the files of this folder:
 *
 *     rc = ssh2_publickey_begin(pk, operation);          another request is under way? BAD_USE
 *     if pk->exchange is idle: ssh2_publickey_put(), then ssh2_exchange_expect()
 *     ssh2_publickey_send(), ssh2_publickey_receive()    as often as EAGAIN comes
 *     return ssh2_publickey_end(pk, rc);
 */
#ifndef SSH2_PUBLICKEY_REQUESTS_H
#define SSH2_PUBLICKEY_REQUESTS_H

#include "src/publickey/publickey.h"

int ssh2_publickey_begin(struct ssh2_publickey *pk, const void *operation);
int ssh2_publickey_end(struct ssh2_publickey *pk, int rc);

#endif
