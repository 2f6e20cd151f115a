import { Client } from '../../simulation/client';
import { HttpRoute } from '../../mesh/wire/networking';

/** The schemes of requests and connections. */
export type Scheme = 'http' | 'https' | 'grpc' | 'tcp' | 'tls';

/** What of requests a case says; every combination of its lists is sent. */
export interface CaseRequest {
  readonly url?: readonly string[];
  readonly authority?: readonly string[];
  readonly method?: readonly string[];
  readonly uri?: readonly string[];
  readonly headers?: { readonly [name: string]: string };
  readonly scheme?: Scheme;
  readonly port?: number;
  readonly sni?: string;
  readonly httpVersion?: string;
  readonly clientCertificate?: string;
  readonly sourceIp?: string;
}

/** A share of requests that something happens to. */
export interface Portion {
  /** @default 100 */
  readonly percent?: number;
}

/** What has to come of each request. */
export interface ExpectedOutcome {
  readonly connection?: string;
  readonly status?: number;
  readonly responseFlags?: string;
  readonly routeName?: string;
  readonly virtualService?: string;
  readonly host?: string;
  readonly subset?: string;
  readonly shares?: { readonly [subset: string]: number };
  readonly workload?: string;
  readonly redirect?: string;
  readonly credential?: string;
  readonly upstreamPath?: string;
  readonly upstreamAuthority?: string;
  /** A header without a value must not be there. */
  readonly upstreamHeaders?: { readonly [name: string]: string | null };
  readonly responseHeaders?: { readonly [name: string]: string };
  readonly abort?: Portion & { readonly status: number };
  readonly delay?: Portion & { readonly duration: string };
  readonly timeout?: string;
  readonly retries?: number;
  readonly mirror?: Portion & { readonly host: string };
}

/** The fields of a route that a case can compare with what is configured. */
export type ConfiguredRoute = Partial<Omit<HttpRoute, 'match'>>;

/** A test: requests, and what has to come of them. */
export interface TrafficCase {
  readonly description: string;
  /** The line of the file that it begins in. */
  readonly line: number;
  /** Undefined where the case leaves it open: then it is somebody for whom the manifests have routes. */
  readonly from: Client | undefined;
  readonly request: CaseRequest;
  /** Whether what is configured has to be this, or must not be. */
  readonly wantMatch: boolean;
  readonly configured: ConfiguredRoute;
  readonly expected: ExpectedOutcome;
}
