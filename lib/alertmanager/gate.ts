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
import type { WholeConfig } from './check-references';
import { allRoutes, type Sourced } from './routing';

/** Reports fields of a configuration, but for its lists, that the version does not have. */
export function gateSettings(
  where: Where,
  settings: Partial<AlertmanagerFile>,
  version: Version,
  words: Words,
): void {
  gate({ value: settings, where, words }, ALERTMANAGER_ROOT, version);
}

/** The same for its lists and its tree, piece by piece: several places have their share in them. */
export function gatePieces(config: WholeConfig, version: Version): void {
  const sections: ReadonlyArray<readonly [section: string, pieces: ReadonlyArray<Sourced<object>>]> = [
    ['route', allRoutes(config.route)],
    ['receiver', config.receivers],
    ['inhibit_rule', config.inhibitRules],
    ['time_interval', config.timeIntervals],
  ];
  for (const [section, pieces] of sections) {
    for (const piece of pieces) {
      gate(piece, section, version);
    }
  }
}

function gate({ value, where, words }: Sourced<object>, section: string, version: Version): void {
  const findings = checkConfig(alertmanagerCatalogue, section, value, version);
  reportGates(where, findings, 'Alertmanager', version, words);
}
