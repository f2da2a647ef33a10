import { createHash } from 'node:crypto';
import type { Container, EnvVar } from 'kubernetes-types/core/v1';
import type { FileContext } from '../http';
import type { SlotPlan } from '../kubernetes';
import { renderYaml } from '../native';
import type { Where } from '../problems';
import { MountedFiles } from '../references';
import type { Connection, Resource } from '../synthesis';
import { thanosFlags } from '../versions';
import { renderWebConfig } from '../web';
import { renderArguments, type Flag } from '../workload';
import type { ThanosModel } from './model';
import { CONFIG_DIRECTORY, CONFIG_ROOT, GRPC_PORT, HTTP_CONFIG_FILE, HTTP_PORT } from './paths';

/** A file of the ConfigMap. */
export interface ConfigFile {
  readonly text: string;

  /** Whether the program sees by itself, or is told, that it changed; else the pods are replaced. */
  readonly live: boolean;
}

/** What a program decides for itself. */
export interface Decided {
  readonly flags: readonly Flag[];
  readonly configFiles?: Readonly<Record<string, ConfigFile>>;
  readonly env?: readonly EnvVar[];

  /** Rule files, where it evaluates any. */
  readonly rules?: SlotPlan;
  readonly sidecars?: (mounts: NonNullable<Container['volumeMounts']>) => readonly Container[];

  /** To whom its pods talk. */
  readonly connections: readonly Connection[];

  /** The resources that it took. */
  readonly selected?: readonly Resource[];
  readonly figures?: Readonly<Record<string, number>>;
}

/** Everything that the objects of a program are made from: decided, checked, native. */
export interface CompiledThanos {
  readonly model: ThanosModel;
  readonly args: readonly string[];
  readonly decided: Decided;
  readonly configFiles: Readonly<Record<string, ConfigFile>>;
  readonly files: MountedFiles;

  /** Digest of what a running pod does not notice. */
  readonly digest: string | undefined;
}

/** Where references of a program become files. */
export function fileContext({ place: { namespace }, props }: ThanosModel): FileContext {
  const files = new MountedFiles(namespace, CONFIG_ROOT);
  props.secrets?.forEach((name) => {
    files.whole('Secret', name);
  });
  props.configMaps?.forEach((name) => {
    files.whole('ConfigMap', name);
  });
  return { files, referrer: { namespace, optional: false } };
}

/** Adds what all programs have to what one of them has decided. */
export function compileThanos(
  where: Where,
  model: ThanosModel,
  decided: Decided,
  context: FileContext,
): CompiledThanos {
  const { props, kind, release } = model;
  const web = renderWebConfig(where.at('web'), props.web ?? {}, context);
  const tracing =
    props.tracingConfig &&
    context.files.secret(where.at('tracingConfig'), props.tracingConfig, context.referrer);
  const configFiles = {
    ...decided.configFiles,
    ...(web === undefined ? {} : { [HTTP_CONFIG_FILE]: { text: renderYaml(web), live: true } }),
  };
  const own: Flag[] = [
    ...given([
      ['log.level', props.logLevel],
      ['log.format', props.logFormat],
    ]),
    ['http-address', `:${HTTP_PORT}`],
    ...(kind.grpc ? [['grpc-address', `:${GRPC_PORT}`] as const] : []),
    ...given([
      ['http.config', web && `${CONFIG_DIRECTORY}/${HTTP_CONFIG_FILE}`],
      ['tracing.config-file', tracing],
    ]),
    ...decided.flags,
  ];
  const known = thanosFlags[kind.command];
  const program = `Thanos (${kind.command})`;
  return {
    model,
    args: renderArguments(where.at('additionalArgs'), own, props.additionalArgs ?? [], {
      known,
      version: release.version,
      program,
    }),
    decided,
    configFiles,
    files: context.files,
    digest: digestOf(configFiles),
  };
}

/** Flags whose values are given. */
export function given(
  pairs: ReadonlyArray<readonly [name: string, value: string | number | undefined]>,
): Flag[] {
  return pairs.filter(([, value]) => value !== undefined).map(([name, value]): Flag => [name, String(value)]);
}

/** A switch, where somebody says how it is to be. */
export function either(name: string, on: boolean | undefined): Flag[] {
  return on === undefined ? [] : [[on ? name : `no-${name}`]];
}

function digestOf(files: Readonly<Record<string, ConfigFile>>): string | undefined {
  const fixed = Object.entries(files).filter(([, { live }]) => !live);
  return fixed.length === 0
    ? undefined
    : createHash('sha256')
        .update(JSON.stringify(fixed.map(([name, { text }]) => [name, text])))
        .digest('hex')
        .slice(0, 16);
}
