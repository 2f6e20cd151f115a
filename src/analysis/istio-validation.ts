import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { misuse } from '../kernel/errors';
import { Mesh } from '../mesh/mesh';
import { ManifestPlace } from '../mesh/manifest-place';
import { Finding } from './finding';
import { IstioAnalysis } from './istio-analysis';
import { parsePlainKeys, PlainKeys } from './plain-keys';
import { isAtLeast, parseSeverity, Severity } from './severity';

/** A resource that breaks a rule, as cdk8s-cli takes it. */
interface ViolatingResource {
  readonly resourceName: string;
  readonly locations: readonly string[];
  readonly manifestPath: string;
}

/** What a validation of cdk8s-cli is given. */
interface ValidationContext {
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: {
      readonly ruleName: string;
      readonly recommendation: string;
      readonly fix: string;
      readonly violatingResources: readonly ViolatingResource[];
    }): void;
    submit(status: 'success' | 'failure', metadata?: { readonly [key: string]: string }): void;
  };
}

/** What `properties` of the entry in cdk8s.yaml may say. */
interface IstioValidationProperties {
  readonly failOn?: string;
  readonly plainKeys?: string;
}

/**
 * The analysis as a validation of cdk8s-cli: `cdk8s synth` runs it on what was rendered, for an entry in the `validations` of cdk8s.yaml
 * with `package: cdk8s-istio` and `class: IstioValidation`. Its property `failOn` is `error`, `warning` or `info`; without it, only
 * errors fail. With `plainKeys: forbidden`, a private key that stands in a manifest is an error.
 *
 * @jsii ignore
 */
export class IstioValidation {
  private readonly failOn: Severity;

  private readonly plainKeys: PlainKeys;

  /** @throws if `failOn` is no severity, or `plainKeys` none of its words. */
  public constructor(properties: IstioValidationProperties = {}) {
    const failOn = parseSeverity(properties.failOn ?? Severity.ERROR);
    if (failOn === undefined) {
      throw misuse({
        at: 'IstioValidation',
        rule: 'failOn must be a severity: error, warning or info',
        received: properties.failOn,
        fix: 'set it in the `properties` of the plugin in cdk8s.yaml, or leave it out for error',
      });
    }
    const plainKeys = parsePlainKeys(properties.plainKeys ?? PlainKeys.WARNED);
    if (plainKeys === undefined) {
      throw misuse({
        at: 'IstioValidation',
        rule: 'plainKeys must be warned or forbidden',
        received: properties.plainKeys,
        fix: 'set it in the `properties` of the plugin in cdk8s.yaml, or leave it out for warned',
      });
    }
    this.failOn = failOn;
    this.plainKeys = plainKeys;
  }

  /** Analyses the manifests, and reports what it finds. */
  public validate(context: ValidationContext): Promise<void> {
    const mesh = Mesh.fromYaml(context.manifests.map((file) => ({ file, text: readFileSync(file, 'utf8') })));
    const report = IstioAnalysis.run(mesh, { plainKeys: this.plainKeys });
    for (const finding of report.findings) {
      context.report.addViolation({
        ruleName: `${finding.code} ${finding.rule} (${finding.severity})`,
        recommendation: finding.message,
        fix: finding.fix,
        violatingResources: [resourceOf(finding.place), ...finding.related.map(resourceOf)],
      });
    }
    const fails = (finding: Finding): boolean => isAtLeast(finding.severity, this.failOn);
    context.report.submit(report.findings.some(fails) || report.internalErrors.length > 0 ? 'failure' : 'success', {
      checks: String(report.checks.filter(({ skipped }) => skipped === undefined).length),
      suppressed: String(report.suppressed.length),
      ...Object.fromEntries(report.internalErrors.map(({ code, message }) => [`internal error in ${code}`, message])),
    });
    return Promise.resolve();
  }
}

function resourceOf({ name, field, file, line }: ManifestPlace): ViolatingResource {
  const at = file === undefined ? '' : `${basename(file)}:${line ?? 1}`;
  return {
    resourceName: name,
    locations: [...(field === undefined ? [] : [field]), at].filter((each) => each !== ''),
    manifestPath: file ?? '',
  };
}
