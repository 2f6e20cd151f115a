import { certificateBlocks } from '../kernel/certificate-blocks';

/** What somebody asks of the page, as it was typed; '' of what was not. */
export interface Question {
  readonly url: string;
  /** Who sends the request, as the command line writes it: `gateway:NAMESPACE/LABEL=VALUE,...` or `NAMESPACE/LABEL=VALUE,...`. */
  readonly from: string;
  readonly method: string;
  /** The version of HTTP. */
  readonly version: string;
  /** A header a line. */
  readonly headers: string;
  readonly sni: string;
  /** Whether no server name is sent at all. */
  readonly isWithoutSni: boolean;
  /** The client's certificates as PEM, never its key. */
  readonly certificate: string;
  readonly sourceIp: string;
}

const TEXTS = ['url', 'from', 'method', 'version', 'headers', 'sni', 'certificate', 'sourceIp'] as const;
const WITHOUT_SNI = 'withoutSni';

/** The question that the address of a page holds behind its `#`; undefined where it holds none. */
export function questionIn(hash: string): Question | undefined {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const text = (name: string): string => parameters.get(name) ?? '';
  return text('url').trim() === ''
    ? undefined
    : {
        url: text('url'),
        from: text('from'),
        method: text('method'),
        version: text('version'),
        headers: text('headers'),
        sni: text('sni'),
        isWithoutSni: parameters.has(WITHOUT_SNI),
        // People paste their key along, which no address may hold.
        certificate: certificateBlocks(text('certificate')),
        sourceIp: text('sourceIp'),
      };
}

/** A question as it stands behind the `#` of an address. */
export function hashOf(question: Question): string {
  const parameters = new URLSearchParams(
    TEXTS.map((name) => [name, question[name]]).filter(([, value]) => value !== ''),
  );
  if (question.isWithoutSni) {
    parameters.set(WITHOUT_SNI, '');
  }
  return parameters.toString();
}
