import { IIstioResource } from '../kernel/istio-resource';

/**
 * A VirtualService that routes can delegate to: made here, or only referred to.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 */
export interface IVirtualService extends IIstioResource {}
