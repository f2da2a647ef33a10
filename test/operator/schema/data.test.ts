import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATOR_VERSION } from '../../../lib/operator/schema';
import { describeUnless } from '../../support/programs';

const DATA = join('lib', 'operator', 'schema', 'crds.json');
const CORPUS = join('..', 'shared', 'corpus', 'operator-crds');

interface Data {
  readonly version: string;
  readonly kinds: Readonly<Record<string, object>>;
  readonly parts: Readonly<Record<string, object>>;
}

/** What the script makes, of the CRDs of a folder or of those that are pinned. */
function made(...folder: string[]): { text: string; fault?: string } {
  const { status, stdout, stderr } = spawnSync('node', ['tools/crds.mjs', '--print', ...folder], {
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  const fault =
    stderr
      .trim()
      .split('\n')
      .find((line) => line.includes('Error')) ?? 'no Go';
  return status === 0 ? { text: stdout } : { text: '', fault };
}

/** The schema of each kind, with every part in the place of its name. */
function written({ kinds, parts }: Data): Readonly<Record<string, unknown>> {
  const expand = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const { part } = value as { part?: unknown };
    if (typeof part === 'string' && Object.keys(value).length === 1) {
      return expand(parts[part]);
    }
    return Array.isArray(value)
      ? value.map(expand)
      : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expand(inner)]));
  };
  return Object.fromEntries(Object.entries(kinds).map(([kind, schema]) => [kind, expand(schema)]));
}

const committed = readFileSync(DATA, 'utf8');

const pinned = made();

describeUnless(pinned.fault, 'of the pinned operator', () => {
  test('the data is what `node tools/crds.mjs` writes', () => {
    expect(committed).toBe(pinned.text);
  });
});

test('the data is of the version that the config reloader is pinned to', () => {
  const modules = JSON.parse(readFileSync(join('tools', 'programs.json'), 'utf8')) as ReadonlyArray<{
    folder: string;
    moduleVersion: string;
  }>;
  const reloader = modules.find(({ folder }) => folder === 'config-reloader');
  expect(reloader?.moduleVersion).toBe(`v${OPERATOR_VERSION}`);
});

describeUnless(existsSync(CORPUS) ? undefined : 'no ../shared', 'of the operator 0.93.0', () => {
  test('the CRDs ask the same, but for AlertmanagerConfig v1beta1, which they lack', () => {
    const ours = written(JSON.parse(committed) as Data);
    const theirs = written(JSON.parse(made(CORPUS).text) as Data);
    expect({ 'v1beta1/AlertmanagerConfig': ours['v1beta1/AlertmanagerConfig'], ...theirs }).toEqual(ours);
    expect(theirs).not.toHaveProperty(['v1beta1/AlertmanagerConfig']);
  });
});
