import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { misuse } from './errors';

/** The maturity of Istio's API that objects are written in. */
export enum IstioApiVersion {
  /** The stable API, served since Istio 1.22. */
  V1 = 'v1',
  /** For clusters before Istio 1.22. */
  V1BETA1 = 'v1beta1',
  /** For clusters before Istio 1.5. */
  V1ALPHA3 = 'v1alpha3',
}

const SETTING = Symbol.for('cdk8s-istio.api-version');
const MATURITY = ['v1', 'v1beta1', 'v1alpha3', 'v1alpha1'];

type Configured = IConstruct & { [SETTING]?: IstioApiVersion };

/**
 * The API version of all Istio objects of an app or a chart, chosen once.
 *
 * A kind that Istio does not serve in the chosen version takes its nearest older one, or its oldest: with `V1BETA1` an
 * EnvoyFilter stays `v1alpha3`.
 */
export class IstioApi {
  /**
   * Writes the Istio objects below `scope` in `version`; the setting nearest to an object wins.
   *
   * @default - without a setting objects are written in `v1`, or in the newest version that their kind has.
   * @throws if `scope` holds Istio objects already, because those have their version.
   */
  public static useVersion(scope: IConstruct, version: IstioApiVersion): void {
    const early = scope.node.findAll().find((c) => ApiObject.isApiObject(c) && c.apiGroup.endsWith('istio.io'));
    if (early !== undefined) {
      throw misuse({
        at: scope,
        rule: 'the API version must be chosen before the first Istio object is made',
        received: `${version}, after ${early.node.path}`,
        fix: 'call IstioApi.useVersion() right after the app or the chart is made',
      });
    }
    (scope as Configured)[SETTING] = version;
  }

  private constructor() {}
}

/** The `apiVersion` for an object in `scope` of a kind that is served in these (`group/version`, newest first). */
export function apiVersionFor(scope: IConstruct, served: readonly string[]): string {
  const wanted = MATURITY.indexOf(settingOf(scope) ?? IstioApiVersion.V1);
  return served.find((apiVersion) => maturityOf(apiVersion) >= wanted) ?? served[served.length - 1];
}

function settingOf(scope: IConstruct): IstioApiVersion | undefined {
  let current: IConstruct | undefined = scope;
  while (current !== undefined) {
    const setting = (current as Configured)[SETTING];
    if (setting !== undefined) {
      return setting;
    }
    current = current.node.scope;
  }
  return undefined;
}

function maturityOf(apiVersion: string): number {
  return MATURITY.indexOf(apiVersion.slice(apiVersion.indexOf('/') + 1));
}
