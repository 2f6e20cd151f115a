import { IConstruct } from 'constructs';
import { checkType, propertyOf } from '../kernel/value-type';
import { Mesh } from '../mesh/mesh';
import { Request } from '../simulation/request';
import { RouteCoverage } from './route-coverage';
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

  /** Which routes the requests took, and which none did. */
  public readonly coverage: RouteCoverage;

  private constructor(private readonly simulator: Simulator) {
    this.coverage = new RouteCoverage(simulator.mesh);
  }

  /**
   * Sends a request; what has to come of it is said of the result.
   *
   * @throws if it is none, but a text.
   */
  public send(request: Request): TrafficResult {
    checkType(request, propertyOf(request, 'from') !== undefined, {
      at: 'TrafficTest',
      field: 'what is sent',
      type: 'a Request',
      fix: (value) => `write Request.get(${typeof value === 'string' ? `'${value}'` : 'url'})`,
    });
    const trace = this.simulator.send(request);
    this.coverage.record(trace);
    return TrafficResult._of(trace);
  }
}
