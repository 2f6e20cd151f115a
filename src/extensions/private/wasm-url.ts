import { misuse } from '../../kernel/errors';

const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const SCHEMES = ['oci', 'http', 'https', 'file'];
const DIGEST = /@sha256:([a-f0-9]{64})$/;

/** The URL as it is; throws unless Istio can take it for a Wasm module, of this checksum where one is given. */
export function checkWasmUrl(url: string, sha256: string | undefined): string {
  if (typeof url !== 'string' || url === '' || /\s/.test(url)) {
    throw misuse({
      rule: 'the url of a Wasm module must say where it is',
      received: url,
      fix: "give an image such as 'oci://registry.example.com/team/filter:v1', or a http, https or file URL",
    });
  }
  const scheme = SCHEME.exec(url)?.[1];
  if (scheme !== undefined && !SCHEMES.includes(scheme.toLowerCase())) {
    throw misuse({
      rule: `the url of a Wasm module has one of the schemes ${SCHEMES.join(', ')}`,
      received: url,
      // Istio takes what stands before the first colon for a scheme, be it a host before its port or an image before its tag.
      fix: url.includes('://') ? 'give a URL with one of them' : `write 'oci://${url}'`,
    });
  }
  const digest = DIGEST.exec(url)?.[1];
  if (digest !== undefined && sha256 !== undefined && digest !== sha256) {
    throw misuse({
      rule: 'the sha256 of a Wasm module must be the one in its url, where that has one',
      received: { url, sha256 },
      fix: 'leave sha256 out',
    });
  }
  return url;
}

/** The checksum as it is; throws unless it is SHA-256 in hexadecimal. */
export function checkSha256(sha256: string): string {
  if (typeof sha256 !== 'string' || !/^[a-f0-9]{64}$/.test(sha256)) {
    throw misuse({
      rule: 'the sha256 of a Wasm module must be 64 hexadecimal digits in lower case',
      received: sha256,
      fix: 'give what sha256sum prints, without a prefix',
    });
  }
  return sha256;
}
