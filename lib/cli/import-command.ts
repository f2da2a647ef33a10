import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { renderYaml } from '../native';
import {
  importObjects,
  PathError,
  readFiles,
  readOperatorFiles,
  renderProgram,
  type Imported,
} from '../operator';
import { failing, UsageError } from './failure';
import { importReport, importSummary } from './import-report';
import { checkFolder, writeFolder } from './output-folder';

interface Options {
  readonly from: readonly string[];
  readonly output?: string;
  readonly typescript?: string;
  readonly others: 'pass' | 'skip';
  readonly namespace: string;
  readonly secretsNamespace?: string;
  readonly baseConfig: Readonly<Record<string, string>>;
  readonly force?: boolean;
  readonly json?: boolean;
}

export function importCommand(): Command {
  return new Command('import')
    .description(
      'Turn resources of the Prometheus Operator into manifests that need no operator, or into a program that writes these.',
    )
    .requiredOption('--from <paths...>', 'manifests: files, or folders with all below them')
    .addOption(new Option('--output <folder>', 'where the manifests go').conflicts('typescript'))
    .addOption(new Option('--typescript <file>', 'or the file for the program'))
    .addOption(
      new Option('--others <what>', 'objects of other kinds: write them along, or not')
        .choices(['pass', 'skip'])
        .default('pass'),
    )
    .option('--namespace <namespace>', 'of objects that name none', 'default')
    .option(
      '--secrets-namespace <namespace>',
      'where the Secrets that resources of other namespaces name have been copied to',
    )
    .addOption(
      new Option(
        '--base-config <namespace/name=file...>',
        'alertmanager.yml that the AlertmanagerConfigs of an Alertmanager are added to, instead of that of its Secret',
      )
        .argParser(addBase)
        .default({}, 'that of its Secret'),
    )
    .option('--force', 'write into a folder, or over a file, that has something else in it')
    .option('--json', 'print the report as data')
    .addHelpText(
      'after',
      `
The report goes to stderr. Where anything is wrong, all of it is said, and nothing is written.

Examples:
  $ kubectl get prometheus,alertmanager,servicemonitor,podmonitor,probe,scrapeconfig,prometheusrule,alertmanagerconfig -A -o yaml > all.yaml
  $ cdk8s-prometheus import --from all.yaml --output dist
  $ cdk8s-prometheus import --from manifests --typescript main.ts`,
    )
    .action(failing(runImport));
}

function runImport(options: Options): void {
  if (options.output === undefined && options.typescript === undefined) {
    throw new UsageError('say where the result goes: --output <folder> or --typescript <file>');
  }
  const imported = importObjects(read(options), {
    others: options.others,
    defaultNamespace: options.namespace,
    baseConfigs: options.baseConfig,
    ...(options.secretsNamespace === undefined ? {} : { secretsNamespace: options.secretsNamespace }),
  });
  const failed = imported.problems.some(({ severity }) => severity === 'error');
  const written = failed ? [] : write(imported, options);
  process.stderr.write(
    options.json === true ? importReport(imported, written) : importSummary(imported, written),
  );
  if (failed) {
    process.exitCode = 1;
  }
}

/** Reads the file of `monitoring/main=base.yml`, and adds it to the others. */
function addBase(given: string, others: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [, name = '', file = ''] = /^([^/=]+\/[^/=]+)=(.+)$/.exec(given) ?? [];
  if (name === '') {
    throw new InvalidArgumentError(
      'Write the namespace and the name of the Alertmanager, and a file: monitoring/main=base.yml',
    );
  }
  if (name in others) {
    throw new InvalidArgumentError(`There are two for ${name}.`);
  }
  if (!existsSync(file)) {
    throw new InvalidArgumentError(`There is no file ${file}.`);
  }
  return { ...others, [name]: readFileSync(file, 'utf8') };
}

function read({ from, namespace }: Options): ReturnType<typeof readOperatorFiles> {
  try {
    return readOperatorFiles(readFiles(from), { defaultNamespace: namespace });
  } catch (error) {
    throw error instanceof PathError ? new UsageError(error.message) : error;
  }
}

/** The names of the files that are written. */
function write(imported: Imported, { output, typescript, force }: Options): string[] {
  if (typescript !== undefined) {
    if (existsSync(typescript) && force !== true) {
      throw new UsageError(`${typescript} is there already: --force overwrites it`);
    }
    writeFileSync(typescript, renderProgram(imported));
    return [typescript];
  }
  const folder = output ?? '';
  checkFolder(folder, force === true);
  return writeFolder(folder, filesOf(imported));
}

/** Ours in one file, and each of the others in one of its own. */
function filesOf({ chart, yaml, passed }: Imported): Map<string, string> {
  const others = passed.map((manifest) => {
    const { kind, metadata } = manifest;
    const name = [kind, metadata.namespace, metadata.name].filter((part) => part !== undefined).join('.');
    return [`others/${name.replace(/[^\w.-]/g, '-')}.yaml`, renderYaml(manifest)] as const;
  });
  return new Map([[`${chart}.k8s.yaml`, yaml], ...others]);
}
