import { withOverrides } from '../../kernel/merge';
import { GatewayDeploymentOverrides } from '../gateway-deployment-props';
import { GatewayResources } from '../gateway-resources';
import { GatewayScale } from '../gateway-scale';
import { GatewayServiceOptions } from '../gateway-service-options';
import { GatewayServiceType } from '../gateway-service-type';
import { DATA_PLANE_LABELS } from './data-plane-labels';
import { NamedPort, STATUS_PORT } from './gateway-service-checks';

type Labels = { readonly [label: string]: string };

/** What is decided of a gateway before its objects are made. */
export interface GatewayPlan {
  readonly name: string;
  /** What Deployment, Service and disruption budget know the pods by. */
  readonly selector: Labels;
  readonly podLabels: Labels;
  readonly podAnnotations: Labels;
  readonly ports: readonly NamedPort[];
  readonly statusPort: boolean;
  readonly type: GatewayServiceType;
  readonly service: GatewayServiceOptions;
  readonly scale: GatewayScale;
  readonly resources: GatewayResources;
  readonly overrides: GatewayDeploymentOverrides;
}

/** The annotations of a pod that becomes a gateway by injection. */
export const INJECTION_ANNOTATIONS: Labels = {
  // Without it the pod would get a sidecar.
  'inject.istio.io/templates': 'gateway',
  [DATA_PLANE_LABELS.podInjection]: 'true',
};

/** Where Prometheus finds the metrics of a proxy. */
export const METRICS_ANNOTATIONS: Labels = {
  'prometheus.io/scrape': 'true',
  'prometheus.io/port': '15020',
  'prometheus.io/path': '/stats/prometheus',
};

/** `spec` of the Deployment. */
export function deploymentSpec(plan: GatewayPlan): object {
  const { scale, overrides } = plan;
  return withOverrides(
    {
      replicas: scale._automatic === undefined ? scale._least : undefined,
      selector: { matchLabels: { ...plan.selector } },
      template: {
        metadata: { labels: { ...plan.podLabels }, annotations: { ...plan.podAnnotations } },
        spec: withOverrides(
          {
            serviceAccountName: plan.name,
            // What lets a proxy that is not root listen on 80 and 443.
            securityContext: { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] },
            containers: [withOverrides(proxyContainer(plan.resources), overrides.container)],
          },
          overrides.pod,
        ),
      },
    },
    overrides.deployment,
  );
}

function proxyContainer({ requests, limits }: GatewayResources): object {
  return {
    name: 'istio-proxy',
    // Injection puts the image of its own version here.
    image: 'auto',
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
    },
    resources: { requests: requests && { ...requests }, limits: limits && { ...limits } },
  };
}

/** `spec` of the Service. */
export function serviceSpec({ type, service, ports, statusPort, selector, overrides }: GatewayPlan): object {
  const opened = ports.map(({ name, port, targetPort, nodePort }) => ({
    name,
    port,
    protocol: 'TCP',
    targetPort,
    nodePort,
  }));
  // Istio takes no protocol from that name.
  const status = {
    name: 'status-port',
    port: STATUS_PORT,
    protocol: 'TCP',
    appProtocol: 'http',
    targetPort: STATUS_PORT,
  };
  return withOverrides(
    {
      type,
      externalTrafficPolicy: service.externalTrafficPolicy,
      loadBalancerClass: service.loadBalancerClass,
      loadBalancerSourceRanges: service.loadBalancerSourceRanges && [...service.loadBalancerSourceRanges],
      selector: { ...selector },
      ports: statusPort ? [status, ...opened] : opened,
    },
    overrides.service,
  );
}

/** `spec` of the HorizontalPodAutoscaler; undefined where the number of pods is fixed. */
export function autoscalerSpec({ name, scale, overrides }: GatewayPlan): object | undefined {
  if (scale._automatic === undefined) {
    return undefined;
  }
  return withOverrides(
    {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: scale._least,
      maxReplicas: scale._automatic.most,
      metrics: scale._automatic.targets.map(({ resource, percent }) => ({
        type: 'Resource',
        resource: { name: resource, target: { type: 'Utilization', averageUtilization: percent } },
      })),
    },
    overrides.autoscaler,
  );
}
