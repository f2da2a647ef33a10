import type { FileSdConfig } from '../../native/prometheus';
import { compact } from '../../values';
import { checkNotEmpty } from '../not-empty';
import { checkPolled } from './checks';
import type { Discovery } from './discovery';

/** Targets from files in the pod. Upstream: `<file_sd_config>`. */
export interface FileSDConfig {
  /** Patterns of JSON or YAML files; a `*` may stand in the last part of the path. Mount them with `volumes` or `configMaps` of the Prometheus. */
  readonly files: readonly string[];

  /** Prometheus duration. @default '5m' */
  readonly refreshInterval?: string;
}

/** What Prometheus reads of a file name. */
const PATTERN = /^[^*]*(\*[^/]*)?\.(json|yml|yaml|JSON|YML|YAML)$/;

export const file: Discovery<FileSDConfig, FileSdConfig> = {
  check(where, props) {
    checkNotEmpty(where.at('files'), props.files);
    checkPolled(where, props);
    props.files.forEach((name, index) => {
      if (!PATTERN.test(name)) {
        where.at('files', index).error({
          code: 'invalid-file',
          value: name,
          complaint: 'is not a pattern of .json, .yml or .yaml files',
          remedy: 'A `*` may stand in the last part of the path only.',
        });
      }
    });
  },
  render: (_where, { files, refreshInterval }) =>
    compact<FileSdConfig>({ files, refresh_interval: refreshInterval }),
};
