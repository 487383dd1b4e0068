/* Keys for the tests alone, made with openssl and ssh-keygen. */
#ifndef SSH2_CRYPTO_TESTING_KEYS_H
#define SSH2_CRYPTO_TESTING_KEYS_H

#define TEST_ED25519_PKCS8 \
    "-----BEGIN PRIVATE KEY-----\n" \
    "MC4CAQAwBQYDK2VwBCIEIBB9kHRHH6BKyHze6h1daqaV9iUqqfkZzl9s7OqZug56\n" \
    "-----END PRIVATE KEY-----\n"

#define TEST_P256_SEC1 \
    "-----BEGIN EC PRIVATE KEY-----\n" \
    "MHcCAQEEIIWzB2JKP7wVysO2m6pnLoFXLKBhrhxjbDSNNBhDyQeQoAoGCCqGSM49\n" \
    "AwEHoUQDQgAE+Z0QaUZ2daMaSb9LvEyZq0/OAmW9MXTFt0A1DViBdgp13AaIFDwZ\n" \
    "xbKB56+macHBN0sGFpJ8VD7RRSWmiw5Smg==\n" \
    "-----END EC PRIVATE KEY-----\n"

#define TEST_P256_PKCS8_ENCRYPTED \
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" \
    "MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjv47Iy5E89jgICCAAw\n" \
    "DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEHukYbzYu6yUP1FTGQ8Sf60EgZA3\n" \
    "CM0GgqPfd7wI8igv66Onr7eIRU6oS/dTTSAlaEI/9q/d2tPGj2e9p5PYwkb5C8KO\n" \
    "IntOaKUUy14H41JawbETXzvH6++8N+pBsHb8I4jETSQd12IelY7UIIHVuZCyyFhZ\n" \
    "B67SxNzs1fw1HzIuKFMY+l8YYovJTO5XNavUzerdNDklRR5nCkWE3UySjHJjBZs=\n" \
    "-----END ENCRYPTED PRIVATE KEY-----\n"

#define TEST_P384_PKCS8 \
    "-----BEGIN PRIVATE KEY-----\n" \
    "MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDAtkgXoCUQoXeNDKJn9\n" \
    "WF5/Pcl5iN80Ar0Qa58AzHyQYrNSGjLKKHMcfUfWgI7uMDmhZANiAARbGWcC5Kik\n" \
    "41ZVrptDKxh+vJwSJVKDzO0t1xQfcPaPW5XaACxtaXP4MDh4rQHYvhHoocmv/R9a\n" \
    "x4kt5NTKl4G/H9I1zgbTDWPHIW2YhjhJQh6109qvjwFRigGnnggVeKE=\n" \
    "-----END PRIVATE KEY-----\n"

#define TEST_P521_COMPRESSED \
    "-----BEGIN EC PARAMETERS-----\n" \
    "BgUrgQQAIw==\n" \
    "-----END EC PARAMETERS-----\n" \
    "-----BEGIN EC PRIVATE KEY-----\n" \
    "MIHcAgEBBEIBfoqVKEEHclGYu++BJgtXYmsRnhMlmLgOrcLULwyMe2NNa0NyVtEX\n" \
    "H9Vy0qUt1MGtitqaAZWF+inR5txymH1JtB2gBwYFK4EEACOhgYkDgYYABAFoVh7a\n" \
    "YS/SyCc2y6SkgQaD+fg+FZUXGEw8ot+U1SH3cS3UiDX4AuUjZ62mgakWpzDZny3r\n" \
    "5YC+8wsrwz9L+sDssQEh1yG+GcLj0dwS1Inz/WnvOPWJ+qu6XtmnbTV/4m5Sxsfg\n" \
    "S5WzzHpPeNAlrSWkSBWafIL3ibLkv3ouY1ry9QFEZA==\n" \
    "-----END EC PRIVATE KEY-----\n"

#define TEST_RSA_PKCS1 \
    "-----BEGIN RSA PRIVATE KEY-----\n" \
    "MIIEpAIBAAKCAQEAvFuq+PbyQi5Cpf9HVtHmZWO9fn2pBpigWQ9aTLbKRbEnTfUH\n" \
    "sUieE2bufjFv4IaeaL202/8gAqmtznjO1b/3nqK8yfKBV14kiB+j03yyW7MGpQzm\n" \
    "adJ8KaeV7O6JZLxwQicHiFfGAUzwDbv4XNGgEKIxhKTbnqMQvLvy1TH//396XEMw\n" \
    "yEoe3rxLZFaF4NktFDkRsUsSQ3781QeWWOvBkHF3UF6wgcVJy3wN8ZHrm6RuaYbn\n" \
    "fLB0gWQ3x8ocyrhJXfqr3cwulqQCnBGKJlI/RO4ToyRpQ2UZtNl6/G77+Q0cYmXe\n" \
    "9SiW3qSzseBrDi1IonTEUDZv5PVS3T+HqZrvrwIDAQABAoIBABRnqyjsulKDEm31\n" \
    "2V5FajvXnJf5uE2M9pSkqM1LYV7qvG2h5Xhw0SHG8n/cjoMjR5aPM+rqmNF7sjwo\n" \
    "3YyjDt8yQANx8E3CVsYhr1diLdbomQgDqBO/XVC3Op2qkFsdCDLnvtV9X2eVVHgY\n" \
    "bI/EQckrg55xVugOQD+XQ3eRwsAvI9oc0vvan8/88v3jVTkidfVAgP3q4SKJp9mZ\n" \
    "Kh8ftFYPDpyAfN0Qbk2fBVegPbAfldneXUacGUWwkDiGtroIJS6S+U3VAwZXIa/F\n" \
    "7wfyjpvKa4JA9FS5jrjyb9IcvNk5o+e8bTrlogQg5KMF8DFvWno7GrebgeQNrjM4\n" \
    "E2Pc4zkCgYEA6FTNMiUUp6/Ip6ykbCqx7sbE5zsT9wFvFCpSzEdn3GXYUrJSumrz\n" \
    "hWoKsu+9LoDSJrHMkXFpJMbJ85lxV/CmME+xC4gpQIKjaODRyT384KtxlmuEr/T4\n" \
    "zdYT7gTQnztMtnmiu3+6Ebaaqnf4ZXODq/c16080FhVZME8DYYMg260CgYEAz4wL\n" \
    "w6VsKmTOlakqJUgE+Q61Sja1rifLoAAv8AbxyJGjTJwPWX5Fc7qdWP0WHNNhbnOh\n" \
    "ajB9LKPbHSm70sFgJM8Pa8fqwDAGm/VdPnpY6D6bZF9/2fyKDVn21p0wX+po6qY5\n" \
    "JUk3rdOSDi5iEg4EOp47SrSO3O8OUlYL7fM3ZEsCgYEA168KQ9gqwbWuGQNsLULB\n" \
    "psL+vw+YbEH3hgf4j85mfDRMTBFiPc/WPXABeLaZsVdEQUnkeM2JZ+voRe6YS6SM\n" \
    "E+OXn/YLHelpnI7CEwop/cULkTJFnzhT1ns8S0ZLCtf5Upm/WkOsUI9uLH1tq3k+\n" \
    "ruG0O7xuxWWSRAfGQruCQI0CgYEAgjFww8cGZkWcTcezV3WpIO74DFjreRcfpfvY\n" \
    "FnLUwyOQ06LmAhayzJkY0VTZxTVYXigM7ocCTrlu3wlp+Bg0DoMRQmRDP1IhIz40\n" \
    "wteO5Ak6AynhEsZXd26i6Bfs2445SFEDcf9O/SzF5z1zaa3/OyI9QWyoXbFcQ4wU\n" \
    "qayzZ6cCgYBgYyeny/P0Ch5ExexfqZ7hetDvGslAha2oBdNCtjV/um/644EnvXDV\n" \
    "8FXVR891S7kNdRpb2/wR01MYmfSnWSdtlN/+DYEry6ZzDGdvpDAYQzAT2Ivf2tfy\n" \
    "g0OHJNNc7595M9A/D0jxUawr2OPl7db9I35z4IlDiP9CIARiiwoWpw==\n" \
    "-----END RSA PRIVATE KEY-----\n"

#define TEST_RSA_PKCS1_ENCRYPTED \
    "-----BEGIN RSA PRIVATE KEY-----\n" \
    "Proc-Type: 4,ENCRYPTED\n" \
    "DEK-Info: AES-128-CBC,19EC4916F9DA0B8F86D890C3CD155509\n" \
    "\n" \
    "OPYJV36dw9Gs1Q6nruGk0g4U2kMV/B3u73RwsA6HDSxJFhN1T4gFrJZsjAyE+ZK+\n" \
    "nHmjTeP0Yiddwnbh1j00qcUJBraefFzOeZV7Hx8sRkhzBvRSmWIwEHCurSv2YjJh\n" \
    "6l5MSlnTNIseuGCTou2u9V8xjZcZY3MuMkqYEE83rjBFfCfF57cDL/wBh9SpTpo8\n" \
    "EbPvVsqMHMF9bkBtLrWuvi08IW3byp96Yq12R7NMt7/EtzFpde9GvC5EjMnZ3YD2\n" \
    "vrwPjfyWe+UgorHZq5HiCQvEHyiD72sCvpJQr7ap1zL/w3KyX6E6cPQD4oxCWKDp\n" \
    "IxRWjlBBYVzweGlBZiQnb01JJ0DZw9gVjzMXvlIZY3X/HbAhGCt9mZZYe2zFiG1g\n" \
    "02R3L9Whik1ktIr5X/6zGoCw8GFo3oMRJfxHnvH4WvwE9ksDnvrqmM24+PVe06O+\n" \
    "a4vtfJYDY3RTSKHvd+10OQMzD1wYFBKNOPsWUK16NfFJhCar+yWZrGFqwhvsL/4Y\n" \
    "IZgcDlLPLW3JbN/VVS/wcDr8wcMzZEIjbmktWmF/HUlStsb9EbQ9p6lNoXUOFOHs\n" \
    "tKk6i9Uy7xUT3fYS8Q9WZxZXjw8/dfP3SbqgEtbxyE+tYytKw9UxTh+WPutoDbgp\n" \
    "dTZgWROhMMuqutrWp0WA9nICNrpGOvHZNmTkkv7TRVBhp1LJJHSug6uMJTLr0yqF\n" \
    "Gd2e70e+FCFlQcrdj6ABXRHjBib/Ox4M+KfwlljNBfd+K1St9cU5Ute0xzrSGZ/B\n" \
    "TrtV4j5SRqmQxonnRbsIH80+Dco6S2RYXzAcaVdDeNG/WeEp7L8OJQ9CzSP8JAsW\n" \
    "4P04jBGr7EmOvcpOTvUWLn7ijwvF5kC3D6nAY+8jWoYbc7DXSwrbBkVsjbWJvdbE\n" \
    "a8f11jMBnlw59nK8Q1zE6U/qODHUdsfczGsdCgHvS28KN7mx0m3PKL1StROa51VF\n" \
    "A/9uKzVe6PaA+3bK7czEYCFF1eklV26rQw9J3xXFgGmXFj1YKYinyUHL+ORm4gTl\n" \
    "OoXLj0IRYVZyPjpc0/EMlcRg16A6a/hVSliZD+t8UdLHU68ivpbat+DOLCR7HLmA\n" \
    "6FEpzAlRHYpjEMD7ukK+tzEC7sXkKK8L980fzGkI10g/f3eWXzsJKT6ynDIbEntM\n" \
    "Qny7RcBkB3aOfvH7BLHdNlxZVy2YCr/NQ5o/8Pfk1pcH/XVFscaEsiJR7VKgub8/\n" \
    "IJyea0xHmb7EbBU6DevcNHcNp0gm6gEAgRUmLLZZ/Qux/mdcXREF5PHLqJKZ0c0D\n" \
    "El5e4QXYZWUEiY1Uu7LIcgjlGECI/9524cvTOrIY8YENVkDN/VLl/xnRajaI+/z2\n" \
    "alKvjA2Ug6oKC3XBdeq5EuiAvmpQgMZjqSBfSk4c9+uO7+edexavi823f6BmT4DJ\n" \
    "UlQQPDrbQWPIzSq0Vx8I1qP/oJqMSC2otsRRqHd+JNiwM6zAj6+eHAlrH3lnt9FD\n" \
    "MUhoQRp8XQqZ8aYT22G8A3L0pbDjwjERoBEgV6+6az0XyJoFHHSp6y9SI1P/eAFI\n" \
    "DctM9/5b2tXpyN+aUCLqc5mCBqKZa6C7K15BOcozAKkwM0PosQR1O+KnifD4N+br\n" \
    "-----END RSA PRIVATE KEY-----\n"

#define TEST_X25519_PKCS8 \
    "-----BEGIN PRIVATE KEY-----\n" \
    "MC4CAQAwBQYDK2VuBCIEILBTmiMwHTBAmesy6PlcGS+lgO/VaGlnsARY2/isHv9T\n" \
    "-----END PRIVATE KEY-----\n"

#define TEST_SECP256K1_SEC1 \
    "-----BEGIN EC PRIVATE KEY-----\n" \
    "MHQCAQEEIH4BBuCoeRyLy7V307B3+DyAd9oMYoIu0bVMVlbxfT0qoAcGBSuBBAAK\n" \
    "oUQDQgAEymY18Ha2w0g05EnMhMSSTz+SAzNFJScj5mVd7CwgUILrCNoGIyfsgyZE\n" \
    "fETGr8KAjn06KwXMHyiYPDnr5Cmb2g==\n" \
    "-----END EC PRIVATE KEY-----\n"

#define TEST_RSA_N \
    "00bc5baaf8f6f2422e42a5ff4756d1e66563bd7e7da90698a0590f5a4cb6ca45b1274df507b1489e" \
    "1366ee7e316fe0869e68bdb4dbff2002a9adce78ced5bff79ea2bcc9f281575e24881fa3d37cb25b" \
    "b306a50ce669d27c29a795ecee8964bc704227078857c6014cf00dbbf85cd1a010a23184a4db9ea3" \
    "10bcbbf2d531ffff7f7a5c4330c84a1edebc4b645685e0d92d143911b14b12437efcd5079658ebc1" \
    "907177505eb081c549cb7c0df191eb9ba46e6986e77cb074816437c7ca1ccab8495dfaabddcc2e96" \
    "a4029c118a26523f44ee13a32469436519b4d97afc6efbf90d1c6265def52896dea4b3b1e06b0e2d" \
    "48a274c450366fe4f552dd3f87a99aefaf"

#define TEST_RSA_D \
    "1467ab28ecba5283126df5d95e456a3bd79c97f9b84d8cf694a4a8cd4b615eeabc6da1e57870d121" \
    "c6f27fdc8e832347968f33eaea98d17bb23c28dd8ca30edf32400371f04dc256c621af57622dd6e8" \
    "990803a813bf5d50b73a9daa905b1d0832e7bed57d5f67955478186c8fc441c92b839e7156e80e40" \
    "3f97437791c2c02f23da1cd2fbda9fcffcf2fde355392275f54080fdeae12289a7d9992a1f1fb456" \
    "0f0e9c807cdd106e4d9f0557a03db01f95d9de5d469c1945b0903886b6ba08252e92f94dd5030657" \
    "21afc5ef07f28e9bca6b8240f454b98eb8f26fd21cbcd939a3e7bc6d3ae5a20420e4a305f0316f5a" \
    "7a3b1ab79b81e40dae33381363dce339"

#define TEST_RSA_P \
    "00e854cd322514a7afc8a7aca46c2ab1eec6c4e73b13f7016f142a52cc4767dc65d852b252ba6af3" \
    "856a0ab2efbd2e80d226b1cc91716924c6c9f3997157f0a6304fb10b88294082a368e0d1c93dfce0" \
    "ab71966b84aff4f8cdd613ee04d09f3b4cb679a2bb7fba11b69aaa77f8657383abf735eb4f341615" \
    "59304f03618320dbad"

#define TEST_RSA_Q \
    "00cf8c0bc3a56c2a64ce95a92a254804f90eb54a36b5ae27cba0002ff006f1c891a34c9c0f597e45" \
    "73ba9d58fd161cd3616e73a16a307d2ca3db1d29bbd2c16024cf0f6bc7eac030069bf55d3e7a58e8" \
    "3e9b645f7fd9fc8a0d59f6d69d305fea68eaa639254937add3920e2e62120e043a9e3b4ab48edcef" \
    "0e52560bedf337644b"

#define TEST_RSA_IQMP \
    "606327a7cbf3f40a1e44c5ec5fa99ee17ad0ef1ac94085ada805d342b6357fba6ffae38127bd70d5" \
    "f055d547cf754bb90d751a5bdbfc11d3531899f4a759276d94dffe0d812bcba6730c676fa4301843" \
    "3013d88bdfdad7f283438724d35cef9f7933d03f0f48f151ac2bd8e3e5edd6fd237e73e0894388ff" \
    "422004628b0a16a7"

#define TEST_RSA_E "010001"

#define TEST_DSA_TRADITIONAL \
    "-----BEGIN DSA PRIVATE KEY-----\n" \
    "MIIBuwIBAAKBgQCqz+uc6/2yBNZgrgt1wmD/YZx999nuAkMLn6z6iIOfNfWf/qfH\n" \
    "9ro+NxAL1+Tw67Dsjkh6QAlBjHJhl2wFC/uKzjgXefoujMIqKMGTLqW3hqPgksf8\n" \
    "vXk2SujJ5dIESICQpm9oGCqaRkIRaLDH/C6AfGHWZ5oYJylqQ0ot+u7JeQIVANCh\n" \
    "BG1DdYXjjjtdJBc9Jt4axbnLAoGBAKPOCjZMBp4JdmeFmhSurqo0F0S/CHd+x+rJ\n" \
    "fXGsi7PGGYtvxOCODnCNEqr31bR3LfimFE3oqBSH7pGsaZD9fdq6pBbPBFaWx+9+\n" \
    "ZC4ygWYqRWjC1Hl7utRYAsRrJjdwhxhu6MV6S+HmWyP76M5XEIuEQGeAEsvq49/F\n" \
    "1aUjBOQ3AoGAXT4FFGLhltht803a3sTRQYZjA48dqTo6+cvWYgU2h5VPtEQFZrq5\n" \
    "CbhlIbXr9OyWvdtdeRCWEOu1fMARboQIzq0lpkzoxXiIveIwNrveCp51gg1lU6QE\n" \
    "UXppZgelZj4dYk5TPgA1uaxCWqtrya1sijsXCVBBe+NL6xrehICaIR8CFCQ9qu2r\n" \
    "tR4eXoTBCWI770fCzvBg\n" \
    "-----END DSA PRIVATE KEY-----\n"

#endif
