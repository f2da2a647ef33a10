import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requireProgram } from '../support/programs';
import { Api, type ApiAccess } from './api';
import { kubectl, writeKubeconfig, type Kubectl, type KubectlOptions } from './kubectl';
import { API_SERVER_ADDRESS, SERVICE_RANGE } from './network';
import { Process } from './processes';
import { eventually } from './wait';

const SERVER = `https://${API_SERVER_ADDRESS}:443`;
const ETCD = 'http://127.0.0.1:2379';
const ETCD_PEER = 'http://127.0.0.1:2380';

/** Milliseconds for what takes 3 s on an idle machine. */
const START_DEADLINE = 120_000;

/** What the manifests of this library need; each one left out is a faster start. */
const CONTROLLERS = [
  'serviceaccount-controller',
  'root-ca-certificate-publisher-controller',
  'namespace-controller',
  'garbage-collector-controller',
  'endpointslice-controller',
  'statefulset-controller',
  'daemonset-controller',
  'deployment-controller',
  'replicaset-controller',
  'job-controller',
  'cronjob-controller',
  'disruption-controller',
];

export interface ControlPlaneProcesses {
  readonly etcd: Process;
  readonly apiServer: Process;
  readonly controllerManager: Process;
}

/**
 * A real control plane of Kubernetes. Ports are fixed: nobody else is in this network.
 */
export class ControlPlane {
  /** The API, as somebody who may do everything. */
  readonly api: Api;

  private readonly clients: Api[] = [];

  constructor(
    private readonly dir: string,
    private readonly admin: ApiAccess,

    /** Path of the kubeconfig of somebody who may do everything. */
    readonly adminKubeconfig: string,
    readonly processes: ControlPlaneProcesses,
  ) {
    this.api = this.apiAs(admin.token);
  }

  /** The key pair that the API server has made for itself: paths. */
  get keyPair(): { readonly certificate: string; readonly key: string } {
    return { certificate: join(this.dir, 'apiserver.crt'), key: join(this.dir, 'apiserver.key') };
  }

  /** The API, as whom the token says. */
  apiAs(token: string): Api {
    const api = new Api({ ...this.admin, token });
    this.clients.push(api);
    return api;
  }

  /** A token of a ServiceAccount, through the TokenRequest API. */
  async tokenFor(namespace: string, serviceAccount: string): Promise<string> {
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${serviceAccount}/token`;
    const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
    const { status } = await this.api.call<{ status: { token: string } }>('POST', path, { body });
    return status.token;
  }

  /** The path of a new kubeconfig for the holder of the token. */
  async kubeconfigFor(token: string): Promise<string> {
    return writeKubeconfig(join(this.dir, `kubeconfig-${randomUUID()}`), { ...this.admin, token });
  }

  /** Runs kubectl, as somebody who may do everything unless `kubeconfig` says otherwise. */
  async kubectl(args: readonly string[], options: KubectlOptions = {}): Promise<Kubectl> {
    return kubectl(args, { kubeconfig: this.adminKubeconfig, ...options });
  }

  async stop(): Promise<void> {
    this.clients.forEach((client) => client.close());
    const { controllerManager, apiServer, etcd } = this.processes;
    // Nothing here is worth a farewell, and the API server takes its time for one.
    for (const process of [controllerManager, apiServer, etcd]) {
      process.kill('SIGKILL');
      await process.exited;
    }
  }
}

/** Starts etcd, API server and controllers, and returns when pods can be created. */
export async function startControlPlane(dir: string): Promise<ControlPlane> {
  const secrets = await writeSecrets(dir);
  const failed = new AbortController();
  try {
    const controlPlane = await startProcesses(dir, secrets, failed.signal);
    await ready(controlPlane);
    return controlPlane;
  } catch (error) {
    failed.abort(); // half a control plane would hold its ports
    throw error;
  }
}

async function startProcesses(dir: string, secrets: Secrets, signal: AbortSignal): Promise<ControlPlane> {
  const start = (name: string, args: readonly string[]): Process =>
    Process.start(requireProgram(name), args, { name, log: join(dir, `${name}.log`), signal });

  const etcd = start('etcd', etcdArgs(dir));
  // Without a certificate it makes one, and an authority that signs it: both are in its file.
  const apiServer = start('kube-apiserver', apiServerArgs(dir, secrets));

  const certificate = join(dir, 'apiserver.crt');
  await apiServer.until('its certificate', () => existsSync(join(dir, 'apiserver.key'))); // written after it
  const admin = { server: SERVER, ca: await readFile(certificate, 'utf8'), token: secrets.adminToken };
  const kubeconfig = await writeKubeconfig(join(dir, 'kubeconfig'), admin);
  // It gives up where the API server is not ready within 20 s, which it need not be on a busy machine.
  const early = new Api(admin);
  await apiServer.until('readiness', () => early.call('GET', '/readyz'), { deadline: START_DEADLINE });
  early.close();
  const controllerManager = start(
    'kube-controller-manager',
    controllerManagerArgs(kubeconfig, certificate, secrets),
  );

  return new ControlPlane(dir, admin, kubeconfig, { etcd, apiServer, controllerManager });
}

/** What the programs must share. */
interface Secrets {
  readonly adminToken: string;

  /** Path of the list of static tokens. */
  readonly tokens: string;

  /** Path of the private key that signs the tokens of ServiceAccounts. */
  readonly serviceAccountKey: string;
}

async function writeSecrets(dir: string): Promise<Secrets> {
  await mkdir(dir, { recursive: true });
  const secrets = {
    adminToken: randomUUID(),
    tokens: join(dir, 'tokens.csv'),
    serviceAccountKey: join(dir, 'service-account.key'),
  };
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await writeFile(secrets.serviceAccountKey, privateKey.export({ type: 'sec1', format: 'pem' }));
  await writeFile(secrets.tokens, `${secrets.adminToken},admin,admin,"system:masters"\n`);
  return secrets;
}

function etcdArgs(dir: string): string[] {
  return [
    `--data-dir=${join(dir, 'etcd')}`,
    '--unsafe-no-fsync',
    `--listen-client-urls=${ETCD}`,
    `--advertise-client-urls=${ETCD}`,
    `--listen-peer-urls=${ETCD_PEER}`,
    `--initial-advertise-peer-urls=${ETCD_PEER}`,
    `--initial-cluster=default=${ETCD_PEER}`,
    '--log-level=warn',
  ];
}

function apiServerArgs(dir: string, { tokens, serviceAccountKey }: Secrets): string[] {
  return [
    `--etcd-servers=${ETCD}`,
    `--bind-address=${API_SERVER_ADDRESS}`,
    '--secure-port=443',
    `--cert-dir=${dir}`,
    `--service-cluster-ip-range=${SERVICE_RANGE}`,
    '--endpoint-reconciler-type=none',
    '--authorization-mode=RBAC',
    `--token-auth-file=${tokens}`,
    '--allow-privileged=true',
    '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
    `--service-account-key-file=${serviceAccountKey}`,
    `--service-account-signing-key-file=${serviceAccountKey}`,
    '--kubelet-preferred-address-types=InternalIP',
  ];
}

function controllerManagerArgs(kubeconfig: string, ca: string, { serviceAccountKey }: Secrets): string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    `--controllers=${CONTROLLERS.join(',')}`,
    '--leader-elect=false',
    '--secure-port=0',
    `--root-ca-file=${ca}`,
    `--service-account-private-key-file=${serviceAccountKey}`,
    '--kube-api-qps=500',
    '--kube-api-burst=1000',
  ];
}

/** Without the ServiceAccount `default`, admission refuses pods. */
async function ready({ api, processes }: ControlPlane): Promise<void> {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'default', name: 'default' };
  await processes.controllerManager.until('the first ServiceAccount', () => api.find(account), {
    deadline: START_DEADLINE,
  });
}

/** Waits until a namespace can take pods: its ServiceAccount and the API server's authority are there. */
export async function untilNamespaceReady(api: Api, namespace: string): Promise<void> {
  const needed = [
    { apiVersion: 'v1', kind: 'ServiceAccount', namespace, name: 'default' },
    { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: 'kube-root-ca.crt' },
  ];
  await Promise.all(
    needed.map((each) =>
      eventually(`${each.kind} ${each.name}`, () => api.find(each), { deadline: START_DEADLINE }),
    ),
  );
}
