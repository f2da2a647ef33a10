/** Files of other tools that lie among manifests and are none, by name. */
const FOREIGN_FILES: ReadonlyMap<string, string> = new Map([
  ['kustomization.yaml', 'is a kustomization'],
  ['kustomization.yml', 'is a kustomization'],
  ['kustomization', 'is a kustomization'],
  ['chart.yaml', 'describes a Helm chart'],
  ['chart.lock', 'describes a Helm chart'],
  ['values.yaml', 'has the values of a Helm chart'],
  ['values.yml', 'has the values of a Helm chart'],
]);

/** How manifests are had from what they are made of. */
const RENDER = 'Give the manifests that it is rendered to: `kustomize build` or `helm template`.';

/** Why a file is passed over; undefined for one that may have manifests in it. */
export function foreignFile(path: string): { complaint: string; remedy: string } | undefined {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  const complaint = FOREIGN_FILES.get(name.toLowerCase());
  return complaint === undefined
    ? undefined
    : { complaint: `${complaint}, and is passed over`, remedy: RENDER };
}

/** The group of what only kustomize reads. */
export const KUSTOMIZE_GROUP = 'kustomize.config.k8s.io';

/**
 * What only Helm understands between braces. Templates of Prometheus and Alertmanager, which belong into
 * manifests, have braces too, with other things in them: `.GroupLabels.Values`, but not `.Values` by itself.
 */
const HELM =
  /\{\{-?[^{}]*?(?:(?<![\w)])\.(?:Values|Release|Chart|Capabilities|Files)\b|\b(?:include|tpl)\s+["(.])/;

/** One of these is in each template of Helm; to look for them is far cheaper than the expression. */
const SIGNS = ['.Values', '.Release', '.Chart', '.Capabilities', '.Files', 'include ', 'tpl '];

/** Whether a text is source of a Helm template. */
export function isHelmTemplate(text: string): boolean {
  return SIGNS.some((sign) => text.includes(sign)) && HELM.test(text);
}

export const HELM_TEMPLATE = {
  code: 'helm-template',
  complaint: 'is the source of a Helm template',
  remedy: 'Render it first, with `helm template`, and give what comes out.',
};
