import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseMatchers } from '../../lib/alertmanager/matchers';
import { describeWith, requireProgram } from '../support/programs';
import { EVERYTHING } from './everything';
import { writeFiles } from './files';
import { ON_CALL, synthesize } from './support';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'alertmanager-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** What amtool says of a file; throws where it finds it wrong. */
function check(program: string, file: string): string {
  return execFileSync(requireProgram(program), ['check-config', file], { encoding: 'utf8', stdio: 'pipe' });
}

describe.each([
  ['amtool', '0.34.2'],
  ['amtool-oldest', '0.32.3'],
])('%s', (program, version) => {
  describeWith([program], 'takes what is written for its version', () => {
    test('a small configuration', () => {
      writeFiles(synthesize({ version, config: ON_CALL }), directory);
      expect(check(program, join(directory, 'config/alertmanager.yml'))).toContain('SUCCESS');
    });

    test('one with everything', () => {
      writeFiles(synthesize({ version, config: EVERYTHING }), directory);
      const said = check(program, join(directory, 'config/alertmanager.yml'));
      expect(said).toContain('SUCCESS');
      expect(said).toMatch(/- 2 inhibit rules\n - 6 receivers\n - 1 templates/);
    });
  });
});

describeWith(['amtool'], 'matchers', () => {
  function isTaken(matcher: string): boolean {
    const file = join(directory, 'alertmanager.yml');
    writeFileSync(
      file,
      JSON.stringify({
        route: { receiver: 'null', routes: [{ matchers: [matcher] }] },
        receivers: [{ name: 'null' }],
      }),
    );
    try {
      check('amtool', file);
      return true;
    } catch {
      return false;
    }
  }

  test.each([
    'a="b"',
    'a=b',
    '{a="b"}',
    '{a="b",}',
    'a=',
    '=b',
    'a',
    'a=="b"',
    '"a b"="c"',
    '"a b"=c d',
    'a=~"\\d+"',
    'a=~"("',
    'a=~"(?=b)"',
    'a="\\x41"',
    '"a"="\\q"',
    'é=ü',
    "a='b'",
    '"a b"="c"}',
    'a=b}',
    'a="b" c="d"',
    'a="b,c=d',
  ])('amtool and we agree on %s', (matcher) => {
    expect('matchers' in parseMatchers(matcher)).toBe(isTaken(matcher));
  });
});
