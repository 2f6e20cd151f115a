import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { PolicyTarget } from '../../src/kernel/policy-target';
import { AccessLogProvider } from '../../src/patterns/access-log-provider';
import { AccessLogging, AccessLoggingProps } from '../../src/patterns/access-logging';
import { TelemetryMode } from '../../src/telemetry/telemetry-mode';
import { misuseOf } from '../support/misuse-of';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'shop' });

describe('one Telemetry without a target in a namespace', () => {
  const envoy = (chart: Construct, id: string, props: AccessLoggingProps = {}) => new AccessLogging(chart, id, props);

  test('a second one is an error that names the first', () => {
    const chart = newChart();
    envoy(chart, 'first');
    expect(misuseOf(() => envoy(chart, 'second'))).toEqual({
      rule: '[shop/second] of two Telemetries without a target in one namespace Istio heeds the older one alone',
      received: '"shop/first/Telemetry in shop"',
      fix: "add to that one with `telemetry: other.telemetry`, or give a target, such as PolicyTarget.workloads({ app: 'shop' })",
    });
    expect(chart.node.children).toHaveLength(1);
  });

  test('also across charts, and for charts that are applied to any namespace', () => {
    const app = new App();
    const open = new Chart(app, 'open');
    envoy(new Chart(app, 'a', { namespace: 'shop' }), 'logs');
    envoy(open, 'logs');
    envoy(new Chart(app, 'other-open'), 'logs');
    expect(() => envoy(new Chart(app, 'b'), 'logs', { namespace: 'shop' })).toThrow('a/logs/Telemetry in shop');
    expect(() => envoy(open, 'more')).toThrow('in the namespace that the chart is applied to');
  });

  test('others do no harm: another namespace, another app, a target, one that was refused or removed', () => {
    const chart = newChart();
    const group = new Construct(chart, 'group');
    expect(() => envoy(group, 'refused', { name: 'Refused' })).toThrow();
    envoy(group, 'removed');
    chart.node.tryRemoveChild('group');
    envoy(chart, 'kept');
    envoy(chart, 'edge', { namespace: 'edge' });
    envoy(chart, 'target', { target: PolicyTarget.workloads({ app: 'web' }) });
    envoy(newChart(), 'app');
    expect(chart.node.children).toHaveLength(3);
  });

  test('logs can be added to one that is there', () => {
    const chart = newChart();
    const first = envoy(chart, 'first', { mode: TelemetryMode.SERVER });
    const second = envoy(chart, 'second', {
      telemetry: first.telemetry,
      provider: AccessLogProvider.existing('als'),
    });
    expect(second.telemetry).toBe(first.telemetry);
    const manifests: ReadonlyArray<{ spec: object }> = Testing.synth(chart);
    expect(manifests.map(({ spec }) => spec)).toEqual([
      {
        accessLogging: [
          { match: { mode: 'SERVER' }, providers: [{ name: 'envoy' }] },
          { providers: [{ name: 'als' }] },
        ],
      },
    ]);
    expect(() => envoy(chart, 'third', { telemetry: first.telemetry })).toThrow('Istio takes the last one alone');
    expect(Testing.synth(chart)).toEqual(manifests);
  });
});
