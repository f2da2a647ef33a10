import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../prometheus/promtool';
import { RunningPrometheus } from '../prometheus/running';
import { requireProgram } from '../support/programs';
import { normalizeAst } from './prometheus-ast';

/** What Prometheus makes of an expression; one with `fill(Inf)` it accepts, and cannot print. */
export type Answer = { readonly ast: unknown } | { readonly error: string } | 'unprintable';

interface Result {
  readonly resultType: string;
  readonly result: ReadonlyArray<{ readonly metric: Readonly<Record<string, string>> }>;
}

/** How many questions are under way at once. */
const PARALLEL = 16;

/** A real Prometheus that is asked what it thinks of expressions. */
export class Oracle {
  /** @param samples OpenMetrics of the past that it has in store */
  static async start(program: string, features: readonly string[], samples?: string): Promise<Oracle> {
    const root = await mkdtemp(join(tmpdir(), 'cdk8s-prometheus-promql-'));
    const config = join(root, 'prometheus.yml');
    await writeFile(config, 'global: {}\n');
    const args = [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(root, 'data')}`,
      ...(features.length === 0 ? [] : [`--enable-feature=${features.join(',')}`]),
    ];
    try {
      if (samples !== undefined) {
        await store(root, samples);
      }
      return new Oracle(await RunningPrometheus.start(requireProgram(program), { args, root }), root);
    } catch (error) {
      await rm(root, { recursive: true });
      throw error;
    }
  }

  private constructor(
    private readonly running: RunningPrometheus,
    private readonly root: string,
  ) {}

  async stop(): Promise<void> {
    await this.running.stop();
    await rm(this.root, { recursive: true });
  }

  /** The labels of all series in the result of each of the expressions, at a time; undefined where it has none. */
  async labels(expressions: readonly string[], time: number): Promise<Array<readonly string[] | undefined>> {
    const answers = await this.ask(expressions, `query?time=${time}`, (data) => ({ ast: data }));
    return answers.map((answer) => {
      const data = typeof answer === 'object' && 'ast' in answer ? (answer.ast as Result) : undefined;
      return data?.resultType === 'vector' && data.result.length > 0
        ? [...new Set(data.result.flatMap(({ metric }) => Object.keys(metric)))]
        : undefined;
    });
  }

  /** How it reads each of the expressions. */
  async parse(expressions: readonly string[]): Promise<Answer[]> {
    return this.ask(expressions, 'parse_query', (data) => ({ ast: normalizeAst(data) }));
  }

  /** How it formats each of the expressions, over several lines where they are long. */
  async format(expressions: readonly string[]): Promise<Array<string | undefined>> {
    const answers = await this.ask(expressions, 'format_query', (data) => ({ ast: data }));
    return answers.map((answer) =>
      answer !== 'unprintable' && 'ast' in answer ? String(answer.ast) : undefined,
    );
  }

  private async ask(
    expressions: readonly string[],
    path: string,
    read: (data: unknown) => Answer,
  ): Promise<Answer[]> {
    const answers: Answer[] = new Array<Answer>(expressions.length);
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < expressions.length) {
        const index = next;
        next += 1;
        const response = await fetch(`${this.running.api.url}/api/v1/${path}`, {
          method: 'POST',
          body: new URLSearchParams({ query: expressions[index]! }),
        });
        answers[index] = answerIn(await response.text(), read);
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, worker));
    return answers;
  }
}

function answerIn(text: string, read: (data: unknown) => Answer): Answer {
  if (text.includes('unsupported value')) {
    return 'unprintable';
  }
  const body = JSON.parse(text) as { data?: unknown; error?: string };
  return body.error === undefined ? read(body.data) : { error: body.error };
}

/** Writes samples into the storage of a Prometheus that is about to start. */
async function store(root: string, samples: string): Promise<void> {
  const file = join(root, 'samples');
  await writeFile(file, samples);
  const args = ['tsdb', 'create-blocks-from', 'openmetrics', file, join(root, 'data')];
  const { ok, output } = await run(requireProgram('promtool'), args);
  if (!ok) {
    throw new Error(`promtool did not take the samples: ${output}`);
  }
}
