/** Where the certificate of a new app comes from. */
export type CredentialSource = 'existing' | 'cert-manager' | 'self-signed' | 'local-ca';

/** For which pipelines files are written. */
export type Pipeline = 'github' | 'gitlab' | 'both' | 'none';

/** What a new app is about. */
export interface AppOptions {
  readonly host: string;
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
  readonly credential: CredentialSource;
  readonly pipeline: Pipeline;
}

/** A file of an app. */
export interface AppFile {
  /** From the folder of the app. */
  readonly path: string;
  readonly text: string;
}

/** How tests are run: by Node itself, or by what an app has already. */
export type TestRunner = 'node' | 'jest';

/** `shop-front` as the name of a class: `ShopFront`. */
export function className(service: string): string {
  return service
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
    .replace(/^(?=\d)/, 'App');
}

/** Whether a synth renders a private key, so that what it writes must not be kept where others see it. */
export function rendersKeys(credential: CredentialSource): boolean {
  return credential === 'self-signed' || credential === 'local-ca';
}
