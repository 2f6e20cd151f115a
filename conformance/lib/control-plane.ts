import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { isJsonObject, JsonObject, listAt, textAt } from '../../src/mesh/wire/json';
import { KubeApi } from './kube-api';
import { freePort, isOpen, pause, RunningProgram } from './processes';

/** The programs that cases run on. */
export interface Binaries {
  readonly etcd: string;
  readonly kubeApiServer: string;
  readonly istiod: string;
  readonly envoy: string;
}

/** What istiod is told of the mesh: mutual TLS between pods only where it is asked for, as no pod of a case has a sidecar. */
const MESH_CONFIG = {
  rootNamespace: 'istio-system',
  accessLogEncoding: 'JSON',
  enableAutoMtls: false,
  enablePrometheusMerge: false,
};
/** Where proxies log, in the folder of a run. */
export const ACCESS_LOG = 'access.log';
const TOKEN = 'conformance';

/** An API server with Istio's CRDs, and istiod. */
export class ControlPlane {
  /** Starts all of it; takes some seconds. */
  public static async start(binaries: Binaries, crds: string, folder: string): Promise<ControlPlane> {
    const programs: RunningProgram[] = [];
    try {
      const [etcd, peer, api, xds, http, grpc, webhook, monitoring] = await Promise.all(Array.from({ length: 8 }, freePort));
      programs.push(await startEtcd(binaries.etcd, folder, etcd, peer));
      const server = startApiServer(binaries.kubeApiServer, folder, etcd, api);
      programs.push(server);
      const kube = new KubeApi(api, TOKEN);
      await server.until(async () => (await kube.call('GET', '/readyz/ping')).status === 200, 90);
      await server.until(async () => (await kube.call('GET', '/api/v1/namespaces/default')).status === 200, 60);
      await installCrds(kube, crds);
      await kube.namespace('default');
      await kube.namespace('istio-system');
      writeFileSync(join(folder, 'mesh.yaml'), JSON.stringify({ ...MESH_CONFIG, accessLogFile: join(folder, ACCESS_LOG) }));
      const istiod = startIstiod(binaries.istiod, folder, { xds, http, grpc, webhook, monitoring });
      programs.push(istiod);
      await istiod.until(async () => (await fetch(`http://127.0.0.1:${http}/ready`)).ok, 90);
      return new ControlPlane(kube, xds, programs);
    } catch (error) {
      await stopAll(programs);
      throw error;
    }
  }

  private constructor(
    public readonly kube: KubeApi,
    /** Where proxies ask istiod for their configuration. */
    public readonly xdsPort: number,
    private readonly programs: readonly RunningProgram[],
  ) {}

  /** Ends all of it. */
  public stop(): Promise<void> {
    return stopAll(this.programs);
  }
}

async function stopAll(programs: readonly RunningProgram[]): Promise<void> {
  for (const program of [...programs].reverse()) {
    await program.stop();
  }
}

async function startEtcd(command: string, folder: string, port: number, peer: number): Promise<RunningProgram> {
  const [client, others] = [port, peer].map((each) => `http://127.0.0.1:${each}`);
  const etcd = new RunningProgram(
    'etcd',
    command,
    [
      ['--data-dir', 'etcd'],
      ['--listen-client-urls', client, '--advertise-client-urls', client],
      ['--listen-peer-urls', others, '--initial-advertise-peer-urls', others, '--initial-cluster', `default=${others}`],
      ['--unsafe-no-fsync'],
    ].flat(),
    folder,
  );
  await etcd.until(() => isOpen(port), 30);
  return etcd;
}

function startApiServer(command: string, folder: string, etcd: number, port: number): RunningProgram {
  const [key, publicKey] = ['accounts.key', 'accounts.pub'].map((name) => join(folder, name));
  execFileSync('openssl', ['genrsa', '-out', key, '2048'], { stdio: 'ignore' });
  execFileSync('openssl', ['rsa', '-in', key, '-pubout', '-out', publicKey], { stdio: 'ignore' });
  writeFileSync(join(folder, 'tokens.csv'), `${TOKEN},conformance,conformance,system:masters\n`, { mode: 0o600 });
  writeFileSync(join(folder, 'kubeconfig'), JSON.stringify(kubeconfig(port)), { mode: 0o600 });
  return new RunningProgram(
    'kube-apiserver',
    command,
    [
      `--etcd-servers=http://127.0.0.1:${etcd}`,
      `--secure-port=${port}`,
      '--bind-address=127.0.0.1',
      '--cert-dir=certificates',
      `--service-account-key-file=${publicKey}`,
      `--service-account-signing-key-file=${key}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      '--token-auth-file=tokens.csv',
      '--authorization-mode=AlwaysAllow',
      '--service-cluster-ip-range=10.96.0.0/16',
      '--disable-admission-plugins=ServiceAccount',
    ],
    folder,
  );
}

function kubeconfig(port: number): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'conformance',
    contexts: [{ name: 'conformance', context: { cluster: 'conformance', user: 'conformance' } }],
    clusters: [{ name: 'conformance', cluster: { server: `https://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'conformance', user: { token: TOKEN } }],
  };
}

function startIstiod(command: string, folder: string, ports: { readonly [name: string]: number }): RunningProgram {
  return new RunningProgram(
    'istiod',
    command,
    [
      ['discovery', '--kubeconfig', 'kubeconfig', '--meshConfig', 'mesh.yaml', '--ctrlz_port', '0'],
      ['--secureGRPCAddr', `127.0.0.1:${ports.xds}`, '--grpcAddr', `127.0.0.1:${ports.grpc}`],
      ['--httpAddr', `127.0.0.1:${ports.http}`, '--httpsAddr', `127.0.0.1:${ports.webhook}`],
      ['--monitoringAddr', `127.0.0.1:${ports.monitoring}`],
    ].flat(),
    folder,
    {
        POD_NAME: 'istiod',
        POD_NAMESPACE: 'istio-system',
        REVISION: 'default',
        // Filters that plain Envoy does not have.
        PILOT_ENABLE_ALPN_FILTER: 'false',
        PILOT_ENABLE_METADATA_EXCHANGE: 'false',
        PILOT_DISABLE_MX_ALPN: 'true',
        PILOT_DEBOUNCE_AFTER: '50ms',
    },
  );
}

async function installCrds(kube: KubeApi, file: string): Promise<void> {
  const crds = loadAll(readFileSync(file, 'utf8'))
    .filter(isJsonObject)
    .filter((each) => each.kind === 'CustomResourceDefinition');
  for (const crd of crds) {
    const fault = await kube.apply(crd);
    if (fault !== undefined) {
      throw new Error(`${textAt(crd, 'metadata', 'name') ?? ''}: ${fault}`);
    }
  }
  for (const crd of crds) {
    await established(kube, crd);
  }
}

async function established(kube: KubeApi, crd: JsonObject): Promise<void> {
  const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${textAt(crd, 'metadata', 'name') ?? ''}`;
  for (let tried = 0; tried < 100; tried += 1) {
    const { body } = await kube.call('GET', path);
    const conditions = listAt(body, 'status', 'conditions');
    if (conditions.some((each) => textAt(each, 'type') === 'Established' && textAt(each, 'status') === 'True')) {
      return;
    }
    await pause(100);
  }
  throw new Error(`${path} is not established`);
}
