/*
 * floor.c - what this machine can do at best, in CPU seconds per GiB: the
 * ciphers on SSH-sized packets, a copy, a cheap check and loopback TCP.
 * Build: cc -O2 -o floor floor.c -lcrypto -lsodium
 * Usage: floor [PACKET_SIZE [MIB]]; one JSON line per figure.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <sodium.h>

static size_t packet = 32768;
static uint64_t total = (uint64_t)256 << 20;
static unsigned char *src, *dst;
static unsigned char key[64], iv[16];

static double cpu(int who)
{
    struct rusage r;
    getrusage(who, &r);
    return (double)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) +
           (double)(r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int cmp(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* median of 7 */
static void show(const char *name, void (*round)(uint64_t n))
{
    double v[7];
    uint64_t n = total / packet;
    round(n / 8);
    for (int i = 0; i < 7; i++) {
        double c = cpu(RUSAGE_SELF);
        round(n);
        v[i] = (cpu(RUSAGE_SELF) - c) * 1073741824.0 / ((double)n * (double)packet);
    }
    qsort(v, 7, sizeof(v[0]), cmp);
    printf("{\"floor\":\"%s\",\"packet\":%zu,\"cpu_s_per_gib\":%.4f,"
           "\"min\":%.4f,\"max\":%.4f,\"gib_per_cpu_s\":%.2f}\n",
           name, packet, v[3], v[0], v[6], 1 / v[3]);
    fflush(stdout);
}

static EVP_CIPHER_CTX *ctx;
static EVP_MAC_CTX *mkeyed;

static void gcm(const EVP_CIPHER *c, uint64_t n, bool dec)
{
    unsigned char tag[16], aad[4] = { 0, 0, 128, 0 };
    int l;
    memset(tag, 0, sizeof(tag));
    EVP_CipherInit_ex(ctx, c, NULL, key, iv, dec ? 0 : 1);
    for (uint64_t i = 0; i < n; i++) {
        memcpy(iv + 4, &i, 8);
        EVP_CipherInit_ex(ctx, NULL, NULL, NULL, iv, -1);
        if (dec)
            EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG, 16, tag);
        EVP_CipherUpdate(ctx, NULL, &l, aad, 4);
        EVP_CipherUpdate(ctx, dst, &l, src, (int)packet);
        EVP_CipherFinal_ex(ctx, dst + packet, &l);
        if (!dec)
            EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, 16, tag);
    }
}

static void r_gcm256(uint64_t n)
{
    gcm(EVP_aes_256_gcm(), n, false);
}
static void r_gcm256d(uint64_t n)
{
    gcm(EVP_aes_256_gcm(), n, true);
}
static void r_gcm128(uint64_t n)
{
    gcm(EVP_aes_128_gcm(), n, false);
}

/* the way a byte-wise library must not do it: one block in each call */
static void r_gcm256_blocks(uint64_t n)
{
    EVP_CipherInit_ex(ctx, EVP_aes_256_gcm(), NULL, key, iv, 1);
    for (uint64_t i = 0; i < n; i++) {
        int l;
        memcpy(iv + 4, &i, 8);
        EVP_CipherInit_ex(ctx, NULL, NULL, NULL, iv, -1);
        for (size_t o = 0; o < packet; o += 16)
            EVP_CipherUpdate(ctx, dst + o, &l, src + o, 16);
        EVP_CipherFinal_ex(ctx, dst + packet, &l);
    }
}

static void r_ctr(uint64_t n)
{
    int l;
    EVP_CipherInit_ex(ctx, EVP_aes_128_ctr(), NULL, key, iv, 1);
    for (uint64_t i = 0; i < n; i++)
        EVP_CipherUpdate(ctx, dst, &l, src, (int)packet);
}

static void mac_over(const unsigned char *p, size_t n)
{
    unsigned char tag[64];
    size_t l;
    EVP_MAC_CTX *m = EVP_MAC_CTX_dup(mkeyed);
    EVP_MAC_update(m, p, n);
    EVP_MAC_final(m, tag, &l, sizeof(tag));
    EVP_MAC_CTX_free(m);
}

static void hmac_with(const char *digest)
{
    EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
    OSSL_PARAM p[2] = { OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST,
                                                         (char *)(uintptr_t)digest, 0),
                        OSSL_PARAM_construct_end() };
    EVP_MAC_CTX_free(mkeyed);
    mkeyed = EVP_MAC_CTX_new(mac);
    EVP_MAC_init(mkeyed, key, 32, p);
    EVP_MAC_free(mac);
}

static void r_sha256(uint64_t n)
{
    hmac_with("SHA256");
    for (uint64_t i = 0; i < n; i++)
        mac_over(src, packet);
}

static void r_sha512(uint64_t n)
{
    hmac_with("SHA512");
    for (uint64_t i = 0; i < n; i++)
        mac_over(src, packet);
}

static void r_sha1(uint64_t n)
{
    hmac_with("SHA1");
    for (uint64_t i = 0; i < n; i++)
        mac_over(src, packet);
}

static void r_ctr_sha256(uint64_t n)
{
    int l;
    hmac_with("SHA256");
    EVP_CipherInit_ex(ctx, EVP_aes_128_ctr(), NULL, key, iv, 1);
    for (uint64_t i = 0; i < n; i++) {
        EVP_CipherUpdate(ctx, dst, &l, src, (int)packet);
        mac_over(dst, packet);
    }
}

static void r_chacha_openssl(uint64_t n)
{
    EVP_MAC *mac = EVP_MAC_fetch(NULL, "POLY1305", NULL);
    EVP_MAC_CTX *m = EVP_MAC_CTX_new(mac);
    EVP_CipherInit_ex(ctx, EVP_chacha20(), NULL, key, iv, 1);
    for (uint64_t i = 0; i < n; i++) {
        unsigned char pk[32], tag[16];
        size_t tl;
        int l;
        memset(pk, 0, sizeof(pk));
        memset(iv, 0, 8);
        memcpy(iv + 8, &i, 8);
        EVP_CipherInit_ex(ctx, NULL, NULL, NULL, iv, -1);
        EVP_CipherUpdate(ctx, pk, &l, pk, 32);
        iv[0] = 1;
        EVP_CipherInit_ex(ctx, NULL, NULL, NULL, iv, -1);
        EVP_CipherUpdate(ctx, dst, &l, src, (int)packet);
        EVP_MAC_init(m, pk, 32, NULL);
        EVP_MAC_update(m, dst, packet);
        EVP_MAC_final(m, tag, &tl, sizeof(tag));
    }
    EVP_MAC_CTX_free(m);
    EVP_MAC_free(mac);
}

static void r_chacha_sodium(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++) {
        unsigned char pk[32], tag[16], nonce[8];
        memcpy(nonce, &i, 8);
        crypto_stream_chacha20(pk, 32, nonce, key);
        crypto_stream_chacha20_xor_ic(dst, src, packet, nonce, 1, key);
        crypto_onetimeauth_poly1305(tag, dst, packet, pk);
    }
}

static void r_memcpy(uint64_t n)
{
    /* a pool larger than the second-level cache, as in a real transfer */
    for (uint64_t i = 0; i < n; i++) {
        memcpy(dst, src + (i % 64) * packet, packet);
        __asm__ volatile("" ::: "memory");
    }
}

static void r_memcpy_hot(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++) {
        memcpy(dst, src, packet);
        __asm__ volatile("" ::: "memory");
    }
}

static void r_random(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        randombytes_buf(dst, 16);
}

/* plain TCP over loopback: the cost of the sender and of the receiver */
static void tcp(size_t chunk)
{
    double rv[5], sv[5], wv[5];
    for (int i = 0; i < 5; i++) {
        struct sockaddr_in a = { .sin_family = AF_INET };
        socklen_t al = sizeof(a);
        int lfd = socket(AF_INET, SOCK_STREAM, 0), fd;
        uint64_t want = total * 4, got = 0;
        double c, w, ch;
        pid_t p;

        a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (lfd < 0 || bind(lfd, (struct sockaddr *)&a, sizeof(a)) || listen(lfd, 1) ||
            getsockname(lfd, (struct sockaddr *)&a, &al))
            exit(1);
        ch = cpu(RUSAGE_CHILDREN);
        p = fork();
        if (!p) {
            uint64_t n = 0;
            fd = socket(AF_INET, SOCK_STREAM, 0);
            if (connect(fd, (struct sockaddr *)&a, sizeof(a)))
                _exit(1);
            while (n < want) {
                ssize_t r = send(fd, src, chunk, 0);
                if (r <= 0)
                    _exit(1);
                n += (uint64_t)r;
            }
            _exit(0);
        }
        fd = accept(lfd, NULL, NULL);
        c = cpu(RUSAGE_SELF);
        w = now();
        for (;;) {
            ssize_t r = recv(fd, dst, chunk, 0);
            if (r <= 0)
                break;
            got += (uint64_t)r;
        }
        w = now() - w;
        c = cpu(RUSAGE_SELF) - c;
        close(fd);
        close(lfd);
        waitpid(p, NULL, 0);
        rv[i] = c * 1073741824.0 / (double)got;
        sv[i] = (cpu(RUSAGE_CHILDREN) - ch) * 1073741824.0 / (double)got;
        wv[i] = w * 1073741824.0 / (double)got;
    }
    qsort(rv, 5, sizeof(rv[0]), cmp);
    qsort(sv, 5, sizeof(sv[0]), cmp);
    qsort(wv, 5, sizeof(wv[0]), cmp);
    printf("{\"floor\":\"tcp\",\"packet\":%zu,\"recv_cpu_s_per_gib\":%.4f,"
           "\"recv_min\":%.4f,\"recv_max\":%.4f,\"send_cpu_s_per_gib\":%.4f,"
           "\"send_min\":%.4f,\"send_max\":%.4f,\"wall_s_per_gib\":%.4f}\n",
           chunk, rv[2], rv[0], rv[4], sv[2], sv[0], sv[4], wv[2]);
    fflush(stdout);
}

/*
 * The least that a client can do: packets over loopback TCP, opened straight
 * into the application's buffer (down), or sealed from it straight into a send
 * buffer (up). Its peer only moves bytes. What a real library spends above
 * this is its own overhead.
 */
#define SEALED 64
#define IOBUF ((size_t)256 << 10)

static size_t seal(unsigned char *to, const unsigned char *p, uint64_t seq, bool chacha)
{
    int l;
    unsigned char *body = to + 4;
    to[0] = 0;
    to[1] = (unsigned char)(packet >> 16);
    to[2] = (unsigned char)(packet >> 8);
    to[3] = (unsigned char)packet;
    if (chacha) {
        unsigned char pk[32], nonce[8];
        memcpy(nonce, &seq, 8);
        crypto_stream_chacha20(pk, 32, nonce, key);
        crypto_stream_chacha20_xor_ic(body, p, packet, nonce, 1, key);
        crypto_onetimeauth_poly1305(body + packet, to, packet + 4, pk);
    } else {
        memcpy(iv + 4, &seq, 8);
        EVP_EncryptInit_ex(ctx, NULL, NULL, NULL, iv);
        EVP_EncryptUpdate(ctx, NULL, &l, to, 4);
        EVP_EncryptUpdate(ctx, body, &l, p, (int)packet);
        EVP_EncryptFinal_ex(ctx, body + packet, &l);
        EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, 16, body + packet);
    }
    return packet + 20;
}

static void open_one(unsigned char *to, unsigned char *from, uint64_t seq, bool chacha)
{
    int l;
    if (chacha) {
        unsigned char pk[32], nonce[8];
        memcpy(nonce, &seq, 8);
        crypto_stream_chacha20(pk, 32, nonce, key);
        if (crypto_onetimeauth_poly1305_verify(from + 4 + packet, from, packet + 4, pk))
            abort();
        crypto_stream_chacha20_xor_ic(to, from + 4, packet, nonce, 1, key);
    } else {
        memcpy(iv + 4, &seq, 8);
        EVP_DecryptInit_ex(ctx, NULL, NULL, NULL, iv);
        EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG, 16, from + 4 + packet);
        EVP_DecryptUpdate(ctx, NULL, &l, from, 4);
        EVP_DecryptUpdate(ctx, to, &l, from + 4, (int)packet);
        if (EVP_DecryptFinal_ex(ctx, to + packet, &l) != 1)
            abort();
    }
}

static void link_floor(const char *name, bool down, bool chacha)
{
    double v[7];
    size_t one = packet + 20;
    uint64_t packets = total / packet;
    unsigned char *sealed = malloc(SEALED * one), *io = malloc(IOBUF);

    if (!sealed || !io || one > IOBUF)
        exit(1);
    EVP_CipherInit_ex(ctx, EVP_aes_256_gcm(), NULL, key, iv, 1);
    for (uint64_t i = 0; i < SEALED; i++)
        seal(sealed + i * one, src + i * packet, i, chacha);
    for (int i = 0; i < 7; i++) {
        struct sockaddr_in a = { .sin_family = AF_INET };
        socklen_t al = sizeof(a);
        int lfd = socket(AF_INET, SOCK_STREAM, 0), fd;
        double c;
        pid_t p;

        a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (lfd < 0 || bind(lfd, (struct sockaddr *)&a, sizeof(a)) || listen(lfd, 1) ||
            getsockname(lfd, (struct sockaddr *)&a, &al))
            exit(1);
        p = fork();
        if (!p) {
            fd = socket(AF_INET, SOCK_STREAM, 0);
            if (connect(fd, (struct sockaddr *)&a, sizeof(a)))
                _exit(1);
            if (!down)
                while (recv(fd, io, 65536, 0) > 0)
                    ;
            for (uint64_t n = 0; down && n < packets; n++)
                for (size_t o = 0; o < one;) {
                    ssize_t r = send(fd, sealed + n % SEALED * one + o, one - o, 0);
                    if (r <= 0)
                        _exit(1);
                    o += (size_t)r;
                }
            _exit(0);
        }
        fd = accept(lfd, NULL, NULL);
        EVP_CipherInit_ex(ctx, EVP_aes_256_gcm(), NULL, key, iv, !down);
        c = cpu(RUSAGE_SELF);
        if (down) {
            size_t have = 0, at = 0;
            uint64_t n = 0;
            while (n < packets) {
                ssize_t r;
                if (at) {
                    memmove(io, io + at, have - at);
                    have -= at;
                    at = 0;
                }
                r = recv(fd, io + have, IOBUF - have, 0);
                if (r <= 0)
                    abort();
                have += (size_t)r;
                for (; have - at >= one; at += one, n++)
                    open_one(dst + n % 32 * packet, io + at, n % SEALED, chacha);
            }
        } else {
            for (uint64_t n = 0; n < packets;) {
                size_t have = 0, o = 0;
                for (; n < packets && have + one <= IOBUF; n++)
                    have += seal(io + have, src + n % SEALED * packet, n, chacha);
                while (o < have) {
                    ssize_t r = send(fd, io + o, have - o, 0);
                    if (r <= 0)
                        abort();
                    o += (size_t)r;
                }
            }
        }
        v[i] = (cpu(RUSAGE_SELF) - c) * 1073741824.0 / (double)total;
        close(fd);
        close(lfd);
        waitpid(p, NULL, 0);
    }
    qsort(v, 7, sizeof(v[0]), cmp);
    printf("{\"floor\":\"%s\",\"packet\":%zu,\"cpu_s_per_gib\":%.4f,"
           "\"min\":%.4f,\"max\":%.4f}\n",
           name, packet, v[3], v[0], v[6]);
    fflush(stdout);
    free(sealed);
    free(io);
}

int main(int argc, char **argv)
{
    size_t chunks[] = { 4096, 16384, 32768, 65536, 262144, 1048576 };
    if (argc > 1)
        packet = (size_t)atol(argv[1]);
    if (argc > 2)
        total = (uint64_t)atol(argv[2]) << 20;
    if (sodium_init() < 0)
        return 1;
    src = malloc(65 * packet + (2u << 20));
    dst = malloc(33 * packet + (2u << 20));
    if (!src || !dst)
        return 1;
    randombytes_buf(src, 65 * packet);
    memset(dst, 1, 33 * packet + (2u << 20));
    randombytes_buf(key, sizeof(key));
    ctx = EVP_CIPHER_CTX_new();
    show("aes256-gcm seal", r_gcm256);
    show("aes256-gcm open", r_gcm256d);
    show("aes128-gcm seal", r_gcm128);
    show("aes256-gcm in 16-byte calls", r_gcm256_blocks);
    show("aes128-ctr", r_ctr);
    show("hmac-sha1", r_sha1);
    show("hmac-sha2-256", r_sha256);
    show("hmac-sha2-512", r_sha512);
    show("aes128-ctr+hmac-sha2-256", r_ctr_sha256);
    show("chacha20-poly1305 openssl", r_chacha_openssl);
    show("chacha20-poly1305 libsodium", r_chacha_sodium);
    show("memcpy", r_memcpy);
    show("memcpy in cache", r_memcpy_hot);
    show("16 random bytes per packet", r_random);
    for (size_t i = 0; i < sizeof(chunks) / sizeof(chunks[0]); i++)
        tcp(chunks[i]);
    link_floor("client, down, aes256-gcm + tcp", true, false);
    link_floor("client, up, aes256-gcm + tcp", false, false);
    link_floor("client, down, chacha (libsodium) + tcp", true, true);
    link_floor("client, up, chacha (libsodium) + tcp", false, true);
    return 0;
}
