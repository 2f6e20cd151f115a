import { misuse } from '../kernel/errors';
import { checkFormat } from './private/log-format';

/**
 * What a line of an access log says, in Envoy's command operators.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage
 */
export class AccessLogFormat {
  /**
   * What tells the way of a request: whom the client asked for (`authority`, `requested_server_name`), which route and cluster took it
   * (`route_name`, `upstream_cluster`, `upstream_host`), what came of it (`response_code`, `response_flags` and the details), and who it was
   * (`downstream_remote_address`). The names are those of Istio's own JSON format.
   */
  public static readonly ROUTING_FIELDS: { readonly [field: string]: string } = Object.freeze({
    start_time: '%START_TIME%',
    method: '%REQ(:METHOD)%',
    authority: '%REQ(:AUTHORITY)%',
    path: '%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%',
    protocol: '%PROTOCOL%',
    requested_server_name: '%REQUESTED_SERVER_NAME%',
    route_name: '%ROUTE_NAME%',
    upstream_cluster: '%UPSTREAM_CLUSTER_RAW%',
    upstream_host: '%UPSTREAM_HOST%',
    response_code: '%RESPONSE_CODE%',
    response_code_details: '%RESPONSE_CODE_DETAILS%',
    response_flags: '%RESPONSE_FLAGS%',
    connection_termination_details: '%CONNECTION_TERMINATION_DETAILS%',
    upstream_transport_failure_reason: '%UPSTREAM_TRANSPORT_FAILURE_REASON%',
    downstream_local_address: '%DOWNSTREAM_LOCAL_ADDRESS%',
    downstream_remote_address: '%DOWNSTREAM_REMOTE_ADDRESS%',
    duration: '%DURATION%',
    request_id: '%REQ(X-REQUEST-ID)%',
    x_forwarded_for: '%REQ(X-FORWARDED-FOR)%',
    user_agent: '%REQ(USER-AGENT)%',
  });

  /**
   * JSON with these fields; without any, with {@link ROUTING_FIELDS}.
   *
   * @throws if there are no fields, or a value has a `%` that begins no operator.
   */
  public static json(fields: { [field: string]: string } = AccessLogFormat.ROUTING_FIELDS): AccessLogFormat {
    if (Object.keys(fields).length === 0) {
      throw misuse({
        rule: 'a JSON format needs fields: Istio takes none for its own format',
        received: fields,
        fix: "leave the argument out, or give fields such as { status: '%RESPONSE_CODE%' }",
      });
    }
    for (const [field, format] of Object.entries(fields)) {
      checkFormat(format, `the field ${field} of an access log`);
    }
    return new AccessLogFormat({ ...fields }, undefined);
  }

  /**
   * Lines of text; a line break is added where there is none.
   *
   * @throws if it is empty, or has a `%` that begins no operator.
   */
  public static text(format: string): AccessLogFormat {
    return new AccessLogFormat(undefined, checkFormat(format, 'the format of an access log'));
  }

  private constructor(
    private readonly fields: { [field: string]: string } | undefined,
    private readonly line: string | undefined,
  ) {}

  /** As the mesh config has it for the provider that Istio brings along. @internal */
  public _meshWide(): { [field: string]: unknown } {
    return this.fields === undefined
      ? { accessLogEncoding: 'TEXT', accessLogFormat: this.line }
      : { accessLogEncoding: 'JSON', accessLogFormat: JSON.stringify(this.fields) };
  }

  /** As an extension provider has it. @internal */
  public _ofProvider(): { [field: string]: unknown } {
    return this.fields === undefined ? { text: this.line } : { labels: { ...this.fields } };
  }
}
