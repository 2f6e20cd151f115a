import { annotateIstio } from './istio-annotations';
import { KindSchema } from './schema';

/** A Go module whose CRDs become schemas. */
export interface Source {
  /** Folder below schemas/. */
  readonly name: string;
  /** Path of the Go module. */
  readonly module: string;
  /** Pinned version of the Go module. */
  readonly version: string;
  /** YAML files with CRDs, relative to the module's root. */
  readonly crds: readonly string[];
  /** Adds what the CRDs do not say; `root` is the module's folder on disk. */
  readonly annotate?: (root: string, kinds: readonly KindSchema[]) => void;
}

/** Where the schemas come from. To move to another version of Istio, change its `version` and run schemas:update. */
export const SOURCES: readonly Source[] = [
  {
    name: 'istio',
    module: 'istio.io/api',
    version: 'v1.31.1',
    crds: ['kubernetes/customresourcedefinitions.gen.yaml'],
    annotate: annotateIstio,
  },
  {
    name: 'cert-manager',
    module: 'github.com/cert-manager/cert-manager',
    version: 'v1.21.2',
    crds: ['certificates', 'issuers', 'clusterissuers'].map((kind) => `deploy/crds/cert-manager.io_${kind}.yaml`),
  },
  {
    name: 'external-secrets',
    module: 'github.com/external-secrets/external-secrets',
    version: 'v1.3.2',
    crds: ['config/crds/bases/external-secrets.io_externalsecrets.yaml'],
  },
  {
    name: 'gateway-api',
    module: 'sigs.k8s.io/gateway-api',
    version: 'v1.7.0',
    crds: [
      'backendtlspolicies',
      'gatewayclasses',
      'gateways',
      'grpcroutes',
      'httproutes',
      'listenersets',
      'referencegrants',
      'tcproutes',
      'tlsroutes',
      'udproutes',
    ].map((kind) => `config/crd/standard/gateway.networking.k8s.io_${kind}.yaml`),
  },
  {
    name: 'sealed-secrets',
    module: 'github.com/bitnami-labs/sealed-secrets',
    version: 'v0.40.0',
    crds: ['helm/sealed-secrets/crds/bitnami.com_sealedsecrets.yaml'],
  },
];
