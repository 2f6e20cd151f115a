import { App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { AnalysisReport } from './analysis-report';

/** What an app says of itself, and what it is made to. */
interface SynthesizingApp {
  synth(): void;
  synthYaml(): string;
}

/**
 * Runs an analysis when an app is synthesized: once, though cdk8s validates an app again for every chart of it. A chart that is rendered
 * by itself, as tests do, is validated once, so the analysis runs each time.
 */
export class Attachment {
  private depth = 0;
  private errors: string[] | undefined;

  constructor(
    private readonly app: App,
    /** Makes the report. */
    private readonly run: () => AnalysisReport,
    /** What is done with it; the errors that fail the synth. */
    private readonly judge: (report: AnalysisReport) => string[],
  ) {
    this.during('synth');
    this.during('synthYaml');
    (app as IConstruct).node.addValidation({ validate: () => this.validate() });
  }

  private validate(): string[] {
    if (this.depth === 0) {
      return this.judge(this.run());
    }
    this.errors ??= this.judge(this.run());
    return this.errors;
  }

  /** Knows when the app does this: nothing that cdk8s tells a validation says whether it is of the same synth as the last one. */
  private during(method: keyof SynthesizingApp): void {
    const app: { [name in keyof SynthesizingApp]: () => unknown } = this.app;
    const original = app[method].bind(this.app);
    app[method] = () => {
      this.depth += 1;
      try {
        return original();
      } finally {
        this.depth -= 1;
        this.errors = this.depth === 0 ? undefined : this.errors;
      }
    };
  }
}
