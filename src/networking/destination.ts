import * as networking from '../../imports/networking';
import { misuse } from '../kernel/errors';
import { RenderContext } from '../kernel/istio-resource';
import { checkPort } from '../kernel/port';
import { Backend } from './backend';
import { checkBackend } from './private/argument-types';
import { KnownPort } from './private/service-ports';
import { ISubset } from './subset';

/** Which port of a destination is meant. */
export interface DestinationOptions {
  /**
   * The port's number on the Service, not on its pods.
   *
   * @default - the backend's port; where that has none either, its only port, which Istio finds itself.
   */
  readonly port?: number;
}

/**
 * Where a route sends requests: a backend, or one subset of it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination
 */
export class Destination {
  /** All pods of a backend. */
  public static backend(backend: Backend, options: DestinationOptions = {}): Destination {
    return new Destination(backend, undefined, options.port);
  }

  /** The pods of one subset of a DestinationRule. */
  public static subset(subset: ISubset, options: DestinationOptions = {}): Destination {
    return new Destination(subset.backend, subset, options.port);
  }

  /** The port that was chosen, if one was. */
  public readonly port?: number;

  private constructor(
    /** What traffic is sent to. @internal */
    public readonly _backend: Backend,
    private readonly target: ISubset | undefined,
    port: number | undefined,
  ) {
    checkBackend(_backend);
    this.port = port === undefined ? _backend.port : checkPort(port, 'the port of a destination');
  }

  /** @internal */
  public _render(context: RenderContext): networking.Destination {
    this.checkPort(context);
    return {
      host: this._backend._host(context),
      ...(this.target !== undefined && { subset: this.target.name }),
      ...(this.port !== undefined && { port: { number: this.port } }),
    };
  }

  private checkPort(context: RenderContext): void {
    if (!this.suits(this._backend._knownPorts()) && !this.suits(this._backend._renderedPorts())) {
      throw this.portFault(
        context,
        (this._backend._renderedPorts() ?? []).map(({ number }) => number),
      );
    }
  }

  /** Whether the destination's port is one of these, or left out where there is only one. */
  private suits(ports: readonly KnownPort[] | undefined): boolean {
    return (
      ports === undefined ||
      (this.port === undefined ? ports.length <= 1 : ports.some(({ number }) => number === this.port))
    );
  }

  private portFault(context: RenderContext, known: readonly number[]): Error {
    const name = this._backend._host(context);
    return this.port === undefined
      ? misuse({
          at: context.owner,
          rule: `Service ${name} has several ports, so a destination has to name one`,
          received: 'no port',
          fix: `choose one of ${known.join(', ')}`,
        })
      : misuse({
          at: context.owner,
          rule: `Service ${name} has no such port`,
          received: this.port,
          fix: `choose one of ${known.join(', ')}; it is the Service's port that counts, not the container's`,
        });
  }
}
