import { misuse } from '../kernel/errors';
import { RenderContext } from '../kernel/istio-resource';
import { checkLabelName } from '../kernel/kube-name';

const EVERYWHERE = '*';
const OWN_NAMESPACE = '.';
const NOWHERE = '~';

/**
 * Which namespaces see an object: what a VirtualService, DestinationRule or ServiceEntry lists in `exportTo`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService-export_to
 */
export class ExportTo {
  /** Every namespace of the mesh; it stands alone. */
  public static everywhere(): ExportTo {
    return new ExportTo(EVERYWHERE);
  }

  /** The namespace of the object itself. */
  public static ownNamespace(): ExportTo {
    return new ExportTo(OWN_NAMESPACE);
  }

  /**
   * One namespace by its name.
   *
   * @throws if the name is not one Kubernetes takes.
   */
  public static namespace(name: string): ExportTo {
    return new ExportTo(checkLabelName(name, 'a namespace in exportTo'));
  }

  /** No namespace at all; it stands alone, and only a ServiceEntry takes it. */
  public static nowhere(): ExportTo {
    return new ExportTo(NOWHERE);
  }

  private constructor(
    /** The text in `exportTo`: `*`, `.`, `~` or the name of a namespace. */
    public readonly value: string,
  ) {}
}

/** The kinds that are exported differ in whether they may be visible nowhere. */
export interface ExportToRules {
  /** Whether `ExportTo.nowhere()` is taken. */
  readonly nowhereAllowed: boolean;
}

/**
 * The `exportTo` of an object, as it is rendered.
 *
 * @throws if an entry is repeated (the own namespace by its name too), or one that stands alone has company, or `~` is not allowed.
 */
export function renderExportTo(entries: readonly ExportTo[], context: RenderContext, rules: ExportToRules): string[] {
  const seen = new Set<string>();
  const values = entries.map((entry) => entry.value);
  for (const value of values) {
    const meant = value === OWN_NAMESPACE ? (context.namespace ?? value) : value;
    if (seen.has(meant)) {
      throw misuse({
        at: context.owner,
        rule: `exportTo must list each namespace once; ExportTo.ownNamespace() counts as the object's namespace`,
        received: values,
        fix: `leave out the second '${value}'`,
      });
    }
    seen.add(meant);
  }
  checkCompany(values, context);
  if (values.includes(NOWHERE) && !rules.nowhereAllowed) {
    throw misuse({
      at: context.owner,
      rule: 'only a ServiceEntry can be exported nowhere',
      received: values,
      fix: 'use ExportTo.ownNamespace()',
    });
  }
  return values;
}

function checkCompany(values: readonly string[], context: RenderContext): void {
  const loner = values.find((value) => value === EVERYWHERE || value === NOWHERE);
  if (loner !== undefined && values.length > 1) {
    throw misuse({
      at: context.owner,
      rule: `'${loner}' must be the only entry of exportTo`,
      received: values,
      fix: `leave out the others, or leave out '${loner}'`,
    });
  }
}
