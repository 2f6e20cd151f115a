import { Construct } from 'constructs';
import { AcmeChallenge } from '../../credentials/acme-challenge';
import { IBoundCredential } from '../../credentials/credential-interface';
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
  if (plainHttp === PlainHttp.REDIRECT && httpsPort !== undefined && httpsPort !== 443) {
    throw misuse({
      at,
      rule: 'the redirect of a gateway always leads to port 443',
      received: `httpsPort ${httpsPort}`,
      fix: 'choose another PlainHttp, or serve HTTPS on 443',
    });
  }
}

/** What a SecureIngress does with plain HTTP: what was chosen, if that goes with the rest, and otherwise what suits the certificate. */
export function plainHttpOf(at: Construct, props: PlainHttpProps, credential: IBoundCredential): PlainHttp {
  const isProvedByHttp = credential.acmeChallenge === AcmeChallenge.HTTP_01;
  const usual = isProvedByHttp ? PlainHttp.REDIRECT_EXCEPT_ACME_CHALLENGES : PlainHttp.REDIRECT;
  const plainHttp = props.plainHttp ?? usual;
  checkPlainHttp(at, { ...props, plainHttp });
  checkChallenge(at, plainHttp, credential, 'leave `plainHttp` out for PlainHttp.REDIRECT_EXCEPT_ACME_CHALLENGES');
  return plainHttp;
}

/** Throws where the redirect would keep the first certificate from being issued. */
export function checkChallenge(at: Construct, plainHttp: PlainHttp, credential: IBoundCredential, fix: string): void {
  if (plainHttp === PlainHttp.REDIRECT && credential.acmeChallenge === AcmeChallenge.HTTP_01) {
    throw misuse({
      at,
      rule: 'the redirect of a gateway takes HTTP-01 challenges along to port 443, where there is no certificate before the first one is issued',
      received: `PlainHttp.REDIRECT with ${credential.credentialName}, which is proved by HTTP-01`,
      fix,
    });
  }
}
