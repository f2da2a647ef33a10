import type { AlertmanagerFile } from '../native/alertmanager';
import type { Where } from '../problems';
import {
  ALERTMANAGER_ROOT,
  alertmanagerCatalogue,
  checkConfig,
  reportGates,
  type Version,
  type Words,
} from '../versions';

/** Reports fields of a configuration that the version does not have. */
export function gateConfig(
  where: Where,
  file: Partial<AlertmanagerFile>,
  version: Version,
  words: Words,
): void {
  const findings = checkConfig(alertmanagerCatalogue, ALERTMANAGER_ROOT, file, version);
  reportGates(where, findings, 'Alertmanager', version, words);
}
