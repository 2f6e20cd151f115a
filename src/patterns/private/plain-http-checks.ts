import { Construct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { PlainHttp } from '../plain-http';

/** The ports of a gateway's servers, and what plain HTTP is for. */
interface PlainHttpProps {
  readonly plainHttp?: PlainHttp;
  readonly httpPort?: number;
  readonly httpsPort?: number;
}

/** Throws where the ports do not go with what is done with plain HTTP. */
export function checkPlainHttp(at: Construct, { plainHttp, httpPort, httpsPort }: PlainHttpProps): void {
  if (plainHttp === PlainHttp.OFF && httpPort !== undefined) {
    throw misuse({
      at,
      rule: 'a port for plain HTTP is of no use where plain HTTP is off',
      received: httpPort,
      fix: 'leave `httpPort` out, or choose PlainHttp.SERVE or PlainHttp.REDIRECT',
    });
  }
  if ((plainHttp ?? PlainHttp.REDIRECT) === PlainHttp.REDIRECT && httpsPort !== undefined && httpsPort !== 443) {
    throw misuse({
      at,
      rule: 'the redirect of a gateway always leads to port 443',
      received: `httpsPort ${httpsPort}`,
      fix: 'choose PlainHttp.SERVE or PlainHttp.OFF, or serve HTTPS on 443',
    });
  }
}
