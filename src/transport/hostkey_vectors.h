/* Made by hostkey_vectors.py: keys and signatures of other programs. The private keys protect
 * nothing. */
#ifndef SSH2_TRANSPORT_HOSTKEY_VECTORS_H
#define SSH2_TRANSPORT_HOSTKEY_VECTORS_H

static const struct hostkey_vector {
    const char *algorithm;
    const char *key_blob, *signature, *data; /* in hexadecimal */
    const char *pem;                         /* the private key */
} hostkey_vectors[] = {
    {
        .algorithm = "ssh-ed25519",
        .key_blob =
            "0000000b7373682d65643235353139000000209daa00fe9436511f54c1f0787707942bd8d97b17cb"
            "0bd69af92cd2fec018c33e",
        .signature =
            "0000000b7373682d656432353531390000004045cfaa07db017a2c0bdf5dc24fbd295721e152a9ff"
            "ba3dfbef2c72b4ab5f10d30d4f3c980766ccd22bef8f91ca8691abb12edc745624179874b3b51351"
            "807802",
        .data =
            "535348534947000000047465737400000000000000067368613531320000004003c69f3bd15e947f"
            "105530003c3fe6dc3c88407d2392dca23866acdfab0bd701bd45099d3d26e00d7093edf4a070e80b"
            "f572e36f8a74428dbb5b57de989958a6",
        .pem =
            "-----BEGIN PRIVATE KEY-----\n"
            "MC4CAQAwBQYDK2VwBCIEINjaeZKcMhUbXiOgYOaE2/+w3rtEvBbc4v2pmxoA3m8f\n"
            "-----END PRIVATE KEY-----\n",
    },
    {
        .algorithm = "ecdsa-sha2-nistp256",
        .key_blob =
            "0000001365636473612d736861322d6e69737470323536000000086e697374703235360000004104"
            "c43b39c749c5200ba57509f9d42770f370f714f4d51919055e41ad64259e6c65ba0b492759bc49ad"
            "a1ceaf3e6f3a9d1f214bd6065c4a31d0d4711775397cd5f4",
        .signature =
            "0000001365636473612d736861322d6e697374703235360000004a0000002100fe40bc63512920d4"
            "db5ad5c8bacd8533695a802abf3db24a46227d798e48da49000000210093def698e91c8acd878693"
            "4f83dae4fe0973bff565d5c74e2499e10a6ec4edba",
        .data =
            "535348534947000000047465737400000000000000067368613531320000004003c69f3bd15e947f"
            "105530003c3fe6dc3c88407d2392dca23866acdfab0bd701bd45099d3d26e00d7093edf4a070e80b"
            "f572e36f8a74428dbb5b57de989958a6",
        .pem =
            "-----BEGIN EC PRIVATE KEY-----\n"
            "MHcCAQEEIP/kjkWDcqNOokvAg1VsguEMA6Lq+IZVRskaGIO7QqDjoAoGCCqGSM49\n"
            "AwEHoUQDQgAExDs5x0nFIAuldQn51Cdw83D3FPTVGRkFXkGtZCWebGW6C0knWbxJ\n"
            "raHOrz5vOp0fIUvWBlxKMdDUcRd1OXzV9A==\n"
            "-----END EC PRIVATE KEY-----\n",
    },
    {
        .algorithm = "ecdsa-sha2-nistp384",
        .key_blob =
            "0000001365636473612d736861322d6e69737470333834000000086e697374703338340000006104"
            "b463f0dc29c162c3abe25d45a1fe58f7a01c6374939a6cfcbe1017eeb79859561820496ec566f8f1"
            "4a536832899302bbdb520e8fd0716fc7b677a31cc7d8e3fb669054f7140bfa03af07efa9c408dd32"
            "d3d662e85949fb06d77de84dc50c761f",
        .signature =
            "0000001365636473612d736861322d6e697374703338340000006900000030073b15846a5bff06e0"
            "cbb8e6d2818d54e415ef9a96afbfc0a048ba0857ebd64abda9ba8e395c494d72e2c2e18dafb71b00"
            "00003100c03f9cb7b0e460ce52c7a6ee3f7d18a0e26aa34a7a0a3341798722b0dde5681f82e9ed47"
            "baf4243c3543a0028640cc9f",
        .data =
            "535348534947000000047465737400000000000000067368613531320000004003c69f3bd15e947f"
            "105530003c3fe6dc3c88407d2392dca23866acdfab0bd701bd45099d3d26e00d7093edf4a070e80b"
            "f572e36f8a74428dbb5b57de989958a6",
        .pem =
            "-----BEGIN EC PRIVATE KEY-----\n"
            "MIGkAgEBBDBQCu6LeIfrLE9Zz405l37NET9xuiyS8FbfHde02P0rK/LJwbtQqTFZ\n"
            "AwDWJmTh84igBwYFK4EEACKhZANiAAS0Y/DcKcFiw6viXUWh/lj3oBxjdJOabPy+\n"
            "EBfut5hZVhggSW7FZvjxSlNoMomTArvbUg6P0HFvx7Z3oxzH2OP7ZpBU9xQL+gOv\n"
            "B++pxAjdMtPWYuhZSfsG133oTcUMdh8=\n"
            "-----END EC PRIVATE KEY-----\n",
    },
    {
        .algorithm = "ecdsa-sha2-nistp521",
        .key_blob =
            "0000001365636473612d736861322d6e69737470353231000000086e697374703532310000008504"
            "0100ae4e3c739025cdecf253a6e340e4b0d0b0f2221f3d58020db08f377056a1f0632f3a5a8b7183"
            "47e5dcafbe80493eb300e38e49d12ebedb3f1795c3e27ca253040138febe8cbc1c731a1309c0254a"
            "0896078e2c1d54b6732e75223f657771a2a33c05f9bd687c7e3a04d8f4f5d07a63d5bfd06655213a"
            "76fcdcc8d61fc15c2d7ff83d",
        .signature =
            "0000001365636473612d736861322d6e697374703532310000008b000000415c1cc206861f245a57"
            "995266bb7132b54ab6c7321ca8c6b1084ede4f0084b6c1cf6af871009dcec94c8ee6d558e796cec2"
            "24337a09e8c936021ee43decf0f9913e000000420133fc60fd973caba842056692db911d9aca4a06"
            "9cee66b402d1b28112f343bd64728b31107c5f2ccdd91e209f94b10973964661986dda7bb74100a9"
            "fc020447a986",
        .data =
            "535348534947000000047465737400000000000000067368613531320000004003c69f3bd15e947f"
            "105530003c3fe6dc3c88407d2392dca23866acdfab0bd701bd45099d3d26e00d7093edf4a070e80b"
            "f572e36f8a74428dbb5b57de989958a6",
        .pem =
            "-----BEGIN EC PRIVATE KEY-----\n"
            "MIHcAgEBBEIAjko9fhv3b1/k367oeZ0f9bnB/o4dlMN/X8qOMdqT+9Ys4T8aSgvs\n"
            "PVKbtDz6/PwC/4yi+RAgaA7RPjJyVwjj+LegBwYFK4EEACOhgYkDgYYABAEArk48\n"
            "c5AlzezyU6bjQOSw0LDyIh89WAINsI83cFah8GMvOlqLcYNH5dyvvoBJPrMA445J\n"
            "0S6+2z8XlcPifKJTBAE4/r6MvBxzGhMJwCVKCJYHjiwdVLZzLnUiP2V3caKjPAX5\n"
            "vWh8fjoE2PT10Hpj1b/QZlUhOnb83MjWH8FcLX/4PQ==\n"
            "-----END EC PRIVATE KEY-----\n",
    },
    {
        .algorithm = "rsa-sha2-512",
        .key_blob =
            "000000077373682d727361000000030100010000010100c732c5214431463a5d2631bc5ca152d22d"
            "1df286cdbbc2f926662943c4cc2140f801757604c0cdbf4155f796951371a7d159ed012bc3f4f0d1"
            "69c68ab4ca26c7d958a2ccc0144a4aa6ff53d1f22181c1fc9595172f679db9fcba8070916ac292dc"
            "953a77e97c8f2fe9abdf4b5133ff5979c5676e8255978e3d62fb8be5a7443f047588c63ce22f646b"
            "e85064ca531e5a4696624f2f1c136d773012a7a194b35371262659357d3f3455555c0b1fc5f20b9d"
            "6049dd7a878510f909c6f4ddeb46d99ce72413deabbee9ea1705fb7d03291bcd5f48c00956bafab1"
            "7b346d699bae603ba30c2de75b5686635cd81e3ea6099457fd030bee62ab2df18646f7eb926341",
        .signature =
            "0000000c7273612d736861322d353132000001000f4bba562a30c0b89a7d76ea92b9256d83c36a60"
            "01c468e552036aadc8cd7596cfe88a0e9f1190ad2fae382b2f61450502eb522f9e9f7e190ed34662"
            "a184b076c8b4b984bb49633bb3abc2032173180cadc7cf2b2ab3b9199ac83e22b1264bfe0d8ad948"
            "62a600a9eb9fc10d7c908d824fde3346d53e1da4f3bf78dac8641b52c8bd27ff919d732306100a70"
            "a7cdc87cd9778603f89ee4031dc3f0d85667bf788042649246e5e7fb5de91a9d02e8af4c516db7dd"
            "811b9a5f554fa3733bbf2174c748430410111b4efb943831cdb980e425e7bee2e56b58b09109b45a"
            "91eb3c9e74ebf8faf17e19713fc5713f741f264c849847d3b6caef06eae306a5895b3ac2",
        .data =
            "535348534947000000047465737400000000000000067368613531320000004003c69f3bd15e947f"
            "105530003c3fe6dc3c88407d2392dca23866acdfab0bd701bd45099d3d26e00d7093edf4a070e80b"
            "f572e36f8a74428dbb5b57de989958a6",
        .pem =
            "-----BEGIN RSA PRIVATE KEY-----\n"
            "MIIEogIBAAKCAQEAxzLFIUQxRjpdJjG8XKFS0i0d8obNu8L5JmYpQ8TMIUD4AXV2\n"
            "BMDNv0FV95aVE3Gn0VntASvD9PDRacaKtMomx9lYoszAFEpKpv9T0fIhgcH8lZUX\n"
            "L2edufy6gHCRasKS3JU6d+l8jy/pq99LUTP/WXnFZ26CVZeOPWL7i+WnRD8EdYjG\n"
            "POIvZGvoUGTKUx5aRpZiTy8cE213MBKnoZSzU3EmJlk1fT80VVVcCx/F8gudYEnd\n"
            "eoeFEPkJxvTd60bZnOckE96rvunqFwX7fQMpG81fSMAJVrr6sXs0bWmbrmA7owwt\n"
            "51tWhmNc2B4+pgmUV/0DC+5iqy3xhkb365JjQQIDAQABAoIBACOKAtKrFHF3ozvX\n"
            "vsf1/k1CQGgPNfBsWkBIFM+i8lpyeWzlNH+nmG2pbfmE06cK7Ypz1U2SrdzrBCmv\n"
            "gvq7YEzikaZGCnT0RjpiLmW0IddBMVvMpDzQazsOBIY6zy7xdPtG4o4XSaJQRYvl\n"
            "BE6CDOo9SANqm3VC211HZiKw//U0Siq3G6DxaqDrAQgTSgM23Q5NosHdToKn6ch6\n"
            "h8wEUQHmJGu9nTZ8UaJOSYQrM7XV3RbvkjcpNwQVWzYCwfQj7qAsPV2ykq11WDDO\n"
            "GtRUoXmPjs9RuHJl7zjtMPUc3HGSuPagdAHXezJbeXJmlRiI7CF7NlwczAJc1/3U\n"
            "FPNbZNsCgYEA9g5orqZvkzUb4QD4ErZzaz0lQM5vg2fLfZIa1xmpWt1gc/1l+G9+\n"
            "Jid66Udc6RnMpgTnBZJDx1Ems9INvMtOqURBaa5x99K1QutXvPSb/NWbHDXg3qHC\n"
            "8HgVBBpqQJiY/wOscU1S6IAoBHId63U+r//Tl+fHS5pNce3XtE919QMCgYEAzz+W\n"
            "y8FhryYizowerDzfH7+LULI9QD1oOuAop6cxZWVjrfhBnEUrCFHT1xBU/QdUBPJj\n"
            "WsadTqaUiE5BJh544515rP+KXIqiBepO+piSqNDwtowfRIooNHYlor+elNgIUSmr\n"
            "7+poTe5Dwcz7F5/XJjGew9E5bIm/gbzBe3mCqWsCgYAp7gqouHQLAeHeVevwRGcm\n"
            "vyS6BnO6UNW8cElinlzdvxvQqD3YOCenGNM5LZAHqP3WzL8Rk/s42/tcaU8t/PdK\n"
            "oPcEq1WAhcedv70T1hs+2qe0Bvpq9eXiVJRAPsAcgeSQkG+yXxrhw/UNzOSMW05z\n"
            "b4T/PeAYYhMQdxdrAp93QQKBgBRrRncyyWYRUtKY2ZjMsosVOyurM/+1TSSn2zmR\n"
            "bnt3/tcwI367Dd9W+JEy6by4UR3fp8xUz0DlhrLbSu3viKecZ1WVI9O0UPxWNovY\n"
            "JnL9iwnhSl9dYVKx5UlgqcYudrtQaMFNjhNHi2N3x7FvLSp1LxhJ7+dytuyYZVO+\n"
            "CBKbAoGAZCD2grhcZZGtEP8A5Qymq9t6TDjbnhSOb9gNHAUmnUl2D/Qc5x9a9tdG\n"
            "qQBKaQ0cSQ0qHdYXxD8ORoNitt6Jnrdc88jyazlLcf16VgzOYta8TX32xgZ7sVOV\n"
            "XTAT3nopuoR+erB8/eSfp1ecCwSbtN6FeXsXBJzYPSvCn+wGv/M=\n"
            "-----END RSA PRIVATE KEY-----\n",
    },
    {
        .algorithm = "rsa-sha2-256",
        .key_blob =
            "000000077373682d727361000000030100010000010100c732c5214431463a5d2631bc5ca152d22d"
            "1df286cdbbc2f926662943c4cc2140f801757604c0cdbf4155f796951371a7d159ed012bc3f4f0d1"
            "69c68ab4ca26c7d958a2ccc0144a4aa6ff53d1f22181c1fc9595172f679db9fcba8070916ac292dc"
            "953a77e97c8f2fe9abdf4b5133ff5979c5676e8255978e3d62fb8be5a7443f047588c63ce22f646b"
            "e85064ca531e5a4696624f2f1c136d773012a7a194b35371262659357d3f3455555c0b1fc5f20b9d"
            "6049dd7a878510f909c6f4ddeb46d99ce72413deabbee9ea1705fb7d03291bcd5f48c00956bafab1"
            "7b346d699bae603ba30c2de75b5686635cd81e3ea6099457fd030bee62ab2df18646f7eb926341",
        .signature =
            "0000000c7273612d736861322d3235360000010077c70c72932a324b9c14adf499069ae1deaee478"
            "3b37a54727a42bcca5e43b8ef6990e33ec99f206315ec99c529803529441f748dcc2120e058c1ac3"
            "3e0d8079a2a62ced3ab3d522e214da8fca8174b05cb0a8eecec1fb7d16127c3561d3e2f8440ae0b3"
            "9415e8ed5024118e3491ea311ff0839162e4e112b72ea56e94f83059c84e2a03361fdf2194198824"
            "1d787c8e927c7044be763103b891ea91b1f10c711396d76e7854e1da53b47fa9a6f6c780281a2968"
            "c61a9a99e30630bc36a2181111bbcb8d9160e660a6b8aa5436034d189389dbf4ef501b34469b77d0"
            "93b8067c2dcf214d165695eaf8f57c2228d3252898d45ecc98605ffb2bf94e5ad0f724f9",
        .data =
            "7768617420776173207369676e6564",
        .pem =
            "-----BEGIN RSA PRIVATE KEY-----\n"
            "MIIEogIBAAKCAQEAxzLFIUQxRjpdJjG8XKFS0i0d8obNu8L5JmYpQ8TMIUD4AXV2\n"
            "BMDNv0FV95aVE3Gn0VntASvD9PDRacaKtMomx9lYoszAFEpKpv9T0fIhgcH8lZUX\n"
            "L2edufy6gHCRasKS3JU6d+l8jy/pq99LUTP/WXnFZ26CVZeOPWL7i+WnRD8EdYjG\n"
            "POIvZGvoUGTKUx5aRpZiTy8cE213MBKnoZSzU3EmJlk1fT80VVVcCx/F8gudYEnd\n"
            "eoeFEPkJxvTd60bZnOckE96rvunqFwX7fQMpG81fSMAJVrr6sXs0bWmbrmA7owwt\n"
            "51tWhmNc2B4+pgmUV/0DC+5iqy3xhkb365JjQQIDAQABAoIBACOKAtKrFHF3ozvX\n"
            "vsf1/k1CQGgPNfBsWkBIFM+i8lpyeWzlNH+nmG2pbfmE06cK7Ypz1U2SrdzrBCmv\n"
            "gvq7YEzikaZGCnT0RjpiLmW0IddBMVvMpDzQazsOBIY6zy7xdPtG4o4XSaJQRYvl\n"
            "BE6CDOo9SANqm3VC211HZiKw//U0Siq3G6DxaqDrAQgTSgM23Q5NosHdToKn6ch6\n"
            "h8wEUQHmJGu9nTZ8UaJOSYQrM7XV3RbvkjcpNwQVWzYCwfQj7qAsPV2ykq11WDDO\n"
            "GtRUoXmPjs9RuHJl7zjtMPUc3HGSuPagdAHXezJbeXJmlRiI7CF7NlwczAJc1/3U\n"
            "FPNbZNsCgYEA9g5orqZvkzUb4QD4ErZzaz0lQM5vg2fLfZIa1xmpWt1gc/1l+G9+\n"
            "Jid66Udc6RnMpgTnBZJDx1Ems9INvMtOqURBaa5x99K1QutXvPSb/NWbHDXg3qHC\n"
            "8HgVBBpqQJiY/wOscU1S6IAoBHId63U+r//Tl+fHS5pNce3XtE919QMCgYEAzz+W\n"
            "y8FhryYizowerDzfH7+LULI9QD1oOuAop6cxZWVjrfhBnEUrCFHT1xBU/QdUBPJj\n"
            "WsadTqaUiE5BJh544515rP+KXIqiBepO+piSqNDwtowfRIooNHYlor+elNgIUSmr\n"
            "7+poTe5Dwcz7F5/XJjGew9E5bIm/gbzBe3mCqWsCgYAp7gqouHQLAeHeVevwRGcm\n"
            "vyS6BnO6UNW8cElinlzdvxvQqD3YOCenGNM5LZAHqP3WzL8Rk/s42/tcaU8t/PdK\n"
            "oPcEq1WAhcedv70T1hs+2qe0Bvpq9eXiVJRAPsAcgeSQkG+yXxrhw/UNzOSMW05z\n"
            "b4T/PeAYYhMQdxdrAp93QQKBgBRrRncyyWYRUtKY2ZjMsosVOyurM/+1TSSn2zmR\n"
            "bnt3/tcwI367Dd9W+JEy6by4UR3fp8xUz0DlhrLbSu3viKecZ1WVI9O0UPxWNovY\n"
            "JnL9iwnhSl9dYVKx5UlgqcYudrtQaMFNjhNHi2N3x7FvLSp1LxhJ7+dytuyYZVO+\n"
            "CBKbAoGAZCD2grhcZZGtEP8A5Qymq9t6TDjbnhSOb9gNHAUmnUl2D/Qc5x9a9tdG\n"
            "qQBKaQ0cSQ0qHdYXxD8ORoNitt6Jnrdc88jyazlLcf16VgzOYta8TX32xgZ7sVOV\n"
            "XTAT3nopuoR+erB8/eSfp1ecCwSbtN6FeXsXBJzYPSvCn+wGv/M=\n"
            "-----END RSA PRIVATE KEY-----\n",
    },
    {
        .algorithm = "ssh-rsa",
        .key_blob =
            "000000077373682d727361000000030100010000010100c732c5214431463a5d2631bc5ca152d22d"
            "1df286cdbbc2f926662943c4cc2140f801757604c0cdbf4155f796951371a7d159ed012bc3f4f0d1"
            "69c68ab4ca26c7d958a2ccc0144a4aa6ff53d1f22181c1fc9595172f679db9fcba8070916ac292dc"
            "953a77e97c8f2fe9abdf4b5133ff5979c5676e8255978e3d62fb8be5a7443f047588c63ce22f646b"
            "e85064ca531e5a4696624f2f1c136d773012a7a194b35371262659357d3f3455555c0b1fc5f20b9d"
            "6049dd7a878510f909c6f4ddeb46d99ce72413deabbee9ea1705fb7d03291bcd5f48c00956bafab1"
            "7b346d699bae603ba30c2de75b5686635cd81e3ea6099457fd030bee62ab2df18646f7eb926341",
        .signature =
            "000000077373682d727361000001005f6ad237e839c740788b9dad52909cc486481acd06cbca0761"
            "93d134ee09f3076302f23842dca2801bb386efc590c412d1c8decf98364698cb14ed0256bdce73a1"
            "49fc44b5c8ee010195118456eb56cd3ec94a13d5d594d9dedbd5667644e32ca8a1caa1705783ad6a"
            "98df0837d3b7dffd62f01ccc2f4968e97c0ad7aad245de9516b229e854f7570f1ec06181a601835f"
            "1c136849c892f66a232b3704bcf63b786f43d2bca2ad403b0658c5268366ad1b6c220e33efbe31b2"
            "6c4e5616f952bc2eb15f10749bac80e92ed30bf3ea54f29f4c76aa2524585f356ab1373f767aeeb1"
            "395857a2e911526fffb1ebefb32ce266c7f5dbf14c4db61717edf5348097f7",
        .data =
            "7768617420776173207369676e6564",
        .pem =
            "-----BEGIN RSA PRIVATE KEY-----\n"
            "MIIEogIBAAKCAQEAxzLFIUQxRjpdJjG8XKFS0i0d8obNu8L5JmYpQ8TMIUD4AXV2\n"
            "BMDNv0FV95aVE3Gn0VntASvD9PDRacaKtMomx9lYoszAFEpKpv9T0fIhgcH8lZUX\n"
            "L2edufy6gHCRasKS3JU6d+l8jy/pq99LUTP/WXnFZ26CVZeOPWL7i+WnRD8EdYjG\n"
            "POIvZGvoUGTKUx5aRpZiTy8cE213MBKnoZSzU3EmJlk1fT80VVVcCx/F8gudYEnd\n"
            "eoeFEPkJxvTd60bZnOckE96rvunqFwX7fQMpG81fSMAJVrr6sXs0bWmbrmA7owwt\n"
            "51tWhmNc2B4+pgmUV/0DC+5iqy3xhkb365JjQQIDAQABAoIBACOKAtKrFHF3ozvX\n"
            "vsf1/k1CQGgPNfBsWkBIFM+i8lpyeWzlNH+nmG2pbfmE06cK7Ypz1U2SrdzrBCmv\n"
            "gvq7YEzikaZGCnT0RjpiLmW0IddBMVvMpDzQazsOBIY6zy7xdPtG4o4XSaJQRYvl\n"
            "BE6CDOo9SANqm3VC211HZiKw//U0Siq3G6DxaqDrAQgTSgM23Q5NosHdToKn6ch6\n"
            "h8wEUQHmJGu9nTZ8UaJOSYQrM7XV3RbvkjcpNwQVWzYCwfQj7qAsPV2ykq11WDDO\n"
            "GtRUoXmPjs9RuHJl7zjtMPUc3HGSuPagdAHXezJbeXJmlRiI7CF7NlwczAJc1/3U\n"
            "FPNbZNsCgYEA9g5orqZvkzUb4QD4ErZzaz0lQM5vg2fLfZIa1xmpWt1gc/1l+G9+\n"
            "Jid66Udc6RnMpgTnBZJDx1Ems9INvMtOqURBaa5x99K1QutXvPSb/NWbHDXg3qHC\n"
            "8HgVBBpqQJiY/wOscU1S6IAoBHId63U+r//Tl+fHS5pNce3XtE919QMCgYEAzz+W\n"
            "y8FhryYizowerDzfH7+LULI9QD1oOuAop6cxZWVjrfhBnEUrCFHT1xBU/QdUBPJj\n"
            "WsadTqaUiE5BJh544515rP+KXIqiBepO+piSqNDwtowfRIooNHYlor+elNgIUSmr\n"
            "7+poTe5Dwcz7F5/XJjGew9E5bIm/gbzBe3mCqWsCgYAp7gqouHQLAeHeVevwRGcm\n"
            "vyS6BnO6UNW8cElinlzdvxvQqD3YOCenGNM5LZAHqP3WzL8Rk/s42/tcaU8t/PdK\n"
            "oPcEq1WAhcedv70T1hs+2qe0Bvpq9eXiVJRAPsAcgeSQkG+yXxrhw/UNzOSMW05z\n"
            "b4T/PeAYYhMQdxdrAp93QQKBgBRrRncyyWYRUtKY2ZjMsosVOyurM/+1TSSn2zmR\n"
            "bnt3/tcwI367Dd9W+JEy6by4UR3fp8xUz0DlhrLbSu3viKecZ1WVI9O0UPxWNovY\n"
            "JnL9iwnhSl9dYVKx5UlgqcYudrtQaMFNjhNHi2N3x7FvLSp1LxhJ7+dytuyYZVO+\n"
            "CBKbAoGAZCD2grhcZZGtEP8A5Qymq9t6TDjbnhSOb9gNHAUmnUl2D/Qc5x9a9tdG\n"
            "qQBKaQ0cSQ0qHdYXxD8ORoNitt6Jnrdc88jyazlLcf16VgzOYta8TX32xgZ7sVOV\n"
            "XTAT3nopuoR+erB8/eSfp1ecCwSbtN6FeXsXBJzYPSvCn+wGv/M=\n"
            "-----END RSA PRIVATE KEY-----\n",
    },
};

/* An RSA key of 1024 bits. */
static const char *const small_rsa_blob =
    "000000077373682d727361000000030100010000008100cd3af95b70d3d03b25a1d4f3a03d4d651e"
    "3b01e9eebad3eb696a02295330a21df2fbe745bd356976e4495b6d0963b788ee19c2b0c1f7a3a1c7"
    "e4f03dbb93c601431abf9f43503c1601d4841e67258b581a9998e91c7f3b66ce49bb440ac827737c"
    "7fad067984432efb2d3d089cef2e4667dd0293256b81af9939a79ef40c5fbb";

#endif
