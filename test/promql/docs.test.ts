import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import * as library from '../../lib';

const TEXT = readFileSync(join(__dirname, '..', '..', 'docs', 'promql.md'), 'utf8');

/** An expression statement, and what stands below it as its value. */
const CLAIM = /^(.+);\n\/\/ → (.+)$/gm;

const EXAMPLES = [...TEXT.matchAll(/```js\n([^]*?)```/g)].map(([, code]) => code!);

test('the document has examples', () => {
  expect(EXAMPLES.length).toBeGreaterThan(4);
});

test.each(EXAMPLES)('what the document claims is so: %s', (code) => {
  const claims: Array<[string, string]> = [];
  // Values of another context are compared by what they print.
  const claim = (value: unknown, claimed: unknown): unknown =>
    claims.push([JSON.stringify(value), JSON.stringify(claimed)]);
  runInNewContext(code.replace(CLAIM, 'claim($1, $2);'), { ...library, claim });
  expect(claims).toHaveLength([...code.matchAll(CLAIM)].length);
  expect(claims.length).toBeGreaterThan(0);
  claims.forEach(([value, claimed]) => expect(value).toBe(claimed));
});
