import { StringMatch } from '../kernel/string-match';
import { IGateway } from './gateway';

/**
 * What a request has to fulfil beside its path; all of it at once.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 */
export interface HttpMatchConditions {
  /**
   * A name for the match; access logs show it after the name of the route.
   *
   * @default - no name.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-name
   */
  readonly name?: string;

  /**
   * Whether paths are compared without regard to capitals. Regular expressions are not affected: write `(?i)` in them.
   *
   * @default - capitals count.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-ignore_uri_case
   */
  readonly ignoreUriCase?: boolean;

  /**
   * `http` or `https`.
   *
   * @default - any scheme.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-scheme
   */
  readonly scheme?: StringMatch;

  /**
   * The HTTP method, in capitals.
   *
   * @default - any method.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-method
   */
  readonly method?: StringMatch;

  /**
   * The host that the client asks for, with the port if the client sends one.
   *
   * @default - any of the VirtualService's hosts.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-authority
   */
  readonly authority?: StringMatch;

  /**
   * Headers that have such values. On gateways `@request.auth.claims.<name>` stands for a claim of the validated JWT.
   *
   * @default - any headers.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-headers
   */
  readonly headers?: { [header: string]: StringMatch };

  /**
   * Headers that are there, with whatever value.
   *
   * @default - none has to be there.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-headers
   */
  readonly presentHeaders?: string[];

  /**
   * Headers that do not have such values; a request without the header fulfils this too, as if its value were empty.
   *
   * @default - no value is shut out.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-without_headers
   */
  readonly withoutHeaders?: { [header: string]: StringMatch };

  /**
   * Headers that are not there at all.
   *
   * @default - none has to be missing.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-without_headers
   */
  readonly absentHeaders?: string[];

  /**
   * Query parameters that have such values.
   *
   * @default - any parameters.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-query_params
   */
  readonly queryParams?: { [parameter: string]: StringMatch };

  /**
   * Query parameters that are there, with whatever value.
   *
   * @default - none has to be there.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-query_params
   */
  readonly presentQueryParams?: string[];

  /**
   * The port that the request arrives at: of the gateway's server, or of the Service inside the mesh.
   *
   * @default - any port.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-port
   */
  readonly port?: number;

  /**
   * Labels of the pods whose requests are meant. Inside the mesh only: with `gateways`, list `Gateway.MESH` too.
   *
   * @default - any pods.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-source_labels
   */
  readonly sourceLabels?: { [label: string]: string };

  /**
   * Namespace of the pods whose requests are meant. Inside the mesh only: with `gateways`, list `Gateway.MESH` too.
   *
   * @default - any namespace.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-source_namespace
   */
  readonly sourceNamespace?: string;

  /**
   * Gateways that this applies to, out of those of the VirtualService.
   *
   * @default - all gateways of the VirtualService.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-gateways
   */
  readonly gateways?: IGateway[];

  /**
   * A prefix under which Envoy counts the requests that match.
   *
   * @default - they are not counted apart.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-stat_prefix
   */
  readonly statPrefix?: string;

  /**
   * Fields of the match that have no property here yet.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}
