import { IConstruct } from 'constructs';
import { Mesh } from '../mesh/mesh';
import { Request } from '../simulation/request';
import { Simulation } from '../simulation/simulation';
import { Trace } from './trace';

/**
 * Answers where requests go in a mesh, from its manifests alone: as istiod would configure Envoy, and Envoy would handle them. Build one
 * for many requests: what it works out about the mesh it keeps.
 */
export class Simulator {
  /** One for what an app renders. */
  public static of(app: IConstruct): Simulator {
    return new Simulator(Mesh.fromApp(app));
  }

  /** The mesh that requests are sent to. */
  public readonly mesh: Mesh;

  private readonly simulation: Simulation;

  /**
   * @param mesh the mesh that requests are sent to
   * @param now the time at which they are sent, by which tokens expire; the current time by default
   */
  public constructor(mesh: Mesh, now?: Date) {
    this.mesh = mesh;
    this.simulation = new Simulation(mesh, now);
  }

  /** The way of a request, and how it may end. Nothing is sent anywhere. */
  public send(request: Request): Trace {
    return Trace._of(this.simulation.send(request));
  }
}
