import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PrometheusProps } from '../../lib/prometheus';
import { renderYaml } from '../../lib/native';
import { estate } from '../diff/estate';
import { runCli, runCliIn, type CliResult } from './run-cli';

// A command is a process that loads all of its sources: a second, or a minute where ten others do the same.
jest.setTimeout(600_000);

let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-diff-'));
});

afterAll(() => rmSync(scratch, { recursive: true }));

function write(folder: string, props: PrometheusProps): string {
  const path = join(scratch, folder);
  mkdirSync(path, { recursive: true });
  writeFileSync(
    join(path, 'all.yaml'),
    estate(props)
      .map((each) => renderYaml(each))
      .join('---\n'),
  );
  return path;
}

const diff = (...args: readonly string[]): Promise<CliResult> => runCli('diff', ...args);

describe('against a folder', () => {
  test('nothing changes: 0', async () => {
    const same = write('same', {});
    expect(await diff('--from', same, '--against', same)).toEqual({
      code: 0,
      stdout: 'nothing changes\n',
      stderr: '',
    });
  });

  test('something changes: 2', async () => {
    const { code, stdout } = await diff(
      '--from',
      write('four', { shards: 4 }),
      '--against',
      write('three', { shards: 3 }),
    );
    expect(code).toBe(2);
    expect(stdout).toMatch(/^Prometheus monitoring\/k8s\n {5}~ {2}shard 3 is new/);
    expect(stdout).toContain('2 changes; 8 objects differ\n');
  });

  test('samples would be lost: 3, also as data and as a comment', async () => {
    const [two, three] = [write('two', { shards: 2 }), write('three', { shards: 3 })];
    const json = await diff('--from', two, '--against', three, '--json');
    expect(json.code).toBe(3);
    expect(JSON.parse(json.stdout)).toMatchObject({
      worst: 'loss',
      findings: [{ code: 'shard-removed' }, {}],
    });
    const comment = await diff('--from', two, '--against', three, '--format', 'markdown');
    expect(comment.code).toBe(3);
    expect(comment.stdout).toMatch(
      /^\*\*1 loss and 1 change; 7 objects differ\*\*\n\n### Samples are lost\n\n- `Prometheus/,
    );
  });
});

describe('against a commit', () => {
  test('reads the manifests that were committed, and checks nothing out', async () => {
    const dist = write('repository/dist', { shards: 3 });
    const git = (...args: readonly string[]): void => {
      execFileSync('git', [
        '-C',
        join(scratch, 'repository'),
        '-c',
        'user.name=t',
        '-c',
        'user.email=t@example.org',
        ...args,
      ]);
    };
    git('init', '--quiet', '--initial-branch=main');
    git('add', 'dist');
    git('commit', '--quiet', '--message', 'three shards');
    git('tag', 'deployed');
    write('repository/dist', { shards: 2, retiredShards: [{ shard: 2, until: '2027-01-01' }] });
    const { code, stdout } = await runCliIn(
      join(scratch, 'repository'),
      'diff',
      '--from',
      'dist',
      '--against',
      'deployed',
    );
    expect({ code, retired: stdout.includes('shard 2 is retired until 2027-01-01') }).toEqual({
      code: 2,
      retired: true,
    });
    const gone = await runCliIn(scratch, 'diff', '--from', dist, '--against', 'deployed');
    expect(gone.stderr).toContain('neither a file or folder nor a commit of a repository here');
  });
});

test.each<[string, () => string[], string]>([
  ['a commit that is an option', () => ['--against=--output=x'], 'nor a commit'],
  [
    'targets that are none',
    () => ['--against', scratch, '--targets', join(scratch, 'same', 'all.yaml')],
    'is no JSON',
  ],
])('%s: 1, and why', async (_, args, expected) => {
  const { code, stderr } = await diff('--from', write('same', {}), ...args());
  expect(code).toBe(1);
  expect(stderr).toContain(expected);
});
