import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { thanosFlags, type ThanosCommand } from '../../lib/versions';
import { describeWith, requireProgram } from '../support/programs';

const COMMANDS = Object.keys(thanosFlags) as ThanosCommand[];

/** Flags that `--help` names, with both names of those that can be turned off; but for those about itself. */
async function helped(command: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(requireProgram('thanos'), [command, '--help'], {
    maxBuffer: 1e7,
  });
  const flags = [...stdout.matchAll(/^ +(?:-\w, )?--(\[no-\])?([a-z0-9][\w.-]*)/gm)];
  return flags.flatMap(([, negatable, name = '']) =>
    negatable === undefined ? [name] : [name, `no-${name}`],
  );
}

describeWith(['thanos'], 'the catalogue of flags', () => {
  test.each(COMMANDS)('has those of thanos %s', async (command) => {
    const known = new Set([...Object.keys(thanosFlags[command]), 'help', 'help-long', 'help-man', 'version']);
    const missing = (await helped(command)).filter(
      (name) => !known.has(name) && !known.has(name.replace(/^no-/, '')),
    );
    expect(missing).toEqual([]);
  });

  test.each(COMMANDS)(
    'has none that thanos %s does not take',
    async (command) => {
      const names = Object.keys(thanosFlags[command]);
      const refused: string[] = [];
      await Promise.all(
        names.map(async (name) => {
          // One that is not known is complained about, whatever else is wrong; nothing starts.
          const said = await complaint([command, `--${name}`, '--no-such-flag']);
          if (said.includes('unknown long flag') && said.includes(`'--${name}'`)) {
            refused.push(name);
          }
        }),
      );
      expect(refused).toEqual([]);
    },
    120_000,
  );
});

/** What thanos says before it ends. */
async function complaint(args: readonly string[]): Promise<string> {
  try {
    await promisify(execFile)(requireProgram('thanos'), args, { timeout: 20_000 });
    return '';
  } catch (error) {
    return (error as { readonly stderr: string }).stderr;
  }
}
