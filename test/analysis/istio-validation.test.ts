import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ValidationContext } from 'cdk8s-cli/plugins';
import { IstioValidation } from '../../src/analysis/istio-validation';
import { newFolder, removeFolders } from '../support/folder';

afterAll(removeFolders);

const folder = newFolder();
const manifest = join(folder, 'web.k8s.yaml');

async function validate(text: string, properties?: { failOn?: string }): Promise<ValidationContext['report']> {
  writeFileSync(manifest, text);
  const context = new ValidationContext([manifest], 'cdk8s-istio', '1.0.0', { web: { path: 'app/web' } }, true);
  await new IstioValidation(properties).validate(context);
  return context.report;
}

const WITH_TYPO = 'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: web}\nspec: {typo: 1}\n';

test('reports findings in terms of constructs, and fails on errors', async () => {
  const report = await validate(WITH_TYPO);
  const { violations, summary } = report.toJson();
  expect(summary).toMatchObject({ status: 'failure', plugin: 'cdk8s-istio' });
  expect(violations.find(({ ruleName }) => ruleName.startsWith('CDI0003'))).toMatchObject({
    ruleName: 'CDI0003 UnknownField (error)',
    recommendation: 'Gateway default/web has a field that its kind does not know: spec.typo',
    violatingConstructs: [
      { constructPath: 'app/web', locations: ['spec.typo', 'web.k8s.yaml:4'], resourceName: 'web' },
    ],
  });
  expect(report.toString()).toContain('app/web');
});

test('fine manifests pass', async () => {
  const report = await validate('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n');
  expect(report.success).toBe(true);
  expect(report.toJson().violations).toEqual([]);
});

test('failOn is a severity', () => {
  expect(() => new IstioValidation({ failOn: 'fatal' })).toThrow(
    /^\[IstioValidation\] failOn must be a severity: .*\n {2}received: "fatal"\n {2}fix: set it in /,
  );
});
