package main

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"io/ioutil"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

func primitives() {
	for i := 0; i < 300; i++ {
		n, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), uint(i*7+1)))
		check(err)
		put("prim_mpint", ssh.Marshal(struct{ N *big.Int }{n}), fields{"data": number(n)})
		put("prim_string", ssh.Marshal(struct{ Data []byte }{n.Bytes()}), fields{"data": raw(n.Bytes())})
		low := n.Uint64()
		put("prim_uint64", ssh.Marshal(struct{ N uint64 }{low}),
			fields{"value": new(big.Int).SetUint64(low).String()})
		put("prim_uint32", ssh.Marshal(struct{ N uint32 }{uint32(low)}), fields{"value": uint32(low)})
		put("prim_boolean", ssh.Marshal(struct{ B bool }{i%2 == 0}), fields{"value": i%2 == 0})
		names := []string{"curve25519-sha256", "a@example.com", "b"}[:i%4]
		put("prim_name_list", ssh.Marshal(struct{ Names []string }{names}), fields{"data": names})
	}
}

// A connection of which all that is written is kept.
type kept struct {
	net.Conn
	mutex sync.Mutex
	bytes []byte
}

func (c *kept) Write(data []byte) (int, error) {
	c.mutex.Lock()
	c.bytes = append(c.bytes, data...)
	c.mutex.Unlock()
	return c.Conn.Write(data)
}

func (c *kept) written() []byte {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return append([]byte{}, c.bytes...)
}

// pair is two ends; net.Pipe has no buffer, and both ends of SSH begin by writing.
func pair() (*kept, *kept) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	defer listener.Close()
	near, err := net.Dial("tcp", listener.Addr().String())
	check(err)
	far, err := listener.Accept()
	check(err)
	return &kept{Conn: near}, &kept{Conn: far}
}

/* The handshake, as long as it is not encrypted */

var exchanges = map[string]string{
	"curve25519-sha256": "curve25519", "ecdh-sha2-nistp256": "nistp256",
	"ecdh-sha2-nistp384": "nistp384", "ecdh-sha2-nistp521": "nistp521",
}

// payloads are those of RFC 4253, section 6, behind the identification and up to NEWKEYS.
func payloads(written []byte) [][]byte {
	var all [][]byte
	written = written[bytes.IndexByte(written, '\n')+1:]
	for {
		length := binary.BigEndian.Uint32(written)
		payload := written[5 : 4+length-uint32(written[4])]
		all = append(all, payload)
		if payload[0] == 21 {
			return all
		}
		written = written[4+length:]
	}
}

func exchange(kex string, host ssh.Signer) {
	client, server := pair()
	config := ssh.Config{KeyExchanges: []string{kex}}
	serverConfig := &ssh.ServerConfig{Config: config, NoClientAuth: true}
	serverConfig.AddHostKey(host)
	done := make(chan error)
	go func() {
		_, _, _, err := ssh.NewServerConn(server, serverConfig)
		done <- err
	}()
	_, _, _, err := ssh.NewClientConn(client, "peer", &ssh.ClientConfig{
		Config: config, User: "user", HostKeyCallback: ssh.InsecureIgnoreHostKey()})
	check(err)
	check(<-done)
	packets := map[byte]string{20: "kexinit", 21: "newkeys", 30: "kex_ecdh_init_" + exchanges[kex],
		31: "kex_ecdh_reply_" + exchanges[kex]}
	for _, end := range []*kept{client, server} {
		for _, payload := range payloads(end.written()) {
			put(packets[payload[0]], payload, nil)
		}
	}
}

func handshake() {
	for _, k := range makeKeys() {
		for kex := range exchanges {
			exchange(kex, k.signer)
		}
	}
}

// frames cuts what was written into packets, each behind its length.
func frames(written []byte) [][]byte {
	var all [][]byte
	for len(written) > 0 {
		length := binary.BigEndian.Uint32(written)
		all = append(all, written[4:4+length])
		written = written[4+length:]
	}
	return all
}

/* What a client and an agent say to each other */

var agentPackets = map[byte]string{
	5: "agent_failure", 6: "agent_success", 11: "agent_request_identities", 12: "agent_identities_answer",
	13: "agent_sign_request", 14: "agent_sign_response", 17: "agent_add_identity",
	18: "agent_remove_identity", 19: "agent_remove_all_identities", 22: "agent_lock", 23: "agent_unlock",
	25: "agent_add_id_constrained", 27: "agent_extension",
}

// An agent that knows an extension, which Go's own does not.
type extended struct{ agent.ExtendedAgent }

func (extended) Extension(string, []byte) ([]byte, error) {
	return []byte{6}, nil
}

func talkToAgent(client agent.ExtendedAgent) {
	for _, k := range makeKeys() {
		check(client.Add(agent.AddedKey{PrivateKey: k.private, Comment: "a comment"}))
		check(client.Add(agent.AddedKey{PrivateKey: k.private, Comment: "for an hour", LifetimeSecs: 3600}))
		check(client.Add(agent.AddedKey{PrivateKey: k.private,
			Certificate: certificate(k, k.signer, ssh.UserCert, permissions)}))
		flags := agent.SignatureFlags(0)
		if k.name == "rsa" {
			flags = agent.SignatureFlagRsaSha512
		}
		_, err := client.SignWithFlags(k.signer.PublicKey(), []byte("to be signed"), flags)
		check(err)
	}
	keys, err := client.List()
	check(err)
	check(client.Remove(keys[0]))
	if client.Remove(keys[0]) == nil {
		check(os.ErrExist)
	}
	check(client.Lock([]byte("a passphrase")))
	check(client.Unlock([]byte("a passphrase")))
	_, err = client.Extension("query@example.com", []byte{1, 2, 3})
	check(err)
	check(client.RemoveAll())
}

func agentMessages() {
	near, far := pair()
	go agent.ServeAgent(extended{agent.NewKeyring().(agent.ExtendedAgent)}, far)
	talkToAgent(agent.NewClient(near))
	for _, end := range []*kept{near, far} {
		for _, message := range frames(end.written()) {
			put(agentPackets[message[0]], message, nil)
		}
	}
}

/* What a client and a server of files say to each other */

var sftpNames = map[byte]string{
	1: "sftp_init", 2: "sftp_version", 3: "sftp_open", 4: "sftp_close", 5: "sftp_read", 6: "sftp_write",
	7: "sftp_lstat", 8: "sftp_fstat", 9: "sftp_setstat", 10: "sftp_fsetstat", 11: "sftp_opendir",
	12: "sftp_readdir", 13: "sftp_remove", 14: "sftp_mkdir", 15: "sftp_rmdir", 16: "sftp_realpath",
	17: "sftp_stat", 18: "sftp_rename", 19: "sftp_readlink", 20: "sftp_symlink", 101: "sftp_status",
	102: "sftp_handle", 103: "sftp_data", 104: "sftp_name", 105: "sftp_attrs_reply",
	200: "sftp_extended", 201: "sftp_extended_reply",
}

func talkToServer(client *sftp.Client, folder string) {
	one, other := filepath.Join(folder, "one"), filepath.Join(folder, "other")
	file, err := client.Create(one)
	check(err)
	_, err = file.Write(make([]byte, 100000))
	check(err)
	check(file.Truncate(70000))
	check(file.Close())
	file, err = client.Open(one)
	check(err)
	_, err = ioutil.ReadAll(file)
	check(err)
	_, err = file.Stat()
	check(err)
	check(file.Close())
	check(client.Chmod(one, 0640))
	check(client.Chtimes(one, time.Unix(1000, 0), time.Unix(2000, 0)))
	check(client.Rename(one, other))
	check(client.PosixRename(other, one))
	check(client.Symlink(one, other))
	_, err = client.ReadLink(other)
	check(err)
	_, err = client.Lstat(other)
	check(err)
	check(client.Mkdir(filepath.Join(folder, "made")))
	_, err = client.ReadDir(folder)
	check(err)
	_, err = client.StatVFS(folder)
	check(err)
	_, err = client.RealPath(folder + "/made/..")
	check(err)
	check(client.RemoveDirectory(filepath.Join(folder, "made")))
	check(client.Remove(other))
	if _, err = client.Stat(other); err == nil {
		check(os.ErrExist)
	}
}

func sftpPackets() {
	near, far := pair()
	folder, err := ioutil.TempDir("", "")
	check(err)
	defer os.RemoveAll(folder)
	server, err := sftp.NewServer(far)
	check(err)
	go server.Serve()
	client, err := sftp.NewClientPipe(near, near)
	check(err)
	talkToServer(client, folder)
	for _, end := range []*kept{near, far} {
		for _, packet := range frames(end.written()) {
			put(sftpNames[packet[0]], packet, nil)
		}
	}
}
