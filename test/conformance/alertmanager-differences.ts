import { ALERTMANAGER_ROOT } from '../../lib/versions';
import { canonicalFile } from './alertmanager-canonical';
import { alertmanagerKnownTo } from './alertmanager-versions';
import type { Objects } from './corpus';
import type { Difference } from './difference';
import { deep, mapEntries, mapFields, text } from './walk';

/** Stands for a Secret with what a native file had in clear: its keys are the values. */
export const CLEAR = 'clear';

const CERTIFICATES = ['ca_file', 'cert_file', 'key_file'];

/** Every difference between our `alertmanager.yml` and the operator's; there are to be no others. */
export const ALERTMANAGER_DIFFERENCES: readonly Difference[] = [
  {
    reason: 'secrets-are-files',
    ours: (config, { secrets }) =>
      deep(config, (fields) =>
        mapEntries(fields, (field, value) => {
          const [, name = '', key = ''] =
            /^\/etc\/alertmanager\/secrets\/([^/]+)\/(.+)$/.exec(text(value)) ?? [];
          const content = contentOf(secrets, name, key);
          return content === undefined || CERTIFICATES.includes(field)
            ? [field, value]
            : [field.replace(/_file$/, ''), content];
        }),
      ),
  },
  {
    reason: 'mounted-certificates',
    theirs: (config) =>
      deep(config, (fields) =>
        mapFields(fields, (_, value) =>
          typeof value === 'string'
            ? value.replace(
                /^\/etc\/alertmanager\/certs\/([01])_[^_]+_([^_]+)_(.+)$/,
                (_all, kind: string, name: string, key: string) =>
                  `/etc/alertmanager/${kind === '0' ? 'secrets' : 'configmaps'}/${name}/${key}`,
              )
            : value,
        ),
      ),
  },
];

/** What a release that we do not support does not know; the operator leaves out most of it. */
export const ALERTMANAGER_GATED: Difference = {
  reason: 'version-gated',
  ours: (config, { version }) => canonicalFile(alertmanagerKnownTo(version, ALERTMANAGER_ROOT, config)),
};

/** What is in a Secret, whatever namespace it was copied from. */
function contentOf(secrets: Objects, name: string, key: string): string | undefined {
  if (name === CLEAR) {
    return decodeURIComponent(key);
  }
  const found = Object.entries(secrets).find(([place, data]) => place.endsWith(`/${name}`) && key in data);
  const content: unknown = found?.[1][key];
  return typeof content === 'string' ? content : undefined;
}
