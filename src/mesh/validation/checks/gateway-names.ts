import { Faults } from '../validation-fault';
import { faultOfDomain } from './hosts';
import { isDnsLabel } from './labels';

/**
 * Checks names of gateways that routes are bound to: `namespace/name`, or the name of one in the namespace of the routes. Istio reads no
 * further than the first without a namespace, `mesh` included.
 */
export function checkGatewayNames(names: readonly string[], isConverted: boolean, faults: Faults): void {
  for (let index = 0; index < names.length; index++) {
    const gateway = names[index];
    const slash = gateway.indexOf('/');
    if (slash < 0) {
      checkShortName(gateway, faults.at(index));
      return;
    }
    const [namespace, name] = [gateway.slice(0, slash), gateway.slice(slash + 1)];
    if (namespace === '' || name === '') {
      faults.error('a gateway has a namespace before the slash and a name after it', index);
    }
    faults.error(isDnsLabel(namespace) ? undefined : `"${namespace}" can't be a namespace`, index);
    faults.error(isConverted || isDnsLabel(name) ? undefined : `"${name}" can't be the name of a Gateway`, index);
  }
}

function checkShortName(gateway: string, faults: Faults): void {
  if (gateway.includes('.')) {
    const [name, namespace] = gateway.split('.');
    faults.warning(`"${gateway}" is a name of a gateway from old times: write ${namespace}/${name}`);
  }
  faults.error(faultOfDomain(gateway));
}
