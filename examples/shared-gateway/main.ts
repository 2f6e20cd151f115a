import { App, Chart, Duration } from 'cdk8s';
import { Backend, Credential, DelegatedRoutes, SecureIngress, SharedGateway } from 'cdk8s-istio';

const app = new App();

// The platform owns hosts and certificates.
const platform = new Chart(app, 'platform', { namespace: 'platform' });
const gateway = new SharedGateway(platform, 'gateway', {
  name: 'public',
  hosts: [
    { hosts: ['shop.example.com'], credential: Credential.existing('shop-certificate') },
    { hosts: ['*.blog.example.com'], credential: Credential.existing('blog-certificate'), namespaces: ['blog'] },
  ],
});

// A team with a path of a host: the platform says which, the team what becomes of the requests.
const cart = new Chart(app, 'cart', { namespace: 'cart' });
const routes = new DelegatedRoutes(cart, 'routes', { name: 'cart', path: '/cart', backend: Backend.named('cart') });
routes.route('/cart/items', Backend.named('items'), { timeout: Duration.seconds(2) });

gateway.delegate('shop.example.com', '/cart', routes);
gateway.route('shop.example.com', '/', Backend.named('front'));

// A team with hosts of its own.
const blog = new Chart(app, 'blog', { namespace: 'blog' });
new SecureIngress(blog, 'ingress', {
  name: 'blog',
  gateway,
  hosts: ['en.blog.example.com', 'de.blog.example.com'],
  backend: Backend.named('blog'),
});
app.synth();
