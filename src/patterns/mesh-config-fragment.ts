import { misuse } from '../kernel/errors';
import { JsonMap, deepCopy } from '../kernel/merge';
import { joinSettings } from './private/mesh-config-join';

/**
 * A part of the mesh config. It is no object of the cluster that could be rendered here, but belongs to the installation of Istio: give it
 * to Helm or istioctl.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/
 */
export class MeshConfigFragment {
  /** Any settings, as the mesh config has them. */
  public static of(settings: { [field: string]: unknown }): MeshConfigFragment {
    return new MeshConfigFragment(deepCopy(settings));
  }

  /**
   * All of them in one. Maps merge, and extension providers are put in one list, which matters because a list in Helm's values takes the
   * place of another.
   *
   * @throws if two of them say different things of the same field, or of a provider of the same name.
   */
  public static joined(...fragments: MeshConfigFragment[]): MeshConfigFragment {
    return new MeshConfigFragment(fragments.reduce<JsonMap>((all, { fields }) => joinSettings(all, fields, ''), {}));
  }

  private constructor(private readonly fields: JsonMap) {}

  /** The settings, as they stand below `meshConfig`. */
  public get settings(): { [field: string]: unknown } {
    return deepCopy(this.fields);
  }

  /** Whether there is nothing to set, because the mesh has it already. */
  public get isEmpty(): boolean {
    return Object.keys(this.fields).length === 0;
  }

  /** Values for the Helm chart `istiod`. */
  public toHelmValues(): { [field: string]: unknown } {
    return { meshConfig: this.settings };
  }

  /**
   * A file for `istioctl install -f`.
   *
   * @throws if there is nothing to set.
   */
  public toIstioOperator(): { [field: string]: unknown } {
    if (this.isEmpty) {
      throw misuse({
        rule: 'there is nothing to install',
        received: this.fields,
        fix: 'ask `isEmpty` before; the mesh has all that is needed',
      });
    }
    return {
      apiVersion: 'install.istio.io/v1alpha1',
      kind: 'IstioOperator',
      spec: { meshConfig: this.settings },
    };
  }
}
