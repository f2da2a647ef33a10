import type { AlertmanagerFile } from '../native/alertmanager';
import type { Where } from '../problems';
import { ALERTMANAGER_ROOT, alertmanagerCatalogue, checkConfig, reportGate, type Version } from '../versions';
import { asWritten, type Words } from './native-words';

/** Reports fields of a configuration that the version does not have. */
export function gateConfig(
  where: Where,
  file: Partial<AlertmanagerFile>,
  version: Version,
  words: Words,
): void {
  for (const finding of checkConfig(alertmanagerCatalogue, ALERTMANAGER_ROOT, file, version)) {
    // What is deprecated in what we write ourselves is our business, not the user's.
    if (words !== asWritten && finding.kind === 'deprecated') {
      continue;
    }
    const keys = finding.path.map((key) => (typeof key === 'number' ? key : words(key)));
    reportGate(where.at(...keys), undefined, finding, 'Alertmanager', version);
  }
}
