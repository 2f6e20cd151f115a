import { MUTATING_WEBHOOK_CONFIGURATION, VALIDATING_WEBHOOK_CONFIGURATION } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { isIpAddress } from '../../../mesh/semantics/ip-address';
import { isJsonObject, at, textAt } from '../../../mesh/wire/json';
import { Webhook, webhooksOf } from './injection-webhooks';

/** Where a webhook of Istio calls the control plane. */
export interface CalledWebhook extends Webhook {
  /** Undefined where it names none. */
  readonly url: string | undefined;
  readonly hasService: boolean;
}

const VALIDATOR = /^(istiod-default-validator$|istio-validator)/;
const INJECTOR = /^istio-sidecar-injector/;
const URL_PARTS = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]*)(?::[0-9]*)?(?:[/?#].*)?$/i;
/** What no URL holds: control characters, spaces, and a percent sign that encodes nothing. */
const FORBIDDEN = /[\p{Cc} ]|%(?![0-9a-f]{2})/iu;

/** The webhooks of Istio's validation and injection, by the names that its charts give them. */
export function istioWebhooks(mesh: Mesh): CalledWebhook[] {
  return [
    ...mesh.all(VALIDATING_WEBHOOK_CONFIGURATION).filter(({ name }) => VALIDATOR.test(name)),
    ...mesh.all(MUTATING_WEBHOOK_CONFIGURATION).filter(({ name }) => INJECTOR.test(name)),
  ]
    .filter(({ isAssumed }) => !isAssumed)
    .flatMap(webhooksOf)
    .map((webhook) => ({
      ...webhook,
      url: textAt(webhook.value, 'clientConfig', 'url'),
      hasService: isJsonObject(at(webhook.value, 'clientConfig', 'service')),
    }));
}

/** The host of a URL; undefined where the text is no URL. */
export function hostOfUrl(url: string): string | undefined {
  const host = FORBIDDEN.test(url) ? undefined : URL_PARTS.exec(url)?.[1];
  return host?.replace(/^\[|\]$/g, '');
}

/** Whether a URL names an IP address. */
export function isAddress(url: string): boolean {
  const host = hostOfUrl(url);
  return host !== undefined && isIpAddress(host);
}
