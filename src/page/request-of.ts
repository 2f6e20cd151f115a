import { misuseIn } from '../kernel/errors';
import { isIpAddress } from '../mesh/semantics/ip-address';
import { certificatesIn } from '../simulation/parsed-certificate';
import { Client } from '../simulation/client';
import { HttpVersion } from '../simulation/http-version';
import { Request, RequestOptions } from '../simulation/request';
import { FieldError } from './field-error';
import { Question } from './question';

const VERSIONS: ReadonlyMap<string, HttpVersion> = new Map(Object.values(HttpVersion).map((each) => [each, each]));

/**
 * The request of a question. A URL without a scheme is one with `https`.
 *
 * @throws FieldError if there is none.
 */
export function requestOf(question: Question, from: Client | undefined): Request {
  const { sourceIp, certificate, sni, isWithoutSni } = question;
  const url = question.url.trim();
  if (sourceIp !== '' && !isIpAddress(sourceIp)) {
    throw new FieldError('source-ip', `The address of the client has to be an IP address; got ${quoted(sourceIp)}.`);
  }
  if (certificate !== '' && certificatesIn(certificate).length === 0) {
    throw new FieldError('certificate', 'The client certificate can not be read: it has to be PEM.');
  }
  const version = VERSIONS.get(question.version);
  const options: RequestOptions = {
    ...(question.method === '' ? {} : { method: question.method }),
    headers: headersIn(question.headers),
    ...(isWithoutSni ? { sni: '' } : sni === '' ? {} : { sni }),
    ...(certificate === '' ? {} : { clientCertificate: certificate }),
    ...(version === undefined ? {} : { httpVersion: version }),
    ...(sourceIp === '' ? {} : { sourceIp }),
    ...(from === undefined ? {} : { from }),
  };
  try {
    return /^grpc:/i.test(url)
      ? Request.grpc(url, options)
      : Request.of(url.includes('://') ? url : `https://${url}`, options);
  } catch (error) {
    throw new FieldError('url', misuseIn(error)?.rule ?? String(error));
  }
}

/** Headers by name, of lines. */
function headersIn(text: string): Readonly<Record<string, string>> {
  const headers = new Map<string, string>();
  for (const line of text.split('\n').map((each) => each.trim())) {
    const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):\s*(.*)$/.exec(line) ?? [];
    if (line === '') {
      continue;
    }
    if (name === undefined) {
      throw new FieldError('headers', `A header has to be "Name: value"; got ${quoted(line)}.`);
    }
    if (headers.has(name.toLowerCase())) {
      throw new FieldError('headers', `The header ${name} stands there twice: give it once, with all its values.`);
    }
    headers.set(name.toLowerCase(), value);
  }
  return Object.fromEntries(headers);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
