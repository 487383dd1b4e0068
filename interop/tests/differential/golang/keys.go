package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"math/big"
	"strings"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// A key of Go's and what our packet types call it and its parts.
type key struct {
	private crypto.Signer
	signer  ssh.Signer
	name    string // of the packet types, behind pubkey_ and the like
	public  fields // but for the type
}

func newKey(private crypto.Signer, name string, public fields) key {
	signer, err := ssh.NewSignerFromKey(private)
	check(err)
	return key{private, signer, name, public}
}

func makeEcdsa(curve elliptic.Curve, name string) key {
	private, err := ecdsa.GenerateKey(curve, rand.Reader)
	check(err)
	return newKey(private, "ecdsa_"+name, fields{
		"curve_name": name, "q": raw(elliptic.Marshal(curve, private.X, private.Y))})
}

func makeEd25519() key {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	check(err)
	return newKey(private, "ed25519", fields{"key": raw(public)})
}

func makeKeys() []key {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	check(err)
	return []key{
		newKey(private, "rsa", fields{"e": number(big.NewInt(int64(private.E))), "n": number(private.N)}),
		makeEcdsa(elliptic.P256(), "nistp256"),
		makeEcdsa(elliptic.P384(), "nistp384"),
		makeEcdsa(elliptic.P521(), "nistp521"),
		makeEd25519(),
	}
}

// with is the fields of both.
func (f fields) with(others fields) fields {
	all := fields{}
	for name, value := range f {
		all[name] = value
	}
	for name, value := range others {
		all[name] = value
	}
	return all
}

func publicKeys() {
	for _, k := range makeKeys() {
		public := k.signer.PublicKey()
		put("pubkey_"+k.name, public.Marshal(), k.public.with(fields{"key_type": public.Type()}))
		put("public_key_line", []byte(strings.TrimSpace(string(ssh.MarshalAuthorizedKey(public)))), fields{
			"key_type": public.Type(), "base64_key": base64.StdEncoding.EncodeToString(public.Marshal()),
			"comment": ""})
		sha256 := ssh.FingerprintSHA256(public)
		put("fingerprint_sha256", []byte(sha256), fields{"text": strings.TrimPrefix(sha256, "SHA256:")})
		md5 := ssh.FingerprintLegacyMD5(public)
		put("fingerprint_md5", []byte(md5), fields{"text": md5})
	}
}

func signature(k key, packet, algorithm string) {
	made, err := k.signer.(ssh.AlgorithmSigner).SignWithAlgorithm(rand.Reader, []byte("to be signed"), algorithm)
	check(err)
	content := fields{"sig_type": algorithm}
	switch {
	case k.name == "rsa":
		content["s"] = raw(made.Blob)
	case k.name == "ed25519":
		content["sig"] = raw(made.Blob)
	default:
		var pair struct{ R, S *big.Int }
		check(ssh.Unmarshal(made.Blob, &pair))
		content["ecdsa_sig"] = fields{"r": number(pair.R), "s": number(pair.S)}
	}
	put(packet, ssh.Marshal(made), content)
}

func signatures() {
	for _, k := range makeKeys() {
		for i := 0; i < 20; i++ {
			if k.name == "rsa" {
				signature(k, "sig_rsa_sha1", ssh.SigAlgoRSA)
				signature(k, "sig_rsa_sha2_256", ssh.SigAlgoRSASHA2256)
				signature(k, "sig_rsa_sha2_512", ssh.SigAlgoRSASHA2512)
			} else {
				signature(k, "sig_"+k.name, k.signer.PublicKey().Type())
			}
		}
	}
}

func certificate(k key, authority ssh.Signer, role uint32, options ssh.Permissions) *ssh.Certificate {
	made := &ssh.Certificate{
		Key: k.signer.PublicKey(), Serial: 1<<63 + 5, CertType: role, KeyId: "an id",
		ValidPrincipals: []string{"alice", "bob"}, ValidAfter: 1000, ValidBefore: ssh.CertTimeInfinity,
		Permissions: options}
	check(made.SignCert(rand.Reader, authority))
	return made
}

func inString(text string) interface{} {
	return raw(ssh.Marshal(struct{ Text string }{text}))
}

// Go puts the options into the order of their names and leaves a value out that is empty.
var permissions = ssh.Permissions{
	CriticalOptions: map[string]string{"source-address": "192.0.2.0/24", "force-command": "uname"},
	Extensions:      map[string]string{"permit-pty": "", "private@example.com": "value"}}

var permissionFields = fields{
	"critical_options": []fields{
		{"option_name": "force-command", "option_data": inString("uname")},
		{"option_name": "source-address", "option_data": inString("192.0.2.0/24")}},
	"extensions": []fields{
		{"extension_name": "permit-pty", "extension_data": ""},
		{"extension_name": "private@example.com", "extension_data": inString("value")}}}

func certificates() {
	authority := makeEd25519().signer
	for _, k := range makeKeys() {
		public := k.public
		if k.name == "ed25519" {
			public = fields{"enc_a": public["key"]}
		}
		for role, options := range []ssh.Permissions{ssh.UserCert: permissions, ssh.HostCert: {}} {
			if role == 0 {
				continue
			}
			made := certificate(k, authority, uint32(role), options)
			content := fields{"critical_options": []fields{}, "extensions": []fields{}}
			if role == ssh.UserCert {
				content = permissionFields
			}
			put("cert_v01_"+k.name, made.Marshal(), public.with(content).with(fields{
				"key_type": made.Type(), "nonce": raw(made.Nonce), "serial": "9223372036854775813",
				"certificate_role": role, "key_id": "an id",
				"valid_principals": []fields{{"principal": "alice"}, {"principal": "bob"}},
				"valid_after":      "1000", "valid_before": "18446744073709551615",
				"reserved": "", "signature_key": raw(authority.PublicKey().Marshal()),
				"signature": raw(ssh.Marshal(made.Signature))}))
		}
	}
}

func knownHosts() {
	for _, k := range makeKeys() {
		public := k.signer.PublicKey()
		for _, address := range []string{"example.com", "example.com:2222", "[2001:db8::1]:22"} {
			host := knownhosts.Normalize(address)
			hashed := knownhosts.HashHostname(host)
			for _, hosts := range []string{host, hashed} {
				line := knownhosts.Line([]string{hosts}, public)
				put("known_hosts_line", []byte(line), fields{
					"marker": "", "hosts": hosts, "key_type": public.Type(), "comment": "",
					"base64_key": base64.StdEncoding.EncodeToString(public.Marshal())})
			}
			parts := strings.Split(hashed, "|")
			put("known_hosts_hashed", []byte(hashed), fields{"salt_base64": parts[2], "hash_base64": parts[3]})
		}
	}
}
