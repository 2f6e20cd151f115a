import { App, Chart } from 'cdk8s';
import {
  AllowOnly,
  AllowedCaller,
  IngressGateway,
  JwtAuth,
  MtlsScope,
  MutualTlsMode,
  Operation,
  PolicyTarget,
  StrictMtls,
} from 'cdk8s-istio';

const app = new App();
const edge = new Chart(app, 'edge', { namespace: 'istio-ingress' });
const gateway = new IngressGateway(edge, 'gateway', { name: 'public' });

// Users: the gateway lets nobody in without a token of the shop, except to the front page and its assets.
new JwtAuth(edge, 'users', {
  gateway,
  hosts: ['shop.example.com'],
  jwtRules: [{ issuer: 'https://id.example.com', audiences: ['shop'], forwardOriginalToken: true }],
  publicPaths: ['/', '/assets/*'],
  allowPreflight: true,
});

// Workloads: mutual TLS only, and each takes requests from those alone who need it.
const shop = new Chart(app, 'shop', { namespace: 'shop' });
const cart = { app: 'cart' };
const scope = MtlsScope.workloads(cart);
new StrictMtls(shop, 'cart-mtls', { scope, portExceptions: { '9090': MutualTlsMode.PERMISSIVE } });
new AllowOnly(shop, 'nobody', { callers: [] });
new AllowOnly(shop, 'web', {
  target: PolicyTarget.workloads({ app: 'web' }),
  callers: [AllowedCaller.gateway(gateway)],
});
const operations = [Operation.get('/cart/*'), Operation.post('/cart/*')];
new AllowOnly(shop, 'cart', {
  target: PolicyTarget.workloads(cart),
  callers: [
    AllowedCaller.serviceAccount('shop', 'web', { operations }),
    AllowedCaller.anyone(Operation.of({ ports: [9090], paths: ['/metrics'] })),
  ],
});
app.synth();
