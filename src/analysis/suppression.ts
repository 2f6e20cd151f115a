import { IConstruct } from 'constructs';
import { misuse } from '../kernel/errors';
import { MeshObject } from '../mesh/mesh-object';

/** Someone's word that a finding is fine. */
export interface Suppression {
  /** The code of the rule. */
  readonly id: string;
  /** Why it is fine. */
  readonly reason: string;
}

/** Kept on the construct, by a name that two copies of this library share. */
const SUPPRESSIONS = Symbol.for('cdk8s-istio.suppressions');
type Suppressing = IConstruct & { [SUPPRESSIONS]?: Map<string, string> };

/** Ours: `CODE: reason`, one a line. */
const ANNOTATION = 'analysis.cdk8s-istio/suppress';
/** Istio's: codes with commas between them, `*` for all; it has no place for a reason. */
const ISTIO_ANNOTATION = 'galley.istio.io/analyze-suppress';

const CODE = /^(IST|CDI)\d{4}$/;

/** Notes a suppression on a construct, for all that is below it. */
export function suppressOn(construct: IConstruct, { id, reason }: Suppression): void {
  if (!CODE.test(id)) {
    throw misuse({
      at: construct,
      rule: 'a suppression names the code of one rule',
      received: id,
      fix: "give the code of the finding, such as 'CDI0001'",
    });
  }
  if (typeof reason !== 'string' || reason.trim() === '') {
    throw misuse({
      at: construct,
      rule: 'a suppression needs a reason, for whoever reads the report',
      received: reason,
      fix: "say why it is fine: `reason: 'the upstream is being moved'`",
    });
  }
  const noted = construct as Suppressing;
  noted[SUPPRESSIONS] ??= new Map();
  noted[SUPPRESSIONS].set(id, reason.trim());
}

/** The suppression of a rule for an object, from the nearest that has one: its annotations, its construct, those above. */
export function suppressionOf(object: MeshObject, code: string): Suppression | undefined {
  const reason = annotated(object, code) ?? noted(object.origin.construct, code);
  return reason === undefined ? undefined : { id: code, reason };
}

function noted(construct: IConstruct | undefined, code: string): string | undefined {
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) {
    const reason = (at as Suppressing)[SUPPRESSIONS]?.get(code);
    if (reason !== undefined) {
      return reason;
    }
  }
  return undefined;
}

function annotated({ annotations }: MeshObject, code: string): string | undefined {
  const ours = annotations[ANNOTATION] ?? '';
  const istios = annotations[ISTIO_ANNOTATION] ?? '';
  if (ours === '' && istios === '') {
    return undefined;
  }
  const lines = ours.split('\n').map((line) => /^\s*(\w+)\s*:\s*(.+?)\s*$/.exec(line));
  const own = lines.find((line) => line?.[1] === code)?.[2];
  const codes = istios.split(',').map((each) => each.trim());
  return own ?? (codes.includes(code) || codes.includes('*') ? `annotation ${ISTIO_ANNOTATION}` : undefined);
}
