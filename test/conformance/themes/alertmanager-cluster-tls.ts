import { parse } from 'yaml';
import { makeMendedAlertmanager } from '../alertmanager-refusals';
import type { CustomResource } from '../cluster';
import type { Case, Fields } from '../corpus';
import { covered, unexplained, type Outcome } from '../outcome';
import type { ReasonId } from '../reasons';
import type { Theme } from '../theme';
import { deep, mapFields, same, without } from '../walk';
import { alertmanagerOf } from './alertmanager-configuration';
import { podOf } from './containers';

/** TLS between peers: its file, the flag that names it, and how both get into the pod. */
export const CLUSTER_TLS: Theme = { names: ['cluster-tls-config'], judge };

interface Expected {
  readonly file: string;
  readonly argument: { readonly name: string } | null;
}

function judge(one: Case): Outcome {
  const { alertmanager, mountingDir } = one.input as unknown as {
    readonly alertmanager: CustomResource;
    readonly mountingDir: string;
  };
  const { file, argument } = one.expected as Expected;
  const { made, reasons } = makeMendedAlertmanager({
    alertmanager: alertmanagerOf(one, 'default', alertmanager.spec),
    configs: [],
    secrets: {},
    configMaps: {},
  });
  if (made.kind === 'refused') {
    return made.problems.length === 0 ? covered(reasons) : unexplained(made.problems, one.expected);
  }
  const { args = [], volumeMounts = [] } = podOf(made.manifests).containers[0] ?? {};
  const flag = args.find((arg) => arg.startsWith('--cluster.tls-config='));
  const text = made.manifests
    .filter(({ kind }) => kind === 'ConfigMap')
    .flatMap(({ data }) => Object.entries((data ?? {}) as Record<string, string>))
    .find(([name]) => flag?.endsWith(`/${name}`))?.[1];
  if ((flag === undefined) !== (argument === null)) {
    return unexplained(flag, argument);
  }
  if (flag === undefined) {
    // The operator mounts an empty file; there is nothing to say.
    return covered([...reasons, 'no-empty-web-config']);
  }
  const ours = parse(text ?? '') as Fields;
  const { theirs, more } = comparable(parse(file) as Fields, mountingDir, ours);
  const missing = (JSON.stringify(ours).match(/\/etc\/alertmanager\/[^"]+/g) ?? []).filter(
    (path) => !volumeMounts.some(({ mountPath }) => path.startsWith(`${mountPath}/`)),
  );
  return missing.length === 0 && same(withoutUsual(ours), theirs)
    ? covered([...reasons, ...more])
    : unexplained({ ours, missing }, theirs);
}

/** The operator's file with our paths. */
function comparable(
  file: Fields,
  directory: string,
  ours: Fields,
): { readonly theirs: Fields; readonly more: readonly ReasonId[] } {
  const path = new RegExp(
    `^${directory}/(?:server|client)_tls/(secret|configmap)/(.+)-(?:key|cert|ca)/(.+)$`,
  );
  const mounted = deep(file, (fields) =>
    mapFields(fields, (_, value) =>
      typeof value === 'string'
        ? value.replace(
            path,
            (_all, kind: string, name: string, key: string) => `/etc/alertmanager/${kind}s/${name}/${key}`,
          )
        : value,
    ),
  );
  const server = mounted.tls_server_config as Fields;
  const isVerified = 'client_ca_file' in server && !('client_auth_type' in server);
  const type = (ours.tls_server_config as Fields).client_auth_type;
  return {
    // Nobody is asked for a certificate where nothing is said, which we write down.
    theirs: withoutUsual({
      ...mounted,
      tls_server_config: { client_auth_type: isVerified ? type : 'NoClientCert', ...server },
    }),
    more: ['mounted-certificates', ...(isVerified ? (['verified-peers'] as const) : [])],
  };
}

function withoutUsual(file: Fields): Fields {
  return deep(file, (fields) =>
    without(
      without(fields, 'prefer_server_cipher_suites'),
      'insecure_skip_verify',
      (value) => value === false,
    ),
  );
}
