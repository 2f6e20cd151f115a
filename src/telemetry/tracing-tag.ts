import * as telemetry from '../../imports/telemetry';
import { misuse } from '../kernel/errors';

/** What a tag falls back to. */
export interface TracingTagOptions {
  /**
   * The tag's value where the source has none.
   *
   * @default - the span does without the tag.
   */
  readonly defaultValue?: string;
}

/**
 * Where a tag of a span has its value from.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-CustomTag
 */
export class TracingTag {
  /**
   * The same text in every span.
   *
   * @throws if the text is empty.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-CustomTag-literal
   */
  public static literal(value: string): TracingTag {
    return new TracingTag({ literal: { value: checkText(value, 'the value of a literal tag') } });
  }

  /**
   * An environment variable of the proxy, not of the application beside it.
   *
   * @throws if the name is empty.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-CustomTag-environment
   */
  public static environment(name: string, options: TracingTagOptions = {}): TracingTag {
    checkText(name, 'the environment variable of a tag');
    return new TracingTag({ environment: { name, defaultValue: options.defaultValue } });
  }

  /**
   * A header of the request.
   *
   * @throws if the name is empty.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-CustomTag-header
   */
  public static header(name: string, options: TracingTagOptions = {}): TracingTag {
    checkText(name, 'the header of a tag');
    return new TracingTag({ header: { name, defaultValue: options.defaultValue } });
  }

  /**
   * A text with the operators of Envoy's access logs, such as `%REQUESTED_SERVER_NAME%`; what Envoy doesn't know becomes empty.
   *
   * @throws if the text is empty.
   * @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing-CustomTag-formatter
   */
  public static formatter(value: string): TracingTag {
    return new TracingTag({ formatter: { value: checkText(value, 'the format of a tag') } });
  }

  private constructor(private readonly tag: telemetry.TracingCustomTag) {}

  /** @internal */
  public _render(): telemetry.TracingCustomTag {
    return this.tag;
  }
}

function checkText(text: string, field: string): string {
  if (typeof text !== 'string' || text === '') {
    throw misuse({ rule: `${field} must not be empty`, received: text, fix: 'give a text, or leave the tag out' });
  }
  return text;
}
