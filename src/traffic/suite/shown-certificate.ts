import { certificatesIn } from '../../simulation/parsed-certificate';

/**
 * The text of a file that a file of tests names, from where that lies.
 *
 * @throws if it can't be read; the message says why.
 */
export type FileReader = (file: string) => string;

/** The certificate that a client shows: what is written, as PEM, or what the file of that name holds. */
export class ShownCertificate {
  constructor(
    private readonly written: string,
    /** Undefined where nothing reads files. */
    private readonly read: FileReader | undefined,
  ) {}

  /**
   * As PEM.
   *
   * @throws if there is none; the message says why.
   */
  public pem(): string {
    const { written, read } = this;
    if (written.includes('\n') || written.includes('-----BEGIN')) {
      return checked(written, 'holds no certificate in PEM');
    }
    if (read === undefined) {
      throw new Error('has to be the certificate itself, as PEM: files are read by the command alone');
    }
    let text: string;
    try {
      text = read(written);
    } catch (error) {
      throw new Error(`${written} can not be read: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
    return checked(text, `${written} holds no certificate in PEM`);
  }
}

function checked(pem: string, fault: string): string {
  if (certificatesIn(pem).length === 0) {
    throw new Error(fault);
  }
  return pem;
}
