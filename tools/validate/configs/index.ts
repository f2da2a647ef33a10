import { instances, mountsOf, pods, type Instance } from '../../../lib/manifests';
import { count, type Check, type Finding } from '../finding';
import type { Manifest } from '../manifests';

import { ContainerFiles } from './container-files';
import { figures, readFiles, unreadFiles, type Figures } from './contents';
import { nameAndVersion, refusal, type Programs } from './programs';

export type { Programs } from './programs';
export type { Figures } from './contents';

/** An instance, and what it has to do. */
export interface CheckedInstance {
  readonly object: string;
  readonly program: Instance['program'];
  readonly figures: Figures;
}

export interface ConfigReport {
  readonly instances: readonly CheckedInstance[];
  readonly checks: readonly Check[];
}

/** The programs that check the configuration of each: of the newest release, and of the oldest supported one. */
const CHECKERS = {
  prometheus: ['promtool', 'promtool-lts'],
  alertmanager: ['amtool', 'amtool-oldest'],
} as const;

/** An instance with a configuration of ours, and its files on this machine. */
interface Prepared {
  readonly instance: Instance;
  readonly configFile: string;
  readonly files: ContainerFiles;
}

/** Has Prometheus's and Alertmanager's own programs check every configuration among the objects. */
export async function checkConfigs(
  manifests: readonly Manifest[],
  programs: Programs,
): Promise<ConfigReport> {
  const all = pods(manifests)
    .flatMap(instances)
    .map((instance) => prepare(instance, manifests));
  try {
    const usable = all.filter(isPrepared);
    return {
      instances: all.map(({ instance, configFile, files }) => ({
        object: instance.object,
        program: instance.program,
        figures:
          configFile !== undefined && files.isKnown(configFile) ? figures(instance, configFile, files) : {},
      })),
      checks: [
        whole(all),
        ...(await Promise.all(CHECKERS.prometheus.map((name) => checkPrometheus(name, usable, programs)))),
        ...(await Promise.all(
          CHECKERS.alertmanager.map((name) => checkAlertmanager(name, usable, programs)),
        )),
      ],
    };
  } finally {
    all.forEach(({ files }) => files.remove());
  }
}

type Found = Omit<Prepared, 'configFile'> & { readonly configFile: string | undefined };

function prepare(instance: Instance, manifests: readonly Manifest[]): Found {
  const mounts = mountsOf(instance.container, instance.pod, instance.namespace, manifests);
  return { instance, configFile: instance.configFile, files: new ContainerFiles(mounts) };
}

function isPrepared(found: Found): found is Prepared {
  return found.configFile !== undefined && found.files.isKnown(found.configFile);
}

/** That each has the files it is told of, and reads those that are meant for it. */
function whole(all: readonly Found[]): Check {
  const external = all.filter(
    ({ configFile, files }) => configFile !== undefined && files.isUnknown(configFile),
  );
  return {
    title: 'configurations: mounted where they are looked for, and read as a whole',
    scope: count(all.length, 'instance'),
    findings: [...all.flatMap(missingFiles), ...all.filter(isPrepared).flatMap(unread)],
    notes: external.map(({ instance }) => `${instance.object}: configuration from outside, not checked`),
  };
}

function missingFiles({ instance: { object, configFile, webConfigFile }, files }: Found): Finding[] {
  const missing = [configFile, webConfigFile]
    .filter((path) => path !== undefined)
    .filter((path) => !files.isKnown(path) && !files.isUnknown(path));
  return [
    ...(configFile === undefined ? [{ object, message: 'has no --config.file' }] : []),
    ...missing.map((path) => ({ object, message: `${path} is in none of its volumes` })),
  ];
}

function unread({ instance: { object, program }, configFile, files }: Prepared): Finding[] {
  const paths = program === 'prometheus' ? unreadFiles(configFile, files) : [];
  return paths.map((path) => ({ object, message: `${path} is mounted, but not read` }));
}

async function checkPrometheus(name: string, all: readonly Prepared[], programs: Programs): Promise<Check> {
  const meant = all.filter(({ instance }) => instance.program === 'prometheus');
  const webs = all.filter(({ instance: { webConfigFile }, files }) => files.isKnown(webConfigFile ?? ''));
  return check(name, 'config, rules, web-config', programs, [
    ...meant.map(configRun),
    ...meant.flatMap(rulesRun),
    ...webs.map((prepared) =>
      run(prepared, ['check', 'web-config'], [prepared.instance.webConfigFile ?? '']),
    ),
  ]);
}

async function checkAlertmanager(name: string, all: readonly Prepared[], programs: Programs): Promise<Check> {
  const meant = all.filter(({ instance }) => instance.program === 'alertmanager');
  return check(
    name,
    'check-config',
    programs,
    meant.map((prepared) => run(prepared, ['check-config'], [prepared.configFile])),
  );
}

/** One run of a program over files of one instance. */
interface Run {
  readonly object: string;
  readonly args: readonly string[];
  readonly files: ContainerFiles;
  readonly paths: readonly string[];
}

function run({ instance, files }: Prepared, args: readonly string[], paths: readonly string[]): Run {
  return { object: instance.object, args, files, paths };
}

function configRun(prepared: Prepared): Run {
  const { agent, features } = prepared.instance;
  const flags = [...(agent ? ['--agent'] : []), ...features.map((feature) => `--enable-feature=${feature}`)];
  return run(prepared, ['check', 'config', ...flags], [prepared.configFile]);
}

/** Two equal rules in one Prometheus are refused, too: each writes over the other's results. */
function rulesRun(prepared: Prepared): Run[] {
  const { rules } = readFiles(prepared.configFile, prepared.files);
  const flags = prepared.instance.features.map((feature) => `--enable-feature=${feature}`);
  const lint = ['--lint=duplicate-rules', '--lint-fatal'];
  return rules.length === 0 ? [] : [run(prepared, ['check', 'rules', ...lint, ...flags], rules)];
}

async function check(name: string, what: string, programs: Programs, runs: readonly Run[]): Promise<Check> {
  const program = programs[name];
  const files = count(runs.flatMap(({ paths }) => paths).length, 'file');
  if (program === undefined) {
    const skipped = `no ${name}`;
    return { title: `${name}: ${what}`, scope: files, findings: [], notes: [], skipped };
  }
  const findings = await Promise.all(runs.map((each) => findingsOf(each, program)));
  return {
    title: `${await nameAndVersion(name, program)}: ${what}`,
    scope: files,
    findings: findings.flat(),
    notes: [],
  };
}

async function findingsOf({ object, args, files, paths }: Run, program: string): Promise<Finding[]> {
  const output = await refusal(program, [...args, ...paths.map((path) => files.path(path))]);
  return output === undefined ? [] : [{ object, message: files.original(output) }];
}
