import { factory, istio, json, member } from '../code/expression';
import { KindConverter } from './kind';
import { Converter, Properties } from './properties';
import { number, textMap, textOf, workloadLabels } from './values';

const IMAGES: { readonly [type: string]: string } = { default: 'DEFAULT', debug: 'DEBUG', distroless: 'DISTROLESS' };

const image: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const type = textOf(properties.peek('imageType'));
  properties.drop('imageType');
  const code = Object.hasOwn(IMAGES, type)
    ? member(istio('ProxyImage'), IMAGES[type])
    : factory('ProxyImage', 'of', json(type));
  return { code, rest: properties.rest };
};

/** Settings of proxies. */
export const PROXY_CONFIG: KindConverter = {
  group: 'networking.istio.io',
  kind: 'ProxyConfig',
  take: (spec) => {
    spec
      .take('selector', workloadLabels('matchLabels'))
      .take('concurrency', number)
      .take('environmentVariables', textMap)
      .take('image', image);
  },
};
