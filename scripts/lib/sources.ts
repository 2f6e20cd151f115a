import { annotateGo, annotatePage, ApiPackage } from './go-annotations';
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

const CERT_MANAGER = 'github.com/cert-manager/cert-manager';

function certManagerPackage(name: string, group: string, files: readonly string[]): ApiPackage {
  const folder = `pkg/apis/${name}/v1`;
  return {
    importPath: `${CERT_MANAGER}/${folder}`,
    files: files.map((file) => `${folder}/${file}.go`),
    name: `certmanager.${name}.v1`,
    reference: (type) => `https://cert-manager.io/docs/reference/api-docs/#${group}/v1.${type}`,
  };
}

/** The packages that cert-manager's API is written in, that of its kinds first. */
const CERT_MANAGER_PACKAGES: readonly ApiPackage[] = [
  certManagerPackage('certmanager', 'cert-manager.io', ['types', 'types_certificate', 'types_issuer']),
  certManagerPackage('acme', 'acme.cert-manager.io', ['types_issuer']),
  certManagerPackage('meta', 'meta.cert-manager.io', ['types']),
  {
    importPath: 'sigs.k8s.io/gateway-api/apis/v1',
    files: [],
    name: 'certmanager.gateway.v1',
    reference: (type) => `https://gateway-api.sigs.k8s.io/reference/spec/#${type.toLowerCase()}`,
  },
];

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
    module: CERT_MANAGER,
    version: 'v1.21.2',
    crds: ['certificates', 'issuers', 'clusterissuers'].map((kind) => `deploy/crds/cert-manager.io_${kind}.yaml`),
    annotate: (root, kinds) => annotateGo(root, kinds, CERT_MANAGER_PACKAGES),
  },
  {
    name: 'external-secrets',
    module: 'github.com/external-secrets/external-secrets',
    version: 'v1.3.2',
    crds: ['config/crds/bases/external-secrets.io_externalsecrets.yaml'],
    annotate: (_, kinds) => annotatePage(kinds, 'https://external-secrets.io/latest/api/externalsecret/'),
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
    annotate: (_, kinds) => annotatePage(kinds, 'https://github.com/bitnami-labs/sealed-secrets#overview'),
  },
];
