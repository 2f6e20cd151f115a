import { Chart } from 'cdk8s';
import { ProxyConfig } from '../../../src/networking/proxy-config';
import { ProxyImage } from '../../../src/networking/proxy-config-image';

/** A ProxyConfig that sets every field. */
export function build(chart: Chart): void {
  new ProxyConfig(chart, 'proxy-config', {
    selector: { app: 'shop' },
    concurrency: 2,
    environmentVariables: { ISTIO_META_TEAM: 'web' },
    image: ProxyImage.DISTROLESS,
  });
}
