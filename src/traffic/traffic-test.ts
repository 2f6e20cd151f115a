import { IConstruct } from 'constructs';
import { Mesh } from '../mesh/mesh';
import { Request } from '../simulation/request';
import { Simulator } from './simulator';
import { TrafficResult } from './traffic-result';

/** Tests where the requests to a mesh go, with any test runner and without a cluster. */
export class TrafficTest {
  /** Tests what an app renders. */
  public static of(app: IConstruct): TrafficTest {
    return new TrafficTest(Simulator.of(app));
  }

  /** Tests a mesh, such as one of YAML files. */
  public static ofMesh(mesh: Mesh): TrafficTest {
    return new TrafficTest(new Simulator(mesh));
  }

  private constructor(private readonly simulator: Simulator) {}

  /** Sends a request; what has to come of it is said of the result. */
  public send(request: Request): TrafficResult {
    return TrafficResult._of(this.simulator.send(request));
  }
}
