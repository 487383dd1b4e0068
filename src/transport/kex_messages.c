#include "src/transport/kex_run_parts.h"

#include "src/packet/kex/exchange_hash_dh.h"
#include "src/packet/kex/exchange_hash_ecdh.h"
#include "src/packet/kex/exchange_hash_hybrid.h"
#include "src/packet/kex/kex_dh_gex_init.h"
#include "src/packet/kex/kex_dh_gex_reply.h"
#include "src/packet/kex/kex_ecdh_init_curve25519.h"
#include "src/packet/kex/kex_ecdh_init_nistp256.h"
#include "src/packet/kex/kex_ecdh_init_nistp384.h"
#include "src/packet/kex/kex_ecdh_init_nistp521.h"
#include "src/packet/kex/kex_ecdh_reply_curve25519.h"
#include "src/packet/kex/kex_ecdh_reply_nistp256.h"
#include "src/packet/kex/kex_ecdh_reply_nistp384.h"
#include "src/packet/kex/kex_ecdh_reply_nistp521.h"
#include "src/packet/kex/kex_hybrid_init_mlkem1024nistp384_sha384.h"
#include "src/packet/kex/kex_hybrid_init_mlkem768nistp256_sha256.h"
#include "src/packet/kex/kex_hybrid_init_mlkem768x25519_sha256.h"
#include "src/packet/kex/kex_hybrid_reply_mlkem1024nistp384_sha384.h"
#include "src/packet/kex/kex_hybrid_reply_mlkem768nistp256_sha256.h"
#include "src/packet/kex/kex_hybrid_reply_mlkem768x25519_sha256.h"
#include "src/packet/kex/kexdh_init.h"
#include "src/packet/kex/kexdh_reply.h"

#define IS_ALIKE(packet, shape)                                              \
    _Static_assert(sizeof(struct packet) == sizeof(struct ssh2_kex_##shape), \
                   "ssh2_kex_" #shape " serves " #packet)
IS_ALIKE(ssh2_kexdh_init, init_fields);
IS_ALIKE(ssh2_kexdh_reply, reply_fields);
IS_ALIKE(ssh2_exchange_hash_dh, hash_fields);
IS_ALIKE(ssh2_kex_dh_gex_init, init_fields);
IS_ALIKE(ssh2_kex_dh_gex_reply, reply_fields);
IS_ALIKE(ssh2_kex_ecdh_init_curve25519, init_fields);
IS_ALIKE(ssh2_kex_ecdh_init_nistp256, init_fields);
IS_ALIKE(ssh2_kex_ecdh_init_nistp384, init_fields);
IS_ALIKE(ssh2_kex_ecdh_init_nistp521, init_fields);
IS_ALIKE(ssh2_kex_ecdh_reply_curve25519, reply_fields);
IS_ALIKE(ssh2_kex_ecdh_reply_nistp256, reply_fields);
IS_ALIKE(ssh2_kex_ecdh_reply_nistp384, reply_fields);
IS_ALIKE(ssh2_kex_ecdh_reply_nistp521, reply_fields);
IS_ALIKE(ssh2_exchange_hash_ecdh, hash_fields);
IS_ALIKE(ssh2_kex_hybrid_init_mlkem768x25519_sha256, init_fields);
IS_ALIKE(ssh2_kex_hybrid_init_mlkem768nistp256_sha256, init_fields);
IS_ALIKE(ssh2_kex_hybrid_init_mlkem1024nistp384_sha384, init_fields);
IS_ALIKE(ssh2_kex_hybrid_reply_mlkem768x25519_sha256, reply_fields);
IS_ALIKE(ssh2_kex_hybrid_reply_mlkem768nistp256_sha256, reply_fields);
IS_ALIKE(ssh2_kex_hybrid_reply_mlkem1024nistp384_sha384, reply_fields);
IS_ALIKE(ssh2_exchange_hash_hybrid, hash_fields);

static const struct ssh2_kex_messages dh_messages = { ssh2_kexdh_init_type, ssh2_kexdh_reply_type,
                                                      ssh2_exchange_hash_dh_type };

static const struct ssh2_kex_messages gex_messages = { ssh2_kex_dh_gex_init_type,
                                                       ssh2_kex_dh_gex_reply_type, NULL };

#define ECDH_MESSAGES(curve)                                                   \
    {                                                                          \
        ssh2_kex_ecdh_init_##curve##_type, ssh2_kex_ecdh_reply_##curve##_type, \
            ssh2_exchange_hash_ecdh_type                                       \
    }
#define HYBRID_MESSAGES(method)                                                      \
    {                                                                                \
        ssh2_kex_hybrid_init_##method##_type, ssh2_kex_hybrid_reply_##method##_type, \
            ssh2_exchange_hash_hybrid_type                                           \
    }

static const struct ssh2_kex_messages messages_by_agreement[] = {
    [SSH2_KEX_X25519] = ECDH_MESSAGES(curve25519),
    [SSH2_KEX_ECDH_P256] = ECDH_MESSAGES(nistp256),
    [SSH2_KEX_ECDH_P384] = ECDH_MESSAGES(nistp384),
    [SSH2_KEX_ECDH_P521] = ECDH_MESSAGES(nistp521),
    [SSH2_KEX_MLKEM768_X25519] = HYBRID_MESSAGES(mlkem768x25519_sha256),
    [SSH2_KEX_MLKEM768_P256] = HYBRID_MESSAGES(mlkem768nistp256_sha256),
    [SSH2_KEX_MLKEM1024_P384] = HYBRID_MESSAGES(mlkem1024nistp384_sha384),
};

const struct ssh2_kex_messages *ssh2_kex_messages_of(const struct ssh2_algorithm *kex)
{
    switch (kex->kex.family) {
    case SSH2_KEX_FAMILY_ECDH:
    case SSH2_KEX_FAMILY_HYBRID:
        return &messages_by_agreement[kex->kex.agreement];
    case SSH2_KEX_FAMILY_GEX:
        return &gex_messages;
    default:
        return &dh_messages;
    }
}
