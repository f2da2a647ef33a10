/** What was named is no StatefulSet of Alertmanagers. */
export class NotAlertmanagerError extends Error {
  override readonly name = 'NotAlertmanagerError';
}
