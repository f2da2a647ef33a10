import type { Volume, VolumeMount } from 'kubernetes-types/core/v1';

/** Where logs go that are named without a directory: as with the operator. */
const DIRECTORY = '/var/log/prometheus';
const VOLUME = 'log-file';

/** Files that Prometheus writes beside its own log. */
export interface LogFiles {
  /**
   * File that every query is logged to. A bare name is put into a volume of the pod; with a directory, the
   * volume is yours. `/dev/stdout` goes to the log of the pod.
   */
  readonly queryLogFile?: string;

  /** File that failed scrapes are logged to, as `queryLogFile`. */
  readonly scrapeFailureLogFile?: string;
}

/** The path that the configuration names. */
export function logPath(file: string | undefined): string | undefined {
  return file !== undefined && isBare(file) ? `${DIRECTORY}/${file}` : file;
}

/** The volume and its mount, where a log is without a directory. */
export function logVolume(files: LogFiles): { readonly volumes: Volume[]; readonly mounts: VolumeMount[] } {
  const bare = [files.queryLogFile, files.scrapeFailureLogFile].some(
    (file) => file !== undefined && isBare(file),
  );
  return bare
    ? { volumes: [{ name: VOLUME, emptyDir: {} }], mounts: [{ name: VOLUME, mountPath: DIRECTORY }] }
    : { volumes: [], mounts: [] };
}

function isBare(file: string): boolean {
  return file !== '' && !file.includes('/');
}
