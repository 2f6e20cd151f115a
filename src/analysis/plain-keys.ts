/**
 * What an analysis says of private keys that stand in manifests unencrypted, where everybody who sees the manifests can read them
 * (CDI0012). A key that is meant to stand there, such as one for development, is excepted by a suppression with a reason.
 */
export enum PlainKeys {
  /** They are warned of. */
  WARNED = 'warned',
  /** They are an error, which fails the synth. */
  FORBIDDEN = 'forbidden',
}

/** What a text of a configuration file or command line stands for; undefined where it is none. */
export function parsePlainKeys(text: string): PlainKeys | undefined {
  return Object.values(PlainKeys).find((each) => each === (text as PlainKeys));
}
