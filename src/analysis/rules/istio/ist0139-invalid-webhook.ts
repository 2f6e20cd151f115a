import { MUTATING_WEBHOOK_CONFIGURATION, SERVICE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { INJECT, INJECTION, REVISION } from '../../../mesh/semantics/injection';
import { at, listAt, TextMap, textAt } from '../../../mesh/wire/json';
import { byText } from '../../order';
import { Report, Rule } from '../../rule';
import { Severity } from '../../severity';
import { isFor, isIstios, Webhook, webhooksOf } from './injection-webhooks';

/** Injection webhooks that catch a pod together with others, or whose istiod is not there. */
export const INVALID_WEBHOOK: Rule = {
  code: 'IST0139',
  name: 'InvalidWebhook',
  severity: Severity.ERROR,
  summary: 'An injection webhook is for the same pods as another, or calls a Service that does not exist.',
  explanation:
    'The API server calls every webhook that selects a pod: with two, a pod may get two sidecars, of two revisions, and does not work. With a Service that is not there the call fails, and as injectors are mostly called with `failurePolicy: Fail`, no pod is created in the namespaces that it selects.',
  fix: 'Give revisions and tags selectors that tell their pods apart, as `istioctl tag` and the charts do; remove the configurations of an uninstalled revision.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0139/',
  inputs: [MUTATING_WEBHOOK_CONFIGURATION, SERVICE],
  check: (mesh, report) => {
    const objects = mesh.all(MUTATING_WEBHOOK_CONFIGURATION).filter(isInjector);
    const webhooks = objects.flatMap(webhooksOf);
    reportOverlaps(webhooks, [...new Set(objects.flatMap(revisionsOf))], report);
    // An app may leave istiod to others altogether.
    if (!mesh.isPartial) {
      reportMissingServices(mesh, webhooks, report);
    }
  },
};

function isInjector(object: MeshObject): boolean {
  return !object.isAssumed && (revisionsOf(object).length > 0 || webhooksOf(object).some(isIstios));
}

/** The revisions that a configuration is for, by its label and its selectors. */
function revisionsOf(object: MeshObject): string[] {
  const own = Object.hasOwn(object.labels, REVISION) ? [object.labels[REVISION]] : [];
  return [...own, ...webhooksOf(object).flatMap(({ value }) => selectedRevisions(value))];
}

function selectedRevisions(webhook: unknown): string[] {
  return ['namespaceSelector', 'objectSelector'].flatMap((selector) => [
    ...[textAt(webhook, selector, 'matchLabels', REVISION)].filter((each) => each !== undefined),
    ...listAt(webhook, selector, 'matchExpressions')
      .filter((expression) => textAt(expression, 'key') === REVISION)
      .flatMap((expression) => listAt(expression, 'values'))
      .filter((value) => typeof value === 'string'),
  ]);
}

/** Each webhook that catches some pod together with others, for the labels that matter to injection. */
function reportOverlaps(webhooks: readonly Webhook[], revisions: readonly string[], report: Report): void {
  const namespaces = combinations(INJECTION, ['enabled', 'disabled'], revisions);
  const pods = combinations(INJECT, ['true', 'false'], revisions);
  const others = new Map<Webhook, Set<Webhook>>();
  for (const namespace of namespaces) {
    for (const pod of pods) {
      const matching = webhooks.filter((webhook) => isFor(webhook, namespace, pod));
      for (const webhook of matching.length > 1 ? matching : []) {
        const known = others.get(webhook) ?? new Set();
        others.set(webhook, known);
        matching.filter((other) => other !== webhook).forEach((other) => known.add(other));
      }
    }
  }
  for (const [{ object, path, title }, found] of others) {
    const sorted = [...found].sort((a, b) => byText(a.title, b.title));
    report({
      object,
      path,
      message: `Webhook ${title} is for pods that ${sorted.map((each) => each.title).join(', ')} is for too, so they are injected twice`,
      related: sorted.map((other) => ({ object: other.object, path: other.path })),
    });
  }
}

/** No label, each of the values, and all of that with each of the revisions. */
function combinations(label: string, values: readonly string[], revisions: readonly string[]): TextMap[] {
  const plain: TextMap[] = [{}, ...values.map((value) => ({ [label]: value }))];
  return [...plain, ...revisions.flatMap((revision) => plain.map((each) => ({ ...each, [REVISION]: revision })))];
}

function reportMissingServices(mesh: Mesh, webhooks: readonly Webhook[], report: Report): void {
  for (const { object, path, title, value } of webhooks) {
    const service = at(value, 'clientConfig', 'service');
    const [namespace, name] = [textAt(service, 'namespace') ?? '', textAt(service, 'name') ?? ''];
    if (service !== undefined && service !== null && mesh.get(SERVICE, namespace, name) === undefined) {
      report({
        object,
        path: [...path, 'clientConfig', 'service'],
        message: `Webhook ${title} calls Service ${namespace}/${name}, which does not exist`,
      });
    }
  }
}
