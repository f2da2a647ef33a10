import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describeUnless, missingPrograms, requireProgram } from '../support/programs';
import { problemsOf } from './support';

/** Where Go keeps the sources from which the programs of the tests were built. */
const SOURCES = join(
  process.env.GOMODCACHE ?? join(process.env.GOPATH ?? join(homedir(), 'go'), 'pkg', 'mod'),
  'github.com/prometheus/alertmanager@v0.34.2',
);

/** Examples of the documentation, and the files that upstream tests its parser with, right ones and wrong ones. */
const FOLDERS = ['doc/examples', 'examples/ha', 'config/testdata'];

const missing =
  missingPrograms(['amtool']) ??
  (existsSync(SOURCES) ? undefined : 'no sources of Alertmanager in the cache of Go');

const FILES =
  missing === undefined
    ? FOLDERS.flatMap((folder) =>
        readdirSync(join(SOURCES, folder))
          .filter((name) => name.endsWith('.yml'))
          .map((name) => join(folder, name)),
      )
    : [];

/** What we have against a file, but for secrets in it, which Alertmanager has nothing against. */
function complaints(file: string): string[] {
  const alertmanagerYaml = readFileSync(join(SOURCES, file), 'utf8');
  return problemsOf({ config: { alertmanagerYaml } })
    .filter(({ code, severity }) => code !== 'secret-in-manifest' && severity === 'error')
    .map(({ field, complaint }) => `${field ?? ''}: ${complaint}`);
}

describeUnless(missing, 'files of upstream', () => {
  test.each(FILES)('%s is taken or refused by amtool and us alike', (file) => {
    const path = join(SOURCES, file);
    const { status, stderr } = spawnSync(requireProgram('amtool'), ['check-config', path], {
      encoding: 'utf8',
    });
    const ours = complaints(file);
    expect({ taken: ours.length === 0, ours, said: stderr }).toMatchObject({ taken: status === 0 });
  });

  test('some being right and some being wrong', () => {
    const wrong = FILES.filter((file) => complaints(file).length > 0);
    expect(wrong.length).toBeGreaterThan(10);
    expect(FILES.length - wrong.length).toBeGreaterThan(15);
  });
});
