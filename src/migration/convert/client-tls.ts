import { factory } from '../code/expression';
import { Inexpressible } from './inexpressible';
import { Converter, Properties } from './properties';
import { flag, text, texts } from './values';

/** How clients begin TLS. */
export const clientTls: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const mode = properties.peek('mode');
  properties.drop('mode');
  switch (mode) {
    case 'DISABLE':
      return { code: factory('ClientTls', 'disable'), rest: properties.rest };
    case 'SIMPLE':
      takeFiles(properties).take('credentialName', text);
      break;
    case 'MUTUAL':
      return mutual(properties);
    case 'ISTIO_MUTUAL':
      break;
    default:
      throw new Inexpressible();
  }
  takeCommon(properties);
  const method = mode === 'SIMPLE' ? 'simple' : 'istioMutual';
  return { code: factory('ClientTls', method, properties.taken), rest: properties.rest };
};

function mutual(properties: Properties): ReturnType<Converter> {
  if (properties.has('credentialName')) {
    const name = properties.need('credentialName', text);
    takeCommon(properties);
    return { code: factory('ClientTls', 'mutual', name, properties.taken), rest: properties.rest };
  }
  properties.add('clientCertificate', properties.need('clientCertificate', text));
  properties.add('privateKey', properties.need('privateKey', text));
  takeCommon(takeFiles(properties));
  return { code: factory('ClientTls', 'mutualFiles', properties.taken), rest: properties.rest };
}

function takeFiles(properties: Properties): Properties {
  return properties.take('caCertificates', text).take('caCrl', text);
}

function takeCommon(properties: Properties): Properties {
  return properties.take('sni', text).take('subjectAltNames', texts).take('insecureSkipVerify', flag);
}
