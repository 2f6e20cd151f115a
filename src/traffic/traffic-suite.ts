import { loadYaml } from '../mesh/load/yaml';
import { Mesh } from '../mesh/mesh';
import { YamlSource } from '../mesh/yaml-source';
import { requestDetails, requestLine } from '../simulation/request-text';
import { RouteCoverage } from './route-coverage';
import { Simulator } from './simulator';
import { configuredFaults } from './suite/configured-route';
import { outcomeFaults } from './suite/outcome-faults';
import { LoadedFile, readSuite, SuiteContents } from './suite/read-suite';
import { FileReader } from './suite/shown-certificate';
import { TrafficCase } from './suite/traffic-case';
import { CaseSending, unfold } from './suite/unfold';
import { RequestResult, TrafficReport } from './traffic-report';

/**
 * Tests of traffic as a YAML file has them: requests, and what has to come of them. Files of istio-config-validator are such files, too.
 */
export class TrafficSuite {
  /**
   * The tests of a file, of any number of documents.
   *
   * @throws if it is no such file, with file, line and field of each fault.
   */
  public static fromYaml(source: YamlSource): TrafficSuite {
    return new TrafficSuite(source.file, readSuite({ file: source.file, ...loadYaml(source) }));
  }

  /** @internal */
  public static _fromLoaded(loaded: LoadedFile, read: FileReader): TrafficSuite {
    return new TrafficSuite(loaded.file, readSuite(loaded, read));
  }

  private constructor(
    /** The file, as it was named. */
    public readonly file: string,
    private readonly contents: SuiteContents,
  ) {}

  /** The files and folders of manifests that the tests are about, as the file has them; they are not read here. */
  public get manifests(): string[] {
    return [...this.contents.manifests];
  }

  /** How many test cases there are. */
  public get size(): number {
    return this.contents.cases.length;
  }

  /**
   * Sends all requests of the tests through a mesh.
   *
   * @param coverage where the routes are counted that they take; nowhere by default
   */
  public run(mesh: Mesh, coverage?: RouteCoverage): TrafficReport {
    const meshes = new MeshesWith(mesh);
    const results = this.contents.cases.flatMap((each) =>
      unfold(each, mesh).map((sending) => {
        const result = this.send(each, sending, meshes.simulator(sending), mesh);
        coverage?.record(result.trace);
        return result;
      }),
    );
    return TrafficReport._of(results);
  }

  private send(each: TrafficCase, { request, assumed }: CaseSending, simulator: Simulator, mesh: Mesh): RequestResult {
    const trace = simulator.send(request);
    return {
      description: each.description,
      file: this.file,
      line: each.line,
      request: requestLine(request),
      requestDetails: requestDetails(request),
      failures: [...configuredFaults(each, trace._way, mesh), ...outcomeFaults(each.expected, trace)],
      assumptions: assumed.map(({ title }) => `${title} is not among the manifests and is taken to be there`),
      trace,
    };
  }
}

/** A mesh with what requests assume, made once for each assumption. */
class MeshesWith {
  private readonly simulators = new Map<string, Simulator>();

  constructor(private readonly mesh: Mesh) {}

  public simulator({ assumed }: CaseSending): Simulator {
    const key = JSON.stringify(assumed.map(({ manifest }) => manifest));
    let simulator = this.simulators.get(key);
    if (simulator === undefined) {
      const mesh = assumed.length === 0 ? this.mesh : Mesh.ofObjects(assumed, true).mergedWith(this.mesh);
      simulator = new Simulator(mesh);
      this.simulators.set(key, simulator);
    }
    return simulator;
  }
}
