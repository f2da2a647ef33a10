import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CORPUS = join(__dirname, '..', '..', '..', '..', 'shared', 'corpus', 'operator-golden');

/** A case that was recorded from the operator. */
export interface Case<Input> {
  readonly name: string;
  readonly version?: string;
  readonly input: Input;
  readonly expected: unknown;
  readonly error: string | null;
}

/** Why there is no corpus; undefined where there is one. */
export function missingCorpus(): string | undefined {
  return existsSync(CORPUS) ? undefined : 'no ../shared/corpus/operator-golden';
}

/** All cases of a theme. */
export function casesOf<Input>(theme: string): Array<Case<Input>> {
  const folder = join(CORPUS, theme);
  return existsSync(folder)
    ? readdirSync(folder)
        .sort()
        .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Case<Input>)
    : [];
}

/** Contents of Secrets and ConfigMaps: by `<namespace>/<name>` and key. Certificates are marks. */
export type Contents = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A resource of the operator. */
export interface Resource {
  readonly metadata: { readonly name?: string; readonly namespace?: string };
  readonly spec: Readonly<Record<string, unknown>>;
}
