import { selects } from '../semantics/selector';
import { TextMap } from '../wire/json';
import { INGRESS_LABELS, INGRESS_NAMESPACE } from './ingress-gateway';

/** A gateway as Istio's guides install it. */
export interface GatewayInstallation {
  /** The labels of its pods. */
  readonly labels: TextMap;
  /** The namespaces that the guides put it into, the most usual first. */
  readonly namespaces: readonly string[];
}

/** `istioctl install` puts its gateways beside istiod; the chart `gateway` takes the labels from the name of the release. */
const INSTALLATIONS: readonly GatewayInstallation[] = [
  { labels: INGRESS_LABELS, namespaces: [INGRESS_NAMESPACE, 'istio-ingress'] },
  {
    labels: { istio: 'egressgateway', app: 'istio-egressgateway' },
    namespaces: [INGRESS_NAMESPACE, 'istio-egress'],
  },
  { labels: { istio: 'ingress', app: 'istio-ingress' }, namespaces: ['istio-ingress', INGRESS_NAMESPACE] },
  { labels: { istio: 'egress', app: 'istio-egress' }, namespaces: ['istio-egress', INGRESS_NAMESPACE] },
];

/** Namespaces that are there for gateways or for Istio itself. */
export const GATEWAY_NAMESPACES: ReadonlySet<string> = new Set(INSTALLATIONS.flatMap(({ namespaces }) => namespaces));

/** The Services and Deployments of such gateways. */
export const GATEWAY_NAMES: ReadonlySet<string> = new Set(INSTALLATIONS.map(({ labels }) => labels.app));

/** The installation whose pods a selector takes; undefined where it asks for labels of somebody's own. */
export function installationFor(selector: TextMap): GatewayInstallation | undefined {
  return Object.keys(selector).length === 0 ? undefined : INSTALLATIONS.find(({ labels }) => selects(selector, labels));
}

/** Whether labels of pods, or a selector for them, are those of such a gateway. */
export function areOfInstalledGateway({ istio, app }: TextMap): boolean {
  return INSTALLATIONS.some(({ labels }) => istio === labels.istio || app === labels.app);
}
