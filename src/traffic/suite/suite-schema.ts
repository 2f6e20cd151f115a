import { crdOf } from '../../mesh/admission/crds';
import { StructuralSchema } from '../../mesh/admission/structural-schema';
import { VIRTUAL_SERVICE } from '../../mesh/kinds';
import { ConnectionResult } from '../connection-result';

const TEXT: StructuralSchema = { type: 'string' };
const TEXTS: StructuralSchema = { type: 'array', items: TEXT };
const TEXT_MAP: StructuralSchema = { type: 'object', additionalProperties: TEXT };
const PERCENT: StructuralSchema = { type: 'number', minimum: 0, maximum: 100 };
const STATUS: StructuralSchema = { type: 'integer', minimum: 100, maximum: 599 };
const DURATION: StructuralSchema = { type: 'string', pattern: '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$' };

const object = (
  properties: { readonly [name: string]: StructuralSchema },
  ...required: readonly string[]
): StructuralSchema => ({ type: 'object', properties, ...(required.length === 0 ? {} : { required }) });

const REQUEST = object({
  url: TEXTS,
  authority: TEXTS,
  method: TEXTS,
  uri: TEXTS,
  headers: TEXT_MAP,
  scheme: { type: 'string', enum: ['http', 'https', 'grpc', 'tcp', 'tls'] },
  port: { type: 'integer', minimum: 1, maximum: 65535 },
  sni: TEXT,
  httpVersion: { type: 'string', enum: ['HTTP/1.0', 'HTTP/1.1', 'HTTP/2'] },
  clientCertificate: TEXT,
  sourceIp: TEXT,
});

const EXPECT = object({
  connection: { type: 'string', enum: Object.values(ConnectionResult) },
  status: STATUS,
  responseFlags: TEXT,
  routeName: TEXT,
  virtualService: TEXT,
  host: TEXT,
  subset: TEXT,
  shares: { type: 'object', additionalProperties: PERCENT },
  workload: TEXT,
  redirect: TEXT,
  credential: TEXT,
  upstreamPath: TEXT,
  upstreamAuthority: TEXT,
  upstreamHeaders: { type: 'object', additionalProperties: { ...TEXT, nullable: true } },
  responseHeaders: TEXT_MAP,
  abort: object({ status: STATUS, percent: PERCENT }, 'status'),
  delay: object({ duration: DURATION, percent: PERCENT }, 'duration'),
  timeout: DURATION,
  retries: { type: 'integer', minimum: 0 },
  mirror: object({ host: TEXT, percent: PERCENT }, 'host'),
});

let made: StructuralSchema | undefined;

/** What a document of tests has to look like; routes in it are those of Istio's own schema. */
export function suiteSchema(): StructuralSchema {
  made ??= object(
    {
      manifests: TEXTS,
      testCases: {
        type: 'array',
        items: object(
          {
            ...routeFields(),
            description: TEXT,
            from: TEXT,
            serviceAccount: TEXT,
            request: REQUEST,
            wantMatch: { type: 'boolean' },
            expect: EXPECT,
          },
          'request',
        ),
      },
    },
    'testCases',
  );
  return made;
}

/** The fields of HTTP routes, other than their conditions. */
function routeFields(): { readonly [name: string]: StructuralSchema } {
  const { spec } = crdOf(VIRTUAL_SERVICE.group, VIRTUAL_SERVICE.kind)?.schema().properties ?? {};
  const fields = spec?.properties?.http?.items?.properties ?? {};
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'match'));
}
