import { TextMap } from '../wire/json';

/** What Istio's own installation gives the pods of its ingress gateway. */
export const INGRESS_LABELS: TextMap = Object.freeze({ istio: 'ingressgateway', app: 'istio-ingressgateway' });
/** The namespace that it puts them into. */
export const INGRESS_NAMESPACE = 'istio-system';
