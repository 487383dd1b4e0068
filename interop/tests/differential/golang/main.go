// Command golang writes what Go's SSH libraries make: one JSON object a line, with the name of the
// packet type, the bytes and, where they are known, the fields that went in. Its argument is the group.
package main

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
)

type fields map[string]interface{}

var groups = map[string]func(){
	"primitives":   primitives,
	"public_keys":  publicKeys,
	"signatures":   signatures,
	"certificates": certificates,
	"known_hosts":  knownHosts,
	"handshake":    handshake,
	"agent":        agentMessages,
	"sftp":         sftpPackets,
}

var output = json.NewEncoder(os.Stdout)

// put says that these bytes have these fields; nil: that they are a packet, whatever is in it.
func put(packet string, bytes []byte, f fields) {
	line := fields{"packet": packet, "hex": hex.EncodeToString(bytes)}
	if f != nil {
		line["fields"] = f
	}
	check(output.Encode(line))
}

// raw is a string as testvectors/README.md wants it.
func raw(bytes []byte) interface{} {
	for _, c := range bytes {
		if c < 0x20 || c > 0x7e {
			return fields{"hex": hex.EncodeToString(bytes)}
		}
	}
	return string(bytes)
}

func number(n *big.Int) interface{} {
	return fields{"hex": hex.EncodeToString(n.Bytes())}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	if len(os.Args) != 2 || groups[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: golang GROUP")
		os.Exit(2)
	}
	groups[os.Args[1]]()
}
