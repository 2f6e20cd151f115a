import { CoveredRoute } from '../traffic/route-coverage';
import { TrafficReport } from '../traffic/traffic-report';
import { jsonTraffic } from './json-traffic';
import { junitTraffic } from './junit-traffic';
import { textTraffic } from './text-traffic';
import { TrafficFormat } from './traffic-format';

/** How the results of traffic tests are written. */
export interface TrafficWriterOptions {
  /**
   * The form.
   *
   * @default TrafficFormat.TEXT
   */
  readonly format?: TrafficFormat;

  /**
   * The routes of the mesh, as a `RouteCoverage` has them; JUnit's form has no place for them.
   *
   * @default - nothing is told of them.
   */
  readonly routes?: CoveredRoute[];

  /**
   * Whether text is in the colours of a terminal; other forms have none.
   *
   * @default - no colours.
   */
  readonly colour?: boolean;
}

/** Writes what came of traffic tests. */
export class TrafficWriter {
  /** The results as a text, with a line break at its end. */
  public static write(report: TrafficReport, options: TrafficWriterOptions = {}): string {
    switch (options.format ?? TrafficFormat.TEXT) {
      case TrafficFormat.TEXT:
        return textTraffic(report, options.routes, options.colour === true);
      case TrafficFormat.JSON:
        return jsonTraffic(report, options.routes);
      case TrafficFormat.JUNIT:
        return junitTraffic(report);
    }
  }

  private constructor() {}
}
