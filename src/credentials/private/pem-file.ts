import { readFileSync } from 'node:fs';
import { misuse } from '../../kernel/errors';
import { PemSource } from './pem';
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
    return { text: readFileSync(path, 'utf8'), name: `${field} '${path}'`, at };
  } catch (error) {
    throw misuse({
      at,
      rule: `${field} must be a file that can be read (${(error as NodeJS.ErrnoException).code})`,
      received: path,
      fix: `check the path; relative ones start at ${process.cwd()}`,
    });
  }
}
