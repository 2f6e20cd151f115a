import { IConstruct } from 'constructs';
import { Mesh } from '../mesh/mesh';
import { Request } from './request';
import { Simulation } from './simulation';
import { TrafficResult } from './traffic-result';

/** Tests where the requests to a mesh go, with any test runner and without a cluster. */
export class TrafficTest {
  /** Tests what an app renders. */
  public static of(app: IConstruct): TrafficTest {
    return new TrafficTest(Mesh.fromApp(app));
  }

  /** Tests a mesh, such as one of YAML files. */
  public static ofMesh(mesh: Mesh): TrafficTest {
    return new TrafficTest(mesh);
  }

  private readonly simulator: Simulation;

  private constructor(mesh: Mesh) {
    this.simulator = new Simulation(mesh);
  }

  /** Sends a request; what has to come of it is said of the result. */
  public send(request: Request): TrafficResult {
    return new TrafficResult(this.simulator.send(request));
  }
}
