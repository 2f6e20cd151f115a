import { MeshObject } from '../mesh-object';
import { textAt } from '../wire/json';
import { Faults } from './validation-fault';

const DRY_RUN = 'istio.io/dry-run';
/** Istio's own, which would give rights to whoever sets them. */
const RESERVED = [
  'internal.istio.io/webhook-always-reject',
  'internal.istio.io/parent-namespace',
  'internal.istio.io/parents',
];
const BOOLEANS: ReadonlySet<string> = new Set('1,t,T,TRUE,true,True,0,f,F,FALSE,false,False'.split(','));

/** Checks annotations of a manifest; whether Istio looks on, at the spec. It tells of one annotation only. */
export function checkAnnotations(object: MeshObject, manifest: Faults): boolean {
  if (Object.keys(object.annotations).length === 0) {
    return true;
  }
  const faults = manifest.at('metadata', 'annotations');
  const fault = faultOfDryRun(object);
  if (fault !== undefined) {
    faults.error(fault, DRY_RUN);
    return false;
  }
  const reserved = RESERVED.find((name) => Object.hasOwn(object.annotations, name));
  if (reserved !== undefined) {
    faults.error(`${reserved} is an annotation that nobody but Istio sets`, reserved);
  }
  return reserved === undefined;
}

function faultOfDryRun({ group, kind, annotations, manifest }: MeshObject): string | undefined {
  if (!Object.hasOwn(annotations, DRY_RUN)) {
    return undefined;
  }
  if (group !== 'security.istio.io' || kind !== 'AuthorizationPolicy') {
    return `only an AuthorizationPolicy has the annotation ${DRY_RUN}`;
  }
  const action = textAt(manifest, 'spec', 'action') ?? 'ALLOW';
  if (action !== 'ALLOW' && action !== 'DENY') {
    return `${DRY_RUN} is for the actions ALLOW and DENY, not for ${action}`;
  }
  return BOOLEANS.has(annotations[DRY_RUN]) ? undefined : `${DRY_RUN} is true or false, not ${annotations[DRY_RUN]}`;
}
