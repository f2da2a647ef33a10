import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Process } from '../cluster/processes';
import { freePort } from '../support/free-port';
import { requireProgram } from '../support/programs';

/** What Grafana puts in the place of variables, with everything chosen. */
const VARIABLES: ReadonlyArray<readonly [RegExp, string]> = [
  [/\$__rate_interval_ms/g, '60000'],
  [/\$__rate_interval/g, '1m'],
  [/\$(namespace|job)\b/g, '.*'],
];

interface Answer {
  readonly status: string;
  readonly error?: string;
  readonly data: { readonly result: ReadonlyArray<{ readonly value: readonly [number, string] }> };
}

/**
 * The real programs as an app has them, each with the labels that monitors give it, and a Prometheus that scrapes them all: two
 * shards that read each other's rules as leaves do, a front, an Alertmanager, and Thanos where it is asked for.
 */
export class Watched {
  private readonly processes: Process[] = [];
  private watcher = '';

  /** What is asked by people: they count queries. */
  private readonly views: string[] = [];

  private constructor(private readonly directory: string) {}

  static async start({ thanos }: { readonly thanos: boolean }): Promise<Watched> {
    const world = new Watched(mkdtempSync(join(tmpdir(), 'watched-')));
    try {
      await world.run(thanos);
      return world;
    } catch (error) {
      await world.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.processes.map(async (process) => {
        process.kill('SIGKILL');
        await process.exited;
      }),
    );
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Names of all metrics that were scraped. */
  async names(): Promise<ReadonlySet<string>> {
    const response = await fetch(`http://${this.watcher}/api/v1/label/__name__/values`);
    return new Set(((await response.json()) as { readonly data: readonly string[] }).data);
  }

  /**
   * The values of a query of a dashboard.
   *
   * @throws {Error} if Prometheus refuses it
   */
  async ask(expr: string): Promise<readonly string[]> {
    await Promise.all(this.views.map((view) => fetch(`http://${view}/api/v1/query?query=up`)));
    const query = VARIABLES.reduce((text, [variable, value]) => text.replace(variable, value), expr);
    const response = await fetch(`http://${this.watcher}/api/v1/query?query=${encodeURIComponent(query)}`);
    const { status, error, data } = (await response.json()) as Answer;
    if (status !== 'success') {
      throw new Error(`${error}: ${query}`);
    }
    return data.result.map(({ value }) => value[1]);
  }

  private async run(thanos: boolean): Promise<void> {
    const alertmanager = await this.alertmanager();
    const shard = await this.prometheus('shard', {
      rules: [
        { record: 'federated:hub:leaf_alive', expr: 'vector(1)' },
        { record: 'own', expr: 'up' },
      ],
      more: `alerting: {alertmanagers: [{static_configs: [{targets: ["${alertmanager}"]}]}]}`,
      jobs: [`{job_name: own, static_configs: [{targets: [localhost]}]}`],
    });
    const front = await this.prometheus('front', {
      rules: [{ record: 'above', expr: 'sum(up)' }],
      more: `remote_read: [{name: shard-0, url: "http://${shard}/api/v1/read", read_recent: true}]`,
    });
    this.views.push(front);
    const watched: ReadonlyArray<readonly [job: string, pod: string, address: string]> = [
      ['prometheus-k8s', 'prometheus-k8s-0', shard],
      ['prometheus-k8s', 'prometheus-k8s-1', shard],
      ['prometheus-k8s', 'prometheus-k8s-shard-1-0', shard],
      ['prometheus-k8s-front', 'prometheus-k8s-front-0', front],
      ['alertmanager-main', 'alertmanager-main-0', alertmanager],
      ...(thanos ? await this.thanos(front, alertmanager) : []),
    ];
    this.watcher = await this.prometheus('watcher', {
      jobs: [
        ...watched.map(
          ([job, pod, address]) =>
            `{job_name: ${pod}, static_configs: [{targets: ["${address}"], labels: {namespace: monitoring, job: ${job}, pod: ${pod}}}]}`,
        ),
        `{job_name: federation/monitoring/fleet, metrics_path: /federate, honor_labels: true, params: {"match[]": ['{__name__=~"federated:.+"}']}, static_configs: [{targets: ["${shard}"], labels: {cluster: eu}}]}`,
      ],
    });
  }

  private async alertmanager(): Promise<string> {
    const address = `127.0.0.1:${await freePort()}`;
    const config = this.file(
      'alertmanager.yml',
      'route: {receiver: a}\nreceivers: [{name: a, webhook_configs: [{url: "http://127.0.0.1:1"}]}]\n',
    );
    this.spawn('alertmanager', 'alertmanager', [
      `--config.file=${config}`,
      `--storage.path=${this.directory}/alertmanager`,
      `--web.listen-address=${address}`,
      '--cluster.listen-address=127.0.0.1:0',
    ]);
    return address;
  }

  private async prometheus(
    name: string,
    {
      rules = [],
      jobs = [],
      more = '',
    }: {
      readonly rules?: ReadonlyArray<{ readonly record: string; readonly expr: string }>;
      readonly jobs?: readonly string[];
      readonly more?: string;
    },
  ): Promise<string> {
    const address = `127.0.0.1:${await freePort()}`;
    const ruleFile = this.file(
      `${name}-rules.yml`,
      JSON.stringify({ groups: rules.length === 0 ? [] : [{ name, rules }] }),
    );
    const config = this.file(
      `${name}.yml`,
      [
        'global: {scrape_interval: 1s, evaluation_interval: 1s}',
        `rule_files: ["${ruleFile}"]`,
        'scrape_configs:',
        ...jobs.map((job) => `  - ${job}`),
        more,
      ].join('\n'),
    );
    this.spawn(name, 'prometheus', [
      `--config.file=${config}`,
      `--storage.tsdb.path=${this.directory}/${name}`,
      `--web.listen-address=${address}`,
    ]);
    return address;
  }

  /** A Query that reads a Ruler, the Ruler that asks it, and a Frontend, here before the front. */
  private async thanos(
    downstream: string,
    alertmanager: string,
  ): Promise<ReadonlyArray<readonly [string, string, string]>> {
    const [query, queryGrpc, ruler, rulerGrpc, frontend] = await Promise.all(
      Array.from({ length: 5 }, async () => `127.0.0.1:${await freePort()}`),
    );
    const rules = this.file(
      'ruler-rules.yml',
      JSON.stringify({ groups: [{ name: 'above', rules: [{ record: 'above', expr: 'sum(up)' }] }] }),
    );
    this.spawn('query', 'thanos', [
      'query',
      `--http-address=${query}`,
      `--grpc-address=${queryGrpc}`,
      `--endpoint=${rulerGrpc}`,
    ]);
    this.spawn('ruler', 'thanos', [
      'rule',
      `--http-address=${ruler}`,
      `--grpc-address=${rulerGrpc}`,
      `--data-dir=${this.directory}/ruler`,
      `--rule-file=${rules}`,
      `--query=http://${query}`,
      `--alertmanagers.url=http://${alertmanager}`,
      '--eval-interval=1s',
      '--label=ruler="a"',
    ]);
    this.spawn('frontend', 'thanos', [
      'query-frontend',
      `--http-address=${frontend}`,
      `--query-frontend.downstream-url=http://${downstream}`,
    ]);
    this.views.push(query ?? '', frontend ?? '');
    return [
      ['thanos-query-k8s', 'thanos-query-k8s-0', query ?? ''],
      ['thanos-ruler-k8s', 'thanos-ruler-k8s-0', ruler ?? ''],
      ['thanos-query-frontend-k8s', 'thanos-query-frontend-k8s-0', frontend ?? ''],
    ];
  }

  private spawn(name: string, program: string, args: readonly string[]): void {
    const log = join(this.directory, `${name}.log`);
    this.processes.push(Process.start(requireProgram(program), args, { name, log }));
  }

  private file(name: string, text: string): string {
    const path = join(this.directory, name);
    writeFileSync(path, text);
    return path;
  }
}
