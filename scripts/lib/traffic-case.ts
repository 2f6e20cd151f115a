import { load } from 'js-yaml';
import { isJsonObject, JsonObject, TextMap } from '../../src/mesh/wire/json';

/** What was seen of a request on real engines. Shares of several equal requests add up to 1. */
export interface RecordedOutcome {
  readonly connection: string;
  readonly credential?: string;
  readonly status?: number | { readonly [status: string]: number };
  readonly delayed?: number;
  readonly body?: string;
  readonly location?: string;
  readonly responseHeaders?: TextMap;
  /** A header that is null was taken off. `authority` and `path` are null where there was no body to report them in. */
  readonly upstream?: {
    readonly authority: string | null;
    readonly path: string | null;
    readonly protocol: string;
    readonly sni?: string;
    readonly headers?: { readonly [name: string]: string | null };
  };
  readonly log?: { readonly [field: string]: string | null };
  readonly clusters?: { readonly [name: string]: number };
  readonly workloads?: { readonly [name: string]: number };
  readonly flags?: string;
}

/** A request of a case. */
export interface RecordedRequest {
  readonly name: string;
  readonly url: string;
  readonly from?: 'gateway' | { readonly gateway?: TextMap; readonly labels?: TextMap; readonly namespace?: string };
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string | number };
  readonly sni?: string;
  readonly repeat?: number;
  /** `namespace/name` of a Secret of the case. */
  readonly clientCertificate?: string;
  readonly expect: RecordedOutcome;
}

/** Manifests, and what was seen of requests to them. */
export interface TrafficCase {
  readonly name: string;
  readonly about: string;
  readonly manifests: string;
  /** What the API server said against some of them. */
  readonly admission?: readonly string[];
  readonly requests: readonly RecordedRequest[];
}

/** The case that a file holds; throws where it holds none. */
export function parseCase(text: string): TrafficCase {
  const value = load(text);
  if (!isCase(value)) {
    throw new Error('a traffic case is a map with the text `manifests` and the list `requests`, each with name, url and expect');
  }
  return value;
}

function isCase(value: unknown): value is TrafficCase {
  return (
    isJsonObject(value) &&
    typeof value.manifests === 'string' &&
    Array.isArray(value.requests) &&
    value.requests.every(
      (request: unknown) => isJsonObject(request) && typeof request.url === 'string' && isExpectation(request.expect),
    )
  );
}

function isExpectation(value: unknown): value is JsonObject {
  return isJsonObject(value) && typeof value.connection === 'string';
}
