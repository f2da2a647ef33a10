import type { VolumeMount } from 'kubernetes-types/core/v1';
import { parse } from 'yaml';
import { make } from '../app';
import type { Case, Fields } from '../corpus';
import { covered, unexplained, type Outcome } from '../outcome';
import type { Theme } from '../theme';
import { deep, mapFields, same } from '../walk';
import { podOf } from './containers';

/** The file of the web server. */
export const WEB_CONFIG: Theme = { names: ['web-config'], judge: judgeFile };

/** How it gets into the pod. */
export const WEB_CONFIG_MOUNTS: Theme = { names: ['web-config-mounts'], judge: judgeMounts };

const FILE = /web[-_]config\.ya?ml/;

function webOf({ input }: Case) {
  const { webConfig } = input as { readonly webConfig: Fields };
  const made = make({
    prometheus: { metadata: {}, spec: { web: deep(webConfig, withoutEmptyKeys) } },
  });
  if (made.kind === 'refused') {
    return { problems: made.problems };
  }
  const pod = podOf(made.manifests);
  const files = made.manifests
    .filter(({ kind }) => kind === 'ConfigMap')
    .flatMap(({ data }) => Object.entries((data ?? {}) as Record<string, string>));
  const [, text] = files.find(([name]) => FILE.test(name) || name.startsWith('web')) ?? [];
  return {
    config: text === undefined ? undefined : (parse(text) as Fields),
    flag: pod.containers[0]?.args?.find((arg) => arg.startsWith('--web.config.file=')),
    mounts: pod.containers[0]?.volumeMounts ?? [],
  };
}

/** In Go a key that nobody gave is an empty one. */
function withoutEmptyKeys(fields: Fields): Fields {
  return mapFields(fields, (field, value) =>
    field === 'keySecret' && (value as Fields).key === '' ? undefined : value,
  );
}

function judgeFile(one: Case): Outcome {
  const { problems, config } = webOf(one);
  if (problems !== undefined) {
    return unexplained(problems, one.expected);
  }
  const theirs = parse(one.expected as string) as Fields;
  const plain = deep(theirs, (fields) =>
    mapFields(fields, (_, value) =>
      typeof value === 'string'
        ? value.replace(
            /^\/web_certs_path_prefix\/(secret|configmap)\/(.+)-(?:key|cert|ca)\/(.+)$/,
            (_all, kind: string, name: string, key: string) => `/etc/prometheus/${kind}s/${name}/${key}`,
          )
        : value,
    ),
  );
  const reasons = same(plain, theirs) ? [] : (['mounted-certificates'] as const);
  return same(config, plain) ? covered(reasons) : unexplained(config, plain);
}

/** Whether each file that the configuration names is mounted. */
function judgeMounts(one: Case): Outcome {
  const { problems, config, flag, mounts } = webOf(one);
  if (problems !== undefined) {
    return unexplained(problems, one.expected);
  }
  if (config === undefined) {
    return flag === undefined ? covered(['no-empty-web-config']) : unexplained(flag, one.expected);
  }
  const { volumeMounts } = one.expected as { readonly volumeMounts: readonly VolumeMount[] };
  const files = JSON.stringify(config).match(/\/etc\/prometheus\/[^"]+/g) ?? [];
  const missing = files.filter((file) => !mounts.some(({ mountPath }) => file.startsWith(`${mountPath}/`)));
  return flag !== undefined && missing.length === 0 && files.length === volumeMounts.length - 1
    ? covered(['mounted-certificates', 'web-config-in-config'])
    : unexplained({ files, mounts, flag }, one.expected);
}
