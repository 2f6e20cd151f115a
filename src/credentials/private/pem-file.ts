import { closeSync, openSync, readSync } from 'node:fs';
import { misuse } from '../../kernel/errors';
import { LARGEST_SECRET, PemSource } from './pem';
import { mayBeSecret } from './secrecy';

/** The text of a file in PEM. */
export function fileSource(path: string, field: string, at: string): PemSource {
  return { text: fileBytes(path, field, at).toString('utf8'), name: `${field} '${path}'`, at };
}

/** The bytes of a file that holds a key or certificates. */
export function fileBytes(path: string, field: string, at: string): Buffer {
  if (typeof path !== 'string' || path === '') {
    throw misuse({
      at,
      rule: `${field} must be the path of a file`,
      received: path === '' ? 'an empty text' : `a value of type ${typeof path}`,
      fix: 'give a path, from the working directory',
    });
  }
  if (mayBeSecret(path)) {
    throw misuse({
      at,
      rule: `${field} must be the path of a file`,
      received: 'what looks like the content of a file, so it is not shown',
      fix: 'give the path, or the content in PEM to Credential.fromPem()',
    });
  }
  try {
    return readBytes(path);
  } catch (error) {
    throw misuse({
      at,
      rule: `${field} must be a file that can be read (${(error as NodeJS.ErrnoException).code})`,
      received: path,
      fix: `check the path; relative ones start at ${process.cwd()}`,
    });
  }
}

/** The beginning of a file, a little more than can be used: devices and wrong files may have no end. */
function readBytes(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(LARGEST_SECRET + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(file, bytes, length, bytes.length - length, null);
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}
