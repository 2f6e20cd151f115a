import { AcmeChallenge } from '../../../credentials/acme-challenge';
import { chooseSolver, SolverChoice, SolverScope } from '../../../credentials/private/solver-choice';
import { CERTIFICATE, CLUSTER_ISSUER, ISSUER } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { Kind, MeshObject } from '../../../mesh/mesh-object';
import { at, listAt, textAt, textsAt } from '../../../mesh/wire/json';

/** What has to be read to know of a Certificate who signs it, and how its names are proved. */
export const ISSUANCE: readonly Kind[] = [CERTIFICATE, ISSUER, CLUSTER_ISSUER];

/** The issuer that a Certificate refers to; undefined where it is not among the manifests, or of another controller. */
export function issuerOf(mesh: Mesh, { spec, namespace }: MeshObject): MeshObject | undefined {
  const name = textAt(spec, 'issuerRef', 'name') ?? '';
  switch (issuerKindOf(spec)) {
    case ISSUER.kind:
      return mesh.get(ISSUER, namespace, name);
    case CLUSTER_ISSUER.kind:
      return mesh.get(CLUSTER_ISSUER, '', name);
    default:
      return undefined;
  }
}

/** The kind of cert-manager's that a Certificate refers to; undefined where the issuer is of another controller. */
export function issuerKindOf(spec: unknown): string | undefined {
  const group = textAt(spec, 'issuerRef', 'group') ?? CERTIFICATE.group;
  return group === CERTIFICATE.group ? (textAt(spec, 'issuerRef', 'kind') ?? ISSUER.kind) : undefined;
}

/** A name of a Certificate, and how its issuer has it proved. */
export interface NameToProve {
  readonly certificate: MeshObject;
  /** Which of the Certificate's `dnsNames` it is. */
  readonly index: number;
  readonly name: string;
  readonly issuer: MeshObject;
  readonly choice: SolverChoice;
}

/** The names of Certificates whose issuers speak ACME, and are among the manifests with their solvers. */
export function namesToProve(mesh: Mesh): NameToProve[] {
  return mesh.all(CERTIFICATE).flatMap((certificate) => {
    const issuer = issuerOf(mesh, certificate);
    const solvers = listAt(issuer?.spec, 'acme', 'solvers').flatMap(scopeOf);
    if (issuer === undefined || solvers.length === 0) {
      return [];
    }
    return listAt(certificate.spec, 'dnsNames').flatMap((name, index) =>
      typeof name === 'string'
        ? [{ certificate, index, name, issuer, choice: chooseSolver(solvers, name, certificate.labels) }]
        : [],
    );
  });
}

/** A list of one, or of none where the solver is neither of the two. */
function scopeOf(solver: unknown): SolverScope[] {
  const isHttp = at(solver, 'http01') !== undefined;
  if (!isHttp && at(solver, 'dns01') === undefined) {
    return [];
  }
  return [
    {
      challenge: isHttp ? AcmeChallenge.HTTP_01 : AcmeChallenge.DNS_01,
      dnsNames: listAt(solver, 'selector', 'dnsNames').filter((name) => typeof name === 'string'),
      dnsZones: listAt(solver, 'selector', 'dnsZones').filter((zone) => typeof zone === 'string'),
      matchLabels: textsAt(solver, 'selector', 'matchLabels'),
    },
  ];
}
