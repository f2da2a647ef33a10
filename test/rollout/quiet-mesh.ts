import { AlertmanagerApi, eventually, type Cluster } from '../cluster';
import { pull, tcp } from '../../lib/companion/mesh';
import { NAME, REPLICAS, statefulSet, surroundings, type SetOptions } from './alertmanagers';

/** Alertmanagers that hold silences, and hear of no alerts: quick to set up. */
export class QuietMesh {
  static async prepare(cluster: Cluster, options: SetOptions): Promise<QuietMesh> {
    await cluster.namespace(options.namespace);
    for (const object of surroundings(options.namespace, 'http://127.0.0.1:1')) {
      await cluster.api.apply(object);
    }
    const mesh = new QuietMesh(cluster, options);
    await mesh.apply({});
    await mesh.untilWhole();
    return mesh;
  }

  private constructor(
    private readonly cluster: Cluster,
    private options: SetOptions,
  ) {}

  get names(): string[] {
    return Array.from({ length: this.options.replicas ?? REPLICAS }, (_, i) => `${NAME}-${i}`);
  }

  /** Changes the StatefulSet. */
  async apply(change: Partial<SetOptions>): Promise<void> {
    this.options = { ...this.options, ...change };
    await this.cluster.api.apply(statefulSet(this.options));
  }

  /** Creates so many silences, through the instances in turn. */
  async silence(count: number): Promise<void> {
    for (let i = 0; i < count; i += 1) {
      await this.api(this.names[i % this.names.length] ?? '').silence({
        matchers: [{ name: 'alertname', value: `Known${i}`, isRegex: false, isEqual: true }],
        startsAt: new Date().toISOString(),
        endsAt: new Date(Date.now() + 3_600_000).toISOString(),
        createdBy: 'on-call',
        comment: 'known',
      });
    }
  }

  /** Creates as many silences as are missing: a test that failed may have left fewer. */
  async haveSilences(count: number): Promise<void> {
    const known = (await this.api(this.names[0] ?? '').silences()).length;
    await this.silence(count - known);
  }

  /** Waits until each instance holds so many silences. */
  async untilAllHold(count: number): Promise<void> {
    for (const name of this.names) {
      await eventually(
        `${count} silences in ${name}`,
        async () => {
          const found = (await this.api(name).silences()).length;
          if (found !== count) {
            throw new Error(`it holds ${found}`);
          }
          return true;
        },
        { deadline: 120_000 },
      );
    }
  }

  /** Waits until each sees all. */
  async untilWhole(): Promise<void> {
    for (const name of this.names) {
      await this.cluster.node.untilReady(this.options.namespace, name);
    }
    for (const name of this.names) {
      await eventually(
        `a whole view of ${name}`,
        async () => {
          const { nodes } = await pull({
            dial: tcp(this.pod(name).address, 9094),
            label: this.options.label ?? 'first',
          });
          return nodes.filter(({ state }) => state === 'alive').length === this.names.length;
        },
        { deadline: 60_000 },
      );
    }
  }

  /** Takes all pods away by force, and with them all that they held. */
  async loseEverything(): Promise<void> {
    const args = [
      'delete',
      'pod',
      '-n',
      this.options.namespace,
      ...this.names,
      '--grace-period=0',
      '--force',
    ];
    await this.cluster.kubectl(args);
  }

  /** UIDs of the pods, by name. */
  uids(): Record<string, string> {
    return Object.fromEntries(this.names.map((name) => [name, this.pod(name).uid]));
  }

  pod(name: string): ReturnType<Cluster['node']['pod']> {
    return this.cluster.node.pod(this.options.namespace, name);
  }

  private api(name: string): AlertmanagerApi {
    return new AlertmanagerApi(`http://${this.pod(name).address}:9093`);
  }
}
