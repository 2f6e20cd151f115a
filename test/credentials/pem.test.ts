import { parsePem, toPem } from '../../src/credentials/private/pem';
import { errorOf } from './support/binding';
import { issue, issueChain } from './support/certificates';

const { pem, key } = issue();
const parse = (text: string) => parsePem({ text, name: 'certificate', at: 'Credential.fromPem' });
const lines = pem.split('\n');

describe('a PEM text that can be read', () => {
  test.each<[string, string]>([
    ['line feeds', pem],
    ['no line break at the end', pem.trimEnd()],
    ['carriage returns and line feeds', pem.replaceAll('\n', '\r\n')],
    ['carriage returns', pem.replaceAll('\n', '\r')],
    ['a byte order mark', `\uFEFF${pem}`],
    ['text before and after', `Bag Attributes\n    friendlyName: shop\n${pem}# the end\n`],
    ['indentation', pem.replaceAll('\n', '\n      ')],
    ['spaces at the ends of lines', pem.replaceAll('\n', '  \n')],
    ['blank lines', pem.replaceAll('\n', '\n\n')],
    ['all of the base64 on one line', [lines[0], lines.slice(1, -2).join(''), ...lines.slice(-2)].join('\n')],
    ['base64 in lines of 76', pem.replace(/([^-\n])\n([^-\n])/g, '$1$2').replace(/([^-\n]{76})/g, '$1\n')],
  ])('with %s', (_, text) => {
    const blocks = parse(text);
    expect(blocks).toHaveLength(1);
    expect(toPem(blocks[0].label, blocks[0].der)).toBe(pem);
  });

  test('keeps several blocks in their order', () => {
    const { leaf, intermediate } = issueChain();
    const blocks = parse(`\uFEFF${leaf.pem}\uFEFF${intermediate.pem.replaceAll('\n', '\r\n')}${key}`);
    expect(blocks.map((block) => block.label)).toEqual(['CERTIFICATE', 'CERTIFICATE', 'PRIVATE KEY']);
    expect(blocks.map((block) => toPem(block.label, block.der)).join('')).toBe(leaf.pem + intermediate.pem + key);
  });

  test('tells an encrypted key of the old form by its headers', () => {
    const body = Buffer.alloc(48).toString('base64');
    const text = `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n${body}\n-----END RSA PRIVATE KEY-----\n`;
    expect(parse(text)).toMatchObject([{ encrypted: true }]);
  });
});

describe('a PEM text that can not be read', () => {
  const whole = 'must be whole, from each BEGIN line to its END line';
  const inPem = 'must be a text in PEM';
  const changed = (from: string, to: string) => pem.replace(from, to);
  test.each<[string, unknown, string, string]>([
    ['is cut off', lines.slice(0, 4).join('\n'), whole, 'cut off'],
    ['lacks its END line', lines.slice(0, -2).join('\n'), whole, 'cut off'],
    ['lacks its BEGIN line', lines.slice(1).join('\n'), whole, 'cut off'],
    ['begins twice', lines[0] + '\n' + pem, whole, 'cut off'],
    ['ends as something else', changed('END CERTIFICATE', 'END PRIVATE KEY'), whole, 'cut off'],
    ['has a second block that is cut off', pem + lines.slice(0, 5).join('\n'), whole, 'cut off'],
    ['lacks a line', [...lines.slice(0, 3), ...lines.slice(4)].join('\n'), whole, 'damaged or has lost a part'],
    ['lacks some letters', lines.with(2, lines[2].slice(1)).join('\n'), whole, 'damaged or has lost a part'],
    ['has a letter that base64 has not', lines.with(2, `?${lines[2].slice(1)}`).join('\n'), whole, 'damaged'],
    ['holds a line twice', [...lines.slice(0, 3), ...lines.slice(2)].join('\n'), whole, 'damaged'],
    ['has an empty block', `${lines[0]}\n${lines.at(-2) ?? ''}\n`, whole, 'damaged'],
    ['is empty', ' \n', inPem, 'an empty text'],
    ['is a path', 'certs/tls.crt', inPem, 'paths of files go to Credential.fromFiles()'],
    ['has escaped line breaks', pem.replaceAll('\n', '\\n'), inPem, "PEM with '\\\\n' in place of line breaks"],
    ['has spaces for line breaks', pem.replaceAll('\n', ' '), inPem, 'lost its line breaks'],
    ['is base64 of PEM', Buffer.from(pem).toString('base64'), inPem, 'base64-encoded once more'],
    ['is DER', Buffer.from(pem, 'base64').toString('utf8'), inPem, 'binary data'],
    ['is in UTF-16', Buffer.from(pem, 'utf16le').toString('utf8'), inPem, 'binary data, or text in UTF-16'],
    ['is nothing', undefined, inPem, 'received: "nothing"'],
    ['is a buffer', Buffer.from(pem), inPem, 'a value of type object'],
  ])('%s', (_, text, rule, detail) => {
    const message = errorOf(() => parse(text as string));
    expect(message).toContain(`[Credential.fromPem] certificate ${rule}`);
    expect(message).toContain(detail);
    expect(message).toContain('\n  fix: ');
  });
});
