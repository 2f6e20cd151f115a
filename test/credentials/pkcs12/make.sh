#!/bin/sh
# Makes the files in PKCS#12 beside it, with OpenSSL 3: `sh make.sh`. Their keys are for tests, and the password of all is `test`.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

days='-days 36500'
ec='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc'
names='subjectAltName=DNS:shop.example.com,DNS:*.apps.example.com'

openssl req -x509 $ec $days -keyout "$work/root.key" -out root.pem -subj '/CN=root' \
  -addext basicConstraints=critical,CA:true -addext keyUsage=critical,keyCertSign,cRLSign
openssl req -x509 $ec $days -keyout "$work/ca.key" -out "$work/ca.pem" -subj '/CN=intermediate' \
  -CA root.pem -CAkey "$work/root.key" -addext basicConstraints=critical,CA:true \
  -addext keyUsage=critical,keyCertSign,cRLSign
for kind in rsa ec; do
  [ $kind = ec ] && key=$ec || key='-newkey rsa:2048 -noenc'
  openssl req -x509 $key $days -keyout "$work/$kind.key" -out "$work/$kind.pem" -subj "/CN=$kind" \
    -CA "$work/ca.pem" -CAkey "$work/ca.key" -addext basicConstraints=critical,CA:false -addext "$names" \
    -addext keyUsage=critical,digitalSignature -addext extendedKeyUsage=serverAuth
done
cat root.pem "$work/ca.pem" >"$work/chain.pem"

pack() {
  file=$1 kind=$2
  shift 2
  openssl pkcs12 -export -inkey "$work/$kind.key" -in "$work/$kind.pem" -passout pass:test -out "$file.p12" "$@"
}
pack modern-rsa rsa -certfile "$work/chain.pem"
pack modern-ec ec -certfile "$work/chain.pem"
pack legacy-rsa rsa -certfile "$work/chain.pem" -legacy
pack legacy-ec ec -certfile "$work/chain.pem" -legacy
pack no-checksum rsa -certfile "$work/chain.pem" -nomac
openssl pkcs12 -export -nokeys -in "$work/rsa.pem" -passout pass:test -out no-key.p12
openssl pkcs12 -export -nocerts -inkey "$work/rsa.key" -passout pass:test -out no-certificate.p12
