import { Client } from '../../simulation/client';

/** How a client is written on a command line and in files of tests. */
export const CLIENT_FORMS = 'gateway, gateway:NAMESPACE/LABEL=VALUE,..., NAMESPACE or NAMESPACE/LABEL=VALUE,...';

const GATEWAY = 'gateway';
const NAMESPACE = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** The client that a text names: somebody outside, who comes by a gateway, or a pod of a namespace; undefined where it names none. */
export function parseClient(text: string, serviceAccount?: string): Client | undefined {
  if (text === GATEWAY) {
    return Client.outside();
  }
  const [, isGateway, place] = /^(gateway:)?(.*)$/s.exec(text) ?? [];
  const slash = place.indexOf('/');
  const namespace = slash < 0 ? place : place.slice(0, slash);
  const labels = slash < 0 ? {} : labelsOf(place.slice(slash + 1));
  if (!NAMESPACE.test(namespace) || labels === undefined || (isGateway !== undefined && slash < 0)) {
    return undefined;
  }
  return isGateway === undefined ? Client.pod(namespace, labels, serviceAccount) : Client.outside(labels, namespace);
}

function labelsOf(text: string): { [label: string]: string } | undefined {
  const entries = text.split(',').map((each): [string, string | undefined] => {
    const [label, value, ...more] = each.split('=');
    return [label, more.length === 0 ? value : undefined];
  });
  return entries.every(([label, value]) => label !== '' && value !== undefined)
    ? (Object.fromEntries(entries) as { [label: string]: string })
    : undefined;
}
