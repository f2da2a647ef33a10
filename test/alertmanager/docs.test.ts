import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as cdk8s from 'cdk8s';
import ts from 'typescript';
import * as library from '../../lib';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'alertmanager.md'), 'utf8');

/** The examples of the page, by the chapter that they stand in; a chapter goes on where the one before it has ended. */
const EXAMPLES = PAGE.split(/^## /m)
  .slice(1)
  .map((chapter): [title: string, code: string] => {
    const blocks = [...chapter.matchAll(/^```ts\n([^]*?)^```/gm)].map(([, code = '']) => `{\n${code}\n}`);
    return [chapter.split('\n')[0] ?? '', blocks.join('\n')];
  })
  .filter(([, code]) => code !== '');

/** Runs an example in an app of its own, and synthesizes that. */
function run(code: string): void {
  const app = cdk8s.Testing.app();
  library.Synthesis.of(app).configure({ onWarning: () => undefined });
  const charts = (id: string): cdk8s.Chart => new cdk8s.Chart(app, id, { namespace: 'monitoring' });
  const scope = { ...cdk8s, ...library };
  const { outputText } = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- our own page
  new Function('chart', ...Object.keys(scope), outputText)(charts('docs'), ...Object.values(scope));
  app.synth();
}

test.each(
  EXAMPLES.filter(([title]) => !['The tree', 'The tree can be asked', 'Teams contribute'].includes(title)),
)('%s', (_title, code) => {
  expect(() => {
    run(code);
  }).not.toThrow();
});

test('The tree, and what it can be asked', () => {
  const code = (title: string): string => (EXAMPLES.find(([each]) => each === title)?.[1] ?? '').slice(2, -2);
  const asked = code('The tree can be asked').replace(/(routing\.match.*); \/\/ (.*)$/gm, 'check($1, $2);');
  const check =
    'const check = (a, b) => { if (JSON.stringify(a) !== JSON.stringify(b)) throw new Error(a + b); };';
  expect(asked.match(/^check/gm)).toHaveLength(2);
  expect(() => {
    run(`${check}\n${code('The tree')}\n${asked}`);
  }).not.toThrow();
});

test('Teams contribute', () => {
  const [first = '', second = ''] = (
    EXAMPLES.find(([title]) => title === 'Teams contribute')?.[1] ?? ''
  ).split(/^}\n{/m);
  for (const part of [`${first}}`, `{${second}`]) {
    expect(() => {
      run(part);
    }).not.toThrow();
  }
});
