import * as networking from '../../imports/networking';
import { Field } from './private/field';
import { checkStatus } from './private/http-syntax';

const FIELD = new Field('directResponse');
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Istio refuses larger bodies, and warns of those above a tenth of this. */
const LARGEST_BODY = 1024 * 1024;

/**
 * An answer that Envoy gives itself. Its content type is set with the route's `headers`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPDirectResponse
 */
export class HttpDirectResponse {
  /**
   * A status without a body.
   *
   * @throws if the status is not from 200 to 599.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPDirectResponse-status
   */
  public static status(status: number): HttpDirectResponse {
    return new HttpDirectResponse(status, undefined);
  }

  /**
   * A status with a text, which is sent as UTF-8.
   *
   * @throws if the status is not from 200 to 599, or the text is larger than 1 MiB.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPBody-string
   */
  public static text(status: number, body: string): HttpDirectResponse {
    checkSize(Buffer.byteLength(body), FIELD.of('body'));
    return new HttpDirectResponse(status, { string: body });
  }

  /**
   * A status with any bytes, given in base64 of the standard alphabet.
   *
   * @throws if the status is not from 200 to 599, or the bytes are not base64, none at all, or more than 1 MiB.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPBody-bytes
   */
  public static base64(status: number, body: string): HttpDirectResponse {
    const field = FIELD.of('body');
    if (typeof body !== 'string' || body === '' || !BASE64.test(body)) {
      throw field.fault(
        'must be base64 of the standard alphabet',
        body,
        "encode the bytes with '+' and '/', padded with '='; leave an empty body out",
      );
    }
    checkSize(Buffer.byteLength(body, 'base64'), field);
    return new HttpDirectResponse(status, { bytes: body });
  }

  private constructor(
    private readonly code: number,
    private readonly body: networking.HttpBody | undefined,
  ) {
    checkStatus(code, FIELD.of('status'));
  }

  /** @internal */
  public _render(): networking.HttpDirectResponse {
    return { status: this.code, body: this.body && { ...this.body } };
  }
}

function checkSize(bytes: number, field: Field): void {
  if (bytes > LARGEST_BODY) {
    throw field.fault(
      `must not be larger than ${LARGEST_BODY} bytes`,
      `${bytes} bytes`,
      'serve it from a backend instead',
    );
  }
}
