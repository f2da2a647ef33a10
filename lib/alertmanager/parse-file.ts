import { parseAllDocuments } from 'yaml';
import type { AlertmanagerFile } from '../native/alertmanager';

/** A text that is no `alertmanager.yml`. */
export class AlertmanagerFileError extends Error {
  constructor(readonly complaint: string) {
    super(complaint);
    this.name = 'AlertmanagerFileError';
  }
}

/**
 * Reads an `alertmanager.yml`. Go reads YAML by the types of its fields: a name may be `off`, a time `09:00`, and so
 * words and times stay texts here.
 *
 * @throws {AlertmanagerFileError} where it is no YAML, or no configuration
 */
export function parseAlertmanagerFile(text: string): AlertmanagerFile {
  const [document, ...more] = parseAllDocuments(text, { version: '1.2', merge: true });
  const [error] = document && 'errors' in document ? document.errors : [];
  if (error !== undefined) {
    throw new AlertmanagerFileError(`is no YAML: ${error.message}`);
  }
  if (more.length > 0) {
    throw new AlertmanagerFileError('has more than one document');
  }
  const file: unknown = document && 'toJS' in document ? document.toJS() : undefined;
  if (typeof file !== 'object' || file === null || Array.isArray(file)) {
    throw new AlertmanagerFileError('has no fields of a configuration in it');
  }
  return file as AlertmanagerFile;
}
