import { App, Chart } from 'cdk8s';
import { CredentialBindOptions } from '../../../src/credentials/credential-interface';

/** What a gateway in `istio-system` with one host asks for. */
export const BIND: CredentialBindOptions = {
  namespace: 'istio-system',
  hosts: ['shop.example.com'],
  defaultName: 'shop-credential',
};

/** A chart in an app of its own. */
export function newChart(id = 'chart'): Chart {
  return new Chart(new App(), id);
}

/** What the function throws; fails the test where it throws nothing. */
export function errorOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

/** Base64 as the `data` of a Secret has it. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
