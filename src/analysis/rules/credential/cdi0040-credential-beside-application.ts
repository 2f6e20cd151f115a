import { textOfSelector } from '../../../mesh/index/gateway-pods';
import { GatewayPlace, gatewayPlacesOf } from '../../../mesh/index/gateway-places';
import { installationFor } from '../../../mesh/index/gateway-installations';
import { INGRESS, KUBERNETES_GATEWAY, LISTENER_SET, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { TextMap } from '../../../mesh/wire/json';
import { SERVICES } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { CREDENTIALS, credentialsOf, listed } from './credential-use';
import { describeNames, placesOf, searchedNames } from './misplaced-credentials';

/** Credentials that lie beside an application, where the pods of the gateway are not known and seldom run. */
export const CREDENTIAL_BESIDE_APPLICATION: Rule = {
  code: 'CDI0040',
  name: 'CredentialBesideApplication',
  severity: Severity.WARNING,
  summary: "A credential's Secret lies beside an application, and the gateway's pods most likely run elsewhere.",
  explanation:
    "Istio reads the Secret of a `credentialName` in the namespace that the gateway's pods run in, not beside the Gateway or the application. These manifests do not show the pods, so where they run is a guess: by the Services that select them, or by labels that Istio's own guides give gateways in `istio-system`, `istio-ingress` and `istio-egress`. If it is right, the listener has no certificate, and clients see the connection closed in the TLS handshake; `istioctl proxy-config secret` shows the credential as `WARMING`. Of pods that are known, CDI0010 tells it as an error.",
  fix: "Put the Secret, or the Certificate, ExternalSecret or SealedSecret that makes it, into the namespace of the gateway's pods; `kubectl get pods -A -l istio=ingressgateway` tells which one. If they do run beside the Secret, say so: by `--gateway-namespace NAME`, by their Deployment (`--cluster`), or in an app by `GatewayWorkload.of({ namespace })`.",
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#troubleshooting',
  inputs: [...CREDENTIALS, ...SERVICES, VIRTUAL_SERVICE, INGRESS, KUBERNETES_GATEWAY, LISTENER_SET],
  check: (mesh, report) => {
    const places = gatewayPlacesOf(mesh);
    for (const use of credentialsOf(mesh).uses) {
      const { gateway, path } = use;
      const { selector = {} } = gateway.spec;
      const place = places.of(selector);
      if (place.shownBy !== 'services' && place.shownBy !== 'labels') {
        continue;
      }
      const missing = searchedNames(mesh, use)
        .map((name) => ({ name, holders: places.misplaced(selector, name) }))
        .filter(({ holders }) => holders.length > 0);
      if (missing.length > 0) {
        const elsewhere = placesOf(missing.flatMap(({ holders }) => holders));
        const message = `${describeNames(missing.map(({ name }) => name))} looked for in the namespace of the pods with ${textOfSelector(selector)}, which are not among the manifests: ${whereabouts(selector, place)}; there is only ${listed(elsewhere.map(({ object }) => object.title))}`;
        report({ object: gateway, path, message, related: elsewhere });
      }
    }
  },
};

function whereabouts(selector: TextMap, { namespaces, shownBy }: GatewayPlace): string {
  const usual = installationFor(selector)?.namespaces ?? [];
  return shownBy === 'services'
    ? `in ${listed(namespaces)}, as a Service in front of them is`
    : `in ${[...new Set([...usual, ...namespaces])].join(' or ')} as Istio's guides install them`;
}
