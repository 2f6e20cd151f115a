import { isJsonObject } from '../../mesh/wire/json';
import { factory } from '../code/expression';
import { endpoint } from './endpoint';
import { Inexpressible } from './inexpressible';
import { KindConverter } from './kind';
import { Converter, Properties } from './properties';
import { enumOf, list, number, seconds, struct, text, textMap, texts, whole } from './values';

const metadata = struct((each) => each.take('labels', textMap).take('annotations', textMap));

const header: Converter = (value, at) =>
  whole(new Properties(value, at).take('name', text).take('value', text).strictly());

/** How it is found out whether a workload is ready. */
const probe: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const [method] = ['httpGet', 'tcpSocket', 'exec', 'grpc'].filter((each) => properties.has(each));
  const fields = properties.peek(method);
  if (!isJsonObject(fields)) {
    throw new Inexpressible();
  }
  const check = new Properties(fields, at.of(method));
  const subject = method === 'exec' ? check.need('command', texts) : check.need('port', number);
  check
    .take('path', text)
    .take('host', text)
    .take('scheme', enumOf('ProbeScheme'))
    .take('httpHeaders', list(header))
    .take('service', text);
  if (check.rest !== undefined) {
    throw new Inexpressible();
  }
  properties.drop(method);
  check.taken.entries.forEach(([name, code]) => properties.add(name, code));
  properties
    .take('initialDelaySeconds', seconds, 'initialDelay')
    .take('timeoutSeconds', seconds, 'timeout')
    .take('periodSeconds', seconds, 'period')
    .take('successThreshold', number)
    .take('failureThreshold', number);
  return whole(factory('ReadinessProbe', method, subject, properties.withOverrides()));
};

/** What workloads outside the cluster have in common. */
export const WORKLOAD_GROUP: KindConverter = {
  group: 'networking.istio.io',
  kind: 'WorkloadGroup',
  take: (spec) => {
    spec.take('metadata', metadata, 'workloadMetadata').take('template', endpoint).take('probe', probe);
  },
};
