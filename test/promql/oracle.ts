import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunningPrometheus } from '../prometheus/running';
import { requireProgram } from '../support/programs';
import { normalizeAst } from './prometheus-ast';

/** What Prometheus makes of an expression; one with `fill(Inf)` it accepts, and cannot print. */
export type Answer = { readonly ast: unknown } | { readonly error: string } | 'unprintable';

/** How many questions are under way at once. */
const PARALLEL = 16;

/** A real Prometheus that is asked what it thinks of expressions. */
export class Oracle {
  static async start(program: string, features: readonly string[]): Promise<Oracle> {
    const root = await mkdtemp(join(tmpdir(), 'cdk8s-prometheus-promql-'));
    const config = join(root, 'prometheus.yml');
    await writeFile(config, 'global: {}\n');
    const args = [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(root, 'data')}`,
      ...(features.length === 0 ? [] : [`--enable-feature=${features.join(',')}`]),
    ];
    try {
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
