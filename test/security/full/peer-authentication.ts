import { Chart } from 'cdk8s';
import { PolicyTarget } from '../../../src/kernel/policy-target';
import { MutualTlsMode } from '../../../src/security/mutual-tls-mode';
import { PeerAuthentication } from '../../../src/security/peer-authentication';

/** PeerAuthentications that between them set every field and every enum value. */
export function build(chart: Chart): void {
  for (const mode of Object.values(MutualTlsMode)) {
    new PeerAuthentication(chart, `all-${mode.toLowerCase()}`, { mtls: mode });
  }
  new PeerAuthentication(chart, 'ports', {
    target: PolicyTarget.workloads({ app: 'shop' }),
    portLevelMtls: {
      8080: MutualTlsMode.UNSET,
      8081: MutualTlsMode.DISABLE,
      8082: MutualTlsMode.PERMISSIVE,
      8083: MutualTlsMode.STRICT,
    },
  });
}
