import { Command, Option } from 'commander';
import { diffManifests, diffMarkdown, diffText, worstOf, type Level, type ManifestDiff } from '../diff';
import { readAgainst } from './against';
import { failing, UsageError } from './failure';
import { readInput, withInput, type Input } from './input';
import { readTargetFiles } from './target-files';

interface Options extends Input {
  readonly against: string;
  readonly path?: string;
  readonly today?: string;
  readonly targets?: readonly string[];
  readonly format: 'text' | 'json' | 'markdown';
  readonly json?: boolean;
  readonly all?: boolean;
}

/** What a pipeline decides by. 1 is what every command says that could not do its work. */
const EXIT_CODES: Readonly<Record<Level, number>> = { change: 2, warning: 2, loss: 3 };

export function diffCommand(): Command {
  return withInput(new Command('diff'))
    .description(
      'Say what other manifests do to targets, series, pods, claims and samples when they take the place of earlier ones.',
    )
    .requiredOption(
      '--against <folder-or-commit>',
      'the earlier manifests: a folder or file, else a commit of git',
    )
    .option(
      '--path <path>',
      'where they are in that commit (by default where --from says, else the output of cdk8s.yaml)',
    )
    .option('--today <day>', 'the day, for the end of retired shards: 2026-11-27')
    .option(
      '--targets <files...>',
      'answers of /api/v1/targets of the shards, to count the targets that move',
    )
    .addOption(
      new Option('--format <format>', 'text; data; a comment for a merge request')
        .choices(['text', 'json', 'markdown'])
        .default('text'),
    )
    .addOption(new Option('--json', 'the same as --format json').implies({ format: 'json' }))
    .option('--all', 'show long lists as a whole, and each field that is different')
    .addHelpText(
      'after',
      `
Exit codes: 0 nothing changes, 2 something does, 3 samples would be lost, 1 it could not be found out.

Examples:
  $ cdk8s-prometheus diff --from dist --against main
  $ cdk8s-prometheus diff --app 'npx tsx main.ts' --against deployed/ --today "$(date +%F)"
  $ cdk8s-prometheus diff --from dist --against origin/main --format markdown > comment.md`,
    )
    .action(failing(showDiff));
}

function showDiff(options: Options): void {
  const { today } = options;
  if (today !== undefined && !isDay(today)) {
    throw new UsageError(`--today "${today}" is no day: write it as 2026-11-27`);
  }
  const targets = options.targets === undefined ? undefined : readTargetFiles(options.targets);
  const before = readAgainst(options.against, options.path, options);
  const diff = diffManifests(before, readInput(options), {
    ...(today === undefined ? {} : { today }),
    ...(targets === undefined ? {} : { targets }),
  });
  process.stdout.write(print(diff, options));
  const worst = worstOf(diff);
  process.exitCode = worst === undefined ? 0 : EXIT_CODES[worst];
}

function print(diff: ManifestDiff, { format, all = false }: Options): string {
  switch (format) {
    case 'text':
      return diffText(diff, { all });
    case 'markdown':
      return diffMarkdown(diff);
    case 'json':
      return `${JSON.stringify({ worst: worstOf(diff) ?? 'nothing', ...diff }, undefined, 2)}\n`;
  }
}

/** Days so written are ordered as texts are. */
function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
