import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../prometheus/promtool';
import { RunningPrometheus } from '../prometheus/running';
import { requireProgram } from '../support/programs';

/** A series with its samples. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: ReadonlyArray<readonly [time: number, value: number]>;
}

/** What an expression yields at a moment: values by labels, the name of the metric left out; or that it fails. */
export type Answer = ReadonlyMap<string, number> | 'error';

interface Body {
  readonly status: string;
  readonly error?: string;
  readonly data?: { readonly resultType: string; readonly result: unknown };
}

const PARALLEL = 6;

/** A real Prometheus with a past that was written for it, to which recorded samples can be added. */
export class Server {
  /**
   * A server that has nothing yet.
   *
   * @param externalLabels what who reads it finds on its series
   */
  static async create(name: string, externalLabels: Readonly<Record<string, string>> = {}): Promise<Server> {
    return new Server(await mkdtemp(join(tmpdir(), `cdk8s-prometheus-placement-${name}-`)), externalLabels);
  }

  private running: RunningPrometheus | undefined;
  private batches = 0;

  private constructor(
    readonly root: string,
    private readonly externalLabels: Readonly<Record<string, string>>,
  ) {}

  get url(): string {
    return this.running!.api.url;
  }

  /** Adds samples, and starts again with them. */
  async add(series: readonly Series[]): Promise<void> {
    await this.running?.stop();
    if (series.length > 0) {
      const file = join(this.root, `samples-${this.batches}`);
      this.batches += 1;
      await writeFile(file, openMetrics(series));
      const args = ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', file, join(this.root, 'data')];
      const { ok, output } = await run(requireProgram('promtool'), args);
      if (!ok) {
        throw new Error(`promtool did not take the samples: ${output}`);
      }
    }
    const config = join(this.root, 'prometheus.yml');
    await writeFile(config, JSON.stringify({ global: { external_labels: this.externalLabels } }));
    const args = [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(this.root, 'data')}`,
      '--storage.tsdb.retention.time=100y',
      '--enable-feature=promql-experimental-functions,promql-binop-fill-modifiers',
    ];
    this.running = await RunningPrometheus.start(requireProgram('prometheus'), { args, root: this.root });
  }

  /** The results of expressions at a moment. */
  async evaluate(expressions: readonly string[], time: number): Promise<Answer[]> {
    return evaluateAt(this.url, expressions, time);
  }

  async stop(): Promise<void> {
    await this.running?.stop();
    await rm(this.root, { recursive: true });
  }
}

/** The results of expressions at a moment, of whatever answers PromQL at an address. */
export async function evaluateAt(
  url: string,
  expressions: readonly string[],
  time: number,
): Promise<Answer[]> {
  const answers = new Array<Answer>(expressions.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < expressions.length) {
      const index = next;
      next += 1;
      answers[index] = await answerOf(url, expressions[index]!, time);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return answers;
}

async function answerOf(url: string, query: string, time: number): Promise<Answer> {
  const response = await fetch(`${url}/api/v1/query`, {
    method: 'POST',
    body: new URLSearchParams({ query, time: String(time) }),
  });
  const { status, data } = (await response.json()) as Body;
  if (status !== 'success' || data === undefined) {
    return 'error';
  }
  if (data.resultType === 'scalar') {
    return new Map([['{}', numberOf((data.result as [number, string])[1])]]);
  }
  const result = data.result as ReadonlyArray<{ metric: Record<string, string>; value: [number, string] }>;
  const found = new Map(result.map(({ metric, value }) => [keyOf(metric), numberOf(value[1])] as const));
  // As a rule, which has one name for all of them.
  return found.size === result.length ? found : 'error';
}

/** Labels as a key, without the name. */
export function keyOf(labels: Readonly<Record<string, string>>): string {
  const { __name__: _, ...others } = labels;
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(others)
        .filter(([, value]) => value !== '')
        .sort(),
    ),
  );
}

export function labelsOf(key: string): Record<string, string> {
  return JSON.parse(key) as Record<string, string>;
}

function numberOf(text: string): number {
  return text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text);
}

function openMetrics(series: readonly Series[]): string {
  const lines = [...series]
    .sort((a, b) => ((a.labels.__name__ ?? '') < (b.labels.__name__ ?? '') ? -1 : 1))
    .flatMap(({ labels: { __name__: name, ...labels }, samples }) => {
      const inner = Object.entries(labels)
        .map(
          ([label, value]) =>
            `${label}="${value.replace(/[\\"\n]/g, (c) => (c === '\n' ? '\\n' : `\\${c}`))}"`,
        )
        .join(',');
      return samples.map(([time, value]) => `${name}{${inner}} ${text(value)} ${time}`);
    });
  return `${lines.join('\n')}\n# EOF\n`;
}

function text(value: number): string {
  return value === Infinity
    ? '+Inf'
    : value === -Infinity
      ? '-Inf'
      : Object.is(value, -0)
        ? '-0'
        : String(value);
}
