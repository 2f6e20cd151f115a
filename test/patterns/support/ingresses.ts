import { App, Chart } from 'cdk8s';
import { Backend, Credential, SecureIngress, SecureIngressProps } from '../../../src';

/** An app, and a way to give it charts. */
export function newApp(): { readonly app: App; readonly chart: (id: string, namespace?: string) => Chart } {
  const app = new App();
  return { app, chart: (id, namespace = 'default') => new Chart(app, id, { namespace }) };
}

/** An ingress for one host that is in order by itself. */
export function ingress(chart: Chart, id: string, props: Partial<SecureIngressProps> = {}): SecureIngress {
  return new SecureIngress(chart, id, {
    name: id,
    hosts: ['shop.example.com'],
    credential: props.gateway === undefined ? Credential.existing('shop-credential') : undefined,
    backend: Backend.named('shop'),
    ...props,
  });
}

/** What a synth would say against the app. */
export function faultsOf(app: App): string {
  return app.node
    .findAll()
    .flatMap((construct) => construct.node.validate())
    .join('\n---\n');
}
