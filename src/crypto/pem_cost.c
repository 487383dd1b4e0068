#include "src/crypto/pem_cost.h"

#include <openssl/asn1t.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <string.h>

/* A number that is not there, negative or huge is above every bound. */
static bool is_at_most(const ASN1_INTEGER *number, uint64_t max)
{
    uint64_t value = 0;

    return ASN1_INTEGER_get_uint64(&value, number) == 1 && value <= max;
}

/* RFC 8018, appendix A.2. */
static bool pbkdf2_is_bearable(const X509_ALGOR *algorithm)
{
    PBKDF2PARAM *param =
        ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBKDF2PARAM), algorithm->parameter);
    bool bearable = param == NULL || is_at_most(param->iter, SSH2_PEM_ITERATIONS_MAX_COUNT);

    PBKDF2PARAM_free(param);
    return bearable;
}

/* RFC 7914, section 7.1. */
static bool scrypt_is_bearable(const X509_ALGOR *algorithm)
{
    SCRYPT_PARAMS *param =
        ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(SCRYPT_PARAMS), algorithm->parameter);
    uint64_t n = 0, r = 0;
    bool bearable = true;

    if (param != NULL)
        bearable = is_at_most(param->costParameter, SSH2_PEM_SCRYPT_WORK_MAX) &&
                   is_at_most(param->blockSize, SSH2_PEM_SCRYPT_WORK_MAX) &&
                   ASN1_INTEGER_get_uint64(&n, param->costParameter) == 1 && n > 0 &&
                   ASN1_INTEGER_get_uint64(&r, param->blockSize) == 1 && r > 0 &&
                   is_at_most(param->parallelizationParameter, SSH2_PEM_SCRYPT_WORK_MAX / (n * r));
    SCRYPT_PARAMS_free(param);
    return bearable;
}

/* PKCS#5's first scheme and PKCS#12's: RFC 8018, appendix A.3. */
static bool pbes1_is_bearable(const X509_ALGOR *algorithm)
{
    PBEPARAM *param = ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBEPARAM), algorithm->parameter);
    bool bearable = param == NULL || is_at_most(param->iter, SSH2_PEM_ITERATIONS_MAX_COUNT);

    PBEPARAM_free(param);
    return bearable;
}

static bool pbes2_is_bearable(const X509_ALGOR *algorithm)
{
    PBE2PARAM *param = ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(PBE2PARAM), algorithm->parameter);
    bool bearable = true;

    if (param != NULL && OBJ_obj2nid(param->keyfunc->algorithm) == NID_id_pbkdf2)
        bearable = pbkdf2_is_bearable(param->keyfunc);
    else if (param != NULL && OBJ_obj2nid(param->keyfunc->algorithm) == NID_id_scrypt)
        bearable = scrypt_is_bearable(param->keyfunc);
    PBE2PARAM_free(param);
    return bearable;
}

static bool block_is_bearable(const uint8_t *der, long len)
{
    X509_SIG *block = d2i_X509_SIG(NULL, &der, len);
    const X509_ALGOR *algorithm = NULL;
    bool bearable = true;

    if (block != NULL) {
        X509_SIG_get0(block, &algorithm, NULL);
        bearable = OBJ_obj2nid(algorithm->algorithm) == NID_pbes2 ? pbes2_is_bearable(algorithm)
                                                                  : pbes1_is_bearable(algorithm);
    }
    X509_SIG_free(block);
    return bearable;
}

static bool blocks_are_bearable(struct ssh2_bytes pem)
{
    BIO *text = BIO_new_mem_buf(pem.data, (int)pem.len);
    char *name = NULL;
    char *header = NULL;
    unsigned char *der = NULL;
    long len = 0;
    bool bearable = true;

    while (text != NULL && bearable && PEM_read_bio(text, &name, &header, &der, &len) == 1) {
        if (strcmp(name, PEM_STRING_PKCS8) == 0)
            bearable = block_is_bearable(der, len);
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_clear_free(der, (size_t)len);
    }
    BIO_free(text);
    return bearable;
}

bool ssh2_pem_cost_is_bearable(struct ssh2_bytes pem)
{
    /* OpenSSL's decoder takes an older error in the queue for its own. */
    ERR_set_mark();
    bool bearable = blocks_are_bearable(pem);
    ERR_pop_to_mark();
    return bearable;
}
