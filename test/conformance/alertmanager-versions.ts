import { alertmanagerCatalogue } from '../../lib/versions';
import type { Case, Fields } from './corpus';
import { withoutLater } from './versions';

/** The oldest release that we support: older cases are compared at it. */
const OLDEST = '0.32.0';

/** What the operator runs where a case names none. */
const USUAL = '0.33.1';

export function isSupportedAlertmanager(version = USUAL): boolean {
  return /^0\.(3[2-9])\./.test(version);
}

/** The release at which we look at a case. */
export function supportedAlertmanager({ version = USUAL }: Pick<Case, 'version'>): string {
  return isSupportedAlertmanager(version) ? version : OLDEST;
}

/** What a native file has that a release knows, by our own catalogue. */
export function alertmanagerKnownTo(version = USUAL, root: string, file: Fields): Fields {
  return withoutLater(alertmanagerCatalogue, version, root, file);
}
