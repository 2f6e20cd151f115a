import { misuse } from '../kernel/errors';
import { checkExactHost } from '../kernel/host';
import { StringMatch } from '../kernel/string-match';
import { HttpMatch } from '../networking/http-match';
import { quoteRegex } from '../networking/private/regex-rewrite';

const COOKIE_NAME = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
const COOKIE_VALUE = /^[!#-+\--:<-[\]-~]+$/;

/**
 * How requests of testers are known, which go to one version whatever the weights say. Anybody can send such requests: a pin is no
 * protection.
 *
 * A header only reaches services further down if the services in between hand it on.
 */
export class Pin {
  /**
   * Requests with this value of a header.
   *
   * @throws if the name is none of a header, or the value is empty.
   */
  public static header(name: string, value: string): Pin {
    if (value === '') {
      throw misuse({
        rule: `the value of header ${name} must not be empty`,
        received: value,
        fix: 'give a value, or use Pin.headerMatching()',
      });
    }
    return Pin.headerMatching(name, StringMatch.exact(value));
  }

  /**
   * Requests whose header has such a value.
   *
   * @throws if the name is none of a header.
   */
  public static headerMatching(name: string, value: StringMatch): Pin {
    return new Pin(HttpMatch.header(name, value));
  }

  /**
   * Requests with this value of a cookie, whatever other cookies they have.
   *
   * @throws if name or value can't be those of a cookie.
   */
  public static cookie(name: string, value: string): Pin {
    if (!COOKIE_NAME.test(name) || !COOKIE_VALUE.test(value)) {
      throw misuse({
        rule: 'a cookie has a name and a value without spaces, quotes, commas and semicolons',
        received: `${name}=${value}`,
        fix: "give the two as the browser sends them, such as ('version', 'canary')",
      });
    }
    const pair = `${quoteRegex(name)}=${quoteRegex(value)}`;
    return new Pin(HttpMatch.header('cookie', StringMatch.regex(`(.*; ?)?${pair}(;.*)?`)));
  }

  /**
   * Requests for this host, with any port. The host is added to those of the VirtualService; a gateway's server has to take it too.
   *
   * @throws if it is not a DNS name.
   */
  public static host(host: string): Pin {
    checkExactHost(host, 'the host of a pin');
    return new Pin(HttpMatch.anyPath({ authority: StringMatch.regex(`(?i)${quoteRegex(host)}(:[0-9]+)?`) }), host);
  }

  private constructor(
    /** The requests. @internal */
    public readonly _match: HttpMatch,
    /** The host that they are for, where that is what they are known by. @internal */
    public readonly _host?: string,
  ) {}
}
