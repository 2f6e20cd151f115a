import { misuse } from '../kernel/errors';
import { mayBeSecret } from './private/secrecy';

/** The password of a file in PKCS#12. No error and no printed object shows it. */
export class Password {
  /**
   * The password itself.
   *
   * @throws if it is no text.
   */
  public static text(password: string): Password {
    if (typeof password !== 'string') {
      throw misuse({
        at: 'Password.text',
        rule: 'a password must be a text',
        received: typeof password,
        fix: "give the text; '' for a file without a password",
      });
    }
    return new Password(() => password);
  }

  /**
   * The value of an environment variable, read when the password is needed.
   *
   * @throws if this can't be the name of a variable; when needed, if the variable is not set.
   */
  public static environment(variable: string): Password {
    if (typeof variable !== 'string' || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(variable)) {
      throw misuse({
        at: 'Password.environment',
        rule: 'the name of an environment variable consists of letters, digits and _',
        received: 'a text that is none, which may be the password, so it is not shown',
        fix: "give the name of the variable, such as 'KEYSTORE_PASSWORD'; the password itself goes to Password.text()",
      });
    }
    return new Password(() => {
      const value = process.env[variable];
      if (value === undefined) {
        throw misuse({
          at: 'Password.environment',
          rule: 'the environment variable with the password must be set',
          received: mayBeSecret(variable) ? 'a name that may be the password, so it is not shown' : variable,
          fix: 'set it where this runs; the password itself goes to Password.text()',
        });
      }
      return value;
    });
  }

  // Hidden from console.log() and JSON.stringify().
  readonly #read: () => string;

  private constructor(read: () => string) {
    this.#read = read;
  }

  /** @internal */
  public _reveal(): string {
    return this.#read();
  }
}
