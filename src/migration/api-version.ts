import { call, Expression, istio, member, variable } from './code/expression';
import { APP } from './charts';
import { Manifest } from './manifest';

/** What an object's version is where the app asks for one of `v1`, `v1beta1`, `v1alpha3`, by API group. */
const VERSIONS: { readonly [group: string]: readonly [v1: string, v1beta1: string, v1alpha3: string] } = {
  'networking.istio.io': ['v1', 'v1beta1', 'v1alpha3'],
  'security.istio.io': ['v1', 'v1beta1', 'v1beta1'],
  'telemetry.istio.io': ['v1', 'v1alpha1', 'v1alpha1'],
};

/** Kinds that have one version, whatever is asked for. */
const OF_ONE_VERSION = ['EnvoyFilter', 'ProxyConfig'];

const SETTINGS = ['V1', 'V1BETA1', 'V1ALPHA3'];

/** The statement that chooses the version that most objects have; undefined where that is the usual one. */
export function versionStatement(manifests: readonly Manifest[]): Expression | undefined {
  const counts = [0, 0, 0];
  for (const { apiVersion, kind } of manifests) {
    const [group, version] = apiVersion.split('/');
    if (Object.hasOwn(VERSIONS, group) && !OF_ONE_VERSION.includes(kind)) {
      VERSIONS[group].forEach((each, index) => (counts[index] += each === version ? 1 : 0));
    }
  }
  const setting = SETTINGS[counts.indexOf(Math.max(...counts))];
  return setting === 'V1'
    ? undefined
    : call(member(istio('IstioApi'), 'useVersion'), variable(APP), member(istio('IstioApiVersion'), setting));
}
