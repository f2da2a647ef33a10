import type { Made } from './operator';

/** Why a case is not the same, and when that may be said. */
export interface Reason {
  readonly why: string;
  readonly holds: (given: {
    readonly version: string;
    readonly error: string | null;
    readonly made: Made;
  }) => boolean;
}

/** The first that holds is the reason of a case. */
export const REASONS: Readonly<Record<string, Reason>> = {
  'secret in clear': {
    why: 'a native file with a secret in it would be a manifest with a secret in it; the operator has such files in a Secret',
    holds: ({ made }) => onlyErrors(made, /^secret-in-manifest: |snsConfigs|sns_configs\[0\] has topic_arn/),
  },
  'read from no file': {
    why: 'Alertmanager reads it from its configuration only: headers of a proxy, the id of an OAuth client, the address of Opsgenie, the address by which Slack tells an app from a webhook',
    holds: ({ made }) =>
      onlyErrors(made, /^no-file-twin: |oauth2\.clientId|opsgenieApiUrl|updateMessage is possible only/),
  },
  'no scheme': {
    why: 'the operator lets an address without a scheme pass that Alertmanager refuses',
    holds: ({ made }) => onlyErrors(made, /^invalid-url: /),
  },
  'content of a Secret': {
    why: 'whether a Secret has the key, and what is in it, is known in the cluster only; a missing one is a file that is missing',
    holds: ({ error, made }) =>
      'text' in made &&
      /not found|unclosed action|missing protocol scheme|unable to get secret/.test(error ?? ''),
  },
  'older release': {
    why: 'the case is about a release before 0.32, which we do not support; the same input is written for a newer one',
    holds: ({ version }) => Number(version.split('.')[1]) < 32,
  },
};

function onlyErrors(made: Made, pattern: RegExp): boolean {
  return 'errors' in made && made.errors.every((error) => pattern.test(error));
}
