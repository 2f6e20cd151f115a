import { IIstioResource } from '../kernel/istio-resource';

/**
 * A Gateway that routes can be attached to: made here, referred to, or `Gateway.MESH`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 */
export interface IGateway extends IIstioResource {}
