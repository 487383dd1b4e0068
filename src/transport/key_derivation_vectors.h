/* Made by key_derivation_vectors.py. */
#ifndef SSH2_TRANSPORT_KEY_DERIVATION_VECTORS_H
#define SSH2_TRANSPORT_KEY_DERIVATION_VECTORS_H

#include "src/crypto/hash.h"
#include "src/transport/key_derivation.h"

/* All in hexadecimal. */
static const char *const shared_secret = "00000009008081828384858687";
static const char *const session_id = "000102030405060708090a0b0c0d0e0f10111213";

static const struct {
    enum ssh2_hash_kind hash;
    enum ssh2_key_letter letter;
    const char *exchange_hash, *key;
} vectors[] = {
    { SSH2_HASH_SHA1, (enum ssh2_key_letter)'A',
      "e89728b674676cc5702b1218dc55afb315da4296",
      "5d70f5ad8b00084b" },
    { SSH2_HASH_SHA1, (enum ssh2_key_letter)'B',
      "e89728b674676cc5702b1218dc55afb315da4296",
      "70437943d2f39368e0b15b3471e2bffe" },
    { SSH2_HASH_SHA1, (enum ssh2_key_letter)'C',
      "e89728b674676cc5702b1218dc55afb315da4296",
      "0c5259ef609cca4805973c0ed8d89890c9e7b3f7" },
    { SSH2_HASH_SHA1, (enum ssh2_key_letter)'D',
      "e89728b674676cc5702b1218dc55afb315da4296",
      "521409b9476a9eee77fdd3090fedd080740ca49775f188c1c22b17aabb82fd3b" },
    { SSH2_HASH_SHA1, (enum ssh2_key_letter)'E',
      "e89728b674676cc5702b1218dc55afb315da4296",
      "1c915a3b83649a2dcd70435a0df20387230be57b599066846f23fa8eedb10a48b06a5108bf219bdf"
      "ccbf681ccc25bd600bdc7fa33aebae3552a5f8be00abdc38" },
    { SSH2_HASH_SHA1, (enum ssh2_key_letter)'F',
      "e89728b674676cc5702b1218dc55afb315da4296",
      "ce187e66fe41bcd5af75139e9b6ff81ed3aff1e7f80445e0c0416abe212eaee960132a39488e55a8"
      "0482f64ea1bce4050658730a57c1258f7a8752b893f78cadee" },
    { SSH2_HASH_SHA1, (enum ssh2_key_letter)'C',
      "e89728b674676cc5702b1218dc55afb315da4296",
      "0c5259ef609cca4805973c0ed8d89890c9e7b3f7c39e437622f7ce7b1fde9e0005570fec3f5335d9"
      "a560230a3487dc91571af679f76715035edcb42a857bfc174bbeb73d730fbf105486f322ebc56f0b"
      "961ffdf26c74ccbc7c3303a0617c5ff079ba1e7055f844f2257b1c3c901fd06ae7aff22d7df4e5b6"
      "ebfe6df65db206030f410df92d99c71842e3e4dcfb05c028bec304db6c905f52ce3e48d65c5f4d92"
      "c8620847d00a7243e7b4be8742bc026b75a6fd280e34005e328cf4db340f667841e4cd0c4fa7dcf0" },
    { SSH2_HASH_SHA256, (enum ssh2_key_letter)'A',
      "44cb3623ae63da9633495dbd82d4fdc224f42e6f522f10afc1a3d20d333e7f32",
      "2fa48b5f5a8b5b03" },
    { SSH2_HASH_SHA256, (enum ssh2_key_letter)'B',
      "44cb3623ae63da9633495dbd82d4fdc224f42e6f522f10afc1a3d20d333e7f32",
      "b5a6ee799b5b73eb3408b159eee59d97" },
    { SSH2_HASH_SHA256, (enum ssh2_key_letter)'C',
      "44cb3623ae63da9633495dbd82d4fdc224f42e6f522f10afc1a3d20d333e7f32",
      "6297bf75eda600bbbe2f8e2ddb072ea59d39397e" },
    { SSH2_HASH_SHA256, (enum ssh2_key_letter)'D',
      "44cb3623ae63da9633495dbd82d4fdc224f42e6f522f10afc1a3d20d333e7f32",
      "c5a5cefc5f5dad4656fe9ac1e0c2da6fb1ac9dd3854f0676b0250a88dbee7d20" },
    { SSH2_HASH_SHA256, (enum ssh2_key_letter)'E',
      "44cb3623ae63da9633495dbd82d4fdc224f42e6f522f10afc1a3d20d333e7f32",
      "54e0f692fe4f9722242f215615cac51ede0bd6a1f9450478d9ff99eee0dd167a98834023182d61c8"
      "c3f583f744ecdcd09785f8d6cefd7ea32189d8a31f80b2ed" },
    { SSH2_HASH_SHA256, (enum ssh2_key_letter)'F',
      "44cb3623ae63da9633495dbd82d4fdc224f42e6f522f10afc1a3d20d333e7f32",
      "98c4951e19e4d02aefd0871a35730e33f098080544326032b4754f8142af57852dde251a15d6f770"
      "838b145867ce2ee11a4fc4e62a7d2e8c3cdea6180f0e9660d2" },
    { SSH2_HASH_SHA256, (enum ssh2_key_letter)'C',
      "44cb3623ae63da9633495dbd82d4fdc224f42e6f522f10afc1a3d20d333e7f32",
      "6297bf75eda600bbbe2f8e2ddb072ea59d39397efdf736eb1e4c37f26aa1967c861f728ab0252f68"
      "c8e7f844bd5b5b90d4e38ad082b9771e73199f2d0beed2c72bf4e38ad5febf5057ff65356234f795"
      "5563d4b7ff7260a223b9a6cd82ea842f1a0a4a565db34576c4287fc1020cbbc13d64bd863e624f5a"
      "d98ee3b7b418e2940df4096b836c1c420c3d10dee0b51e2bb4589d375c1cf0cc7e6b7f417f5e2a68"
      "0a663365565e05ca063aba29207848931d0b386391c36ad91edc55377be06792eb4fc508055f600b" },
    { SSH2_HASH_SHA384, (enum ssh2_key_letter)'A',
      "6c27256ac8bfee26cd2753e60b8fa813d655fd7db3d029fa1e1778eabb588af2610e84359662b6fc"
      "04fa56c409bf0ba0",
      "770685f754e217f0" },
    { SSH2_HASH_SHA384, (enum ssh2_key_letter)'B',
      "6c27256ac8bfee26cd2753e60b8fa813d655fd7db3d029fa1e1778eabb588af2610e84359662b6fc"
      "04fa56c409bf0ba0",
      "ac60bbb70ce71dd1ffcfa201313e6a2f" },
    { SSH2_HASH_SHA384, (enum ssh2_key_letter)'C',
      "6c27256ac8bfee26cd2753e60b8fa813d655fd7db3d029fa1e1778eabb588af2610e84359662b6fc"
      "04fa56c409bf0ba0",
      "d869b695c8a965dfc7a2999f8fd6e5b724bceb3b" },
    { SSH2_HASH_SHA384, (enum ssh2_key_letter)'D',
      "6c27256ac8bfee26cd2753e60b8fa813d655fd7db3d029fa1e1778eabb588af2610e84359662b6fc"
      "04fa56c409bf0ba0",
      "f8bbbebc9f19c4e8bd802d54ddb42209fa77c618f14bd4c8e1ca734e765cfabf" },
    { SSH2_HASH_SHA384, (enum ssh2_key_letter)'E',
      "6c27256ac8bfee26cd2753e60b8fa813d655fd7db3d029fa1e1778eabb588af2610e84359662b6fc"
      "04fa56c409bf0ba0",
      "7c15eab11e9617dbfb84e175067897ebea1f3790e726b8ff572847463c07250c1d63df970bbd9975"
      "05d7c39d1412de56330d46f8703e01bd4a7ec2ab075efac5" },
    { SSH2_HASH_SHA384, (enum ssh2_key_letter)'F',
      "6c27256ac8bfee26cd2753e60b8fa813d655fd7db3d029fa1e1778eabb588af2610e84359662b6fc"
      "04fa56c409bf0ba0",
      "206fae498fcb7142f2f502cffe5e98248c5cec590d782a7e226d56a83f442cb2f5929ca63d6464c1"
      "157da1cf8b876c9c480e748ffbeec17f0e5b0d6b03f8e4a6bf" },
    { SSH2_HASH_SHA384, (enum ssh2_key_letter)'C',
      "6c27256ac8bfee26cd2753e60b8fa813d655fd7db3d029fa1e1778eabb588af2610e84359662b6fc"
      "04fa56c409bf0ba0",
      "d869b695c8a965dfc7a2999f8fd6e5b724bceb3b30c9de161bb7664595b5b9f9a8053ea2beb8a044"
      "8b006bb943a58af16d84fcdc13d16565e8e5d6aeeb0ddf8252bcf50c0a000b4cf1a8c31b1c660deb"
      "4c526a0e5a02556df47738a5a57e56c67c12c55765419574c8b3329d783e092fb0ff1b842d565408"
      "0bcbfcce6f1bfa0db6a90d22ec8266b9ef61e0fe297c41898e0880f26aff41a3a9c1b86e22757dc0"
      "75f3d798e84d86ed6d75ef156627d94bdd863e2f74e0cce920e4260e4d2af4647559dcfd10af8fd3" },
    { SSH2_HASH_SHA512, (enum ssh2_key_letter)'A',
      "80c839d217581f685a1b7f3ba13ddd22c9841e1de3852ea81a84d50dad169fa4f079c3f8a5e81c75"
      "933efc314a6ca1d1eb983ebb0c4d1688801fcad21ca9ea70",
      "e01db9fe32a003e6" },
    { SSH2_HASH_SHA512, (enum ssh2_key_letter)'B',
      "80c839d217581f685a1b7f3ba13ddd22c9841e1de3852ea81a84d50dad169fa4f079c3f8a5e81c75"
      "933efc314a6ca1d1eb983ebb0c4d1688801fcad21ca9ea70",
      "1aa27085abc14e0e34f6d8e05d3ccb8f" },
    { SSH2_HASH_SHA512, (enum ssh2_key_letter)'C',
      "80c839d217581f685a1b7f3ba13ddd22c9841e1de3852ea81a84d50dad169fa4f079c3f8a5e81c75"
      "933efc314a6ca1d1eb983ebb0c4d1688801fcad21ca9ea70",
      "d1fe74941c2c29f46691fcff46b0d5181ba803ef" },
    { SSH2_HASH_SHA512, (enum ssh2_key_letter)'D',
      "80c839d217581f685a1b7f3ba13ddd22c9841e1de3852ea81a84d50dad169fa4f079c3f8a5e81c75"
      "933efc314a6ca1d1eb983ebb0c4d1688801fcad21ca9ea70",
      "a69597e3896e746d64da9b4c5cd761db6f58ae8460bce4b9f00e8f17b4df9e0c" },
    { SSH2_HASH_SHA512, (enum ssh2_key_letter)'E',
      "80c839d217581f685a1b7f3ba13ddd22c9841e1de3852ea81a84d50dad169fa4f079c3f8a5e81c75"
      "933efc314a6ca1d1eb983ebb0c4d1688801fcad21ca9ea70",
      "1d34acb35cbf3f3aca25f958b2a47eb903c00f5a9d68e76e66f9562498e7ef2fcb50c88a9b81cfa5"
      "63bb1cf50c112a6e467935555b2c99af257eb4574a84b987" },
    { SSH2_HASH_SHA512, (enum ssh2_key_letter)'F',
      "80c839d217581f685a1b7f3ba13ddd22c9841e1de3852ea81a84d50dad169fa4f079c3f8a5e81c75"
      "933efc314a6ca1d1eb983ebb0c4d1688801fcad21ca9ea70",
      "f8379fc6f55c81ca23ad8aeae2697d0cbfd80ab4a9ec3be3b25f04d9d6fa5e33c3fbe8755f834efb"
      "ca3b9fa81d5e61eea2079cab718f4ed8514cf3b4a0b18d38b0" },
    { SSH2_HASH_SHA512, (enum ssh2_key_letter)'C',
      "80c839d217581f685a1b7f3ba13ddd22c9841e1de3852ea81a84d50dad169fa4f079c3f8a5e81c75"
      "933efc314a6ca1d1eb983ebb0c4d1688801fcad21ca9ea70",
      "d1fe74941c2c29f46691fcff46b0d5181ba803ef76709e2e9be21086f33ee06dad186c806acdec66"
      "5f4f09aefd5dbf1bff8ef206e1c6bb84c4e1eef99b1b7f365c0a89a15893e206758ce5dd25e563d2"
      "1f7e07e0669bfc77eb7eb86903d07fdc4a193b81af62da42706cac7694d7d25bf576ed75e9235ea9"
      "cba05847b92edb2fd4c2542cb3c40e49767521d195c6cb6b6cc0e00364e3a4a38be07e88500d8196"
      "885bfb1787d27ec660cef5b1905c2b74bece875cbd1be928b1f35557b15794e703f14c515f81749a" },
};

#endif
