import { closeSync, openSync, readSync } from 'node:fs';
import { misuse } from '../../kernel/errors';
import { LARGEST_SECRET, PemSource } from './pem';
import { mayBeSecret } from './secrecy';

/** The text of a file in PEM. */
export function fileSource(path: string, field: string, at: string): PemSource {
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
    return { text: readText(path), name: `${field} '${path}'`, at };
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
function readText(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(LARGEST_SECRET + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(file, bytes, length, bytes.length - length, null);
    }
    return bytes.toString('utf8', 0, length);
  } finally {
    closeSync(file);
  }
}
