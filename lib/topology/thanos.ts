import type { Manifest } from '../kubernetes';
import { flagValues, matching, mountsOf, parseDocuments } from '../manifests';
import type { RuleFile } from '../native/prometheus';
import type { AlertingFile, EndpointsFile, ObjectStoreFile, QueryApi } from '../native/thanos';
import type { Addresses } from './addresses';
import type { Builder } from './builder';
import type { NodeKind } from './model';
import { replicas, type Program } from './program';
import { addTarget, rulesFact } from './prometheus';
import { shownAddress } from './words';

/** Who serves the Store API. */
const STORES: readonly NodeKind[] = ['sidecar', 'store', 'ruler', 'query'];

/** A program of Thanos: whom it asks, whom it tells, where its blocks are. */
export function addThanos(
  builder: Builder,
  manifests: readonly Manifest[],
  program: Program,
  addresses: Addresses,
): void {
  const { kind, name, container, pod } = program;
  const view = new View(builder, manifests, program);
  const id = builder.node(kind, name, [
    ...(kind === 'sidecar' ? [] : replicas(manifests, program)),
    ...(kind === 'ruler' ? rulesFact(view.rules()) : []),
  ]);
  const ask = (address: string, kinds: readonly NodeKind[]): void => {
    const own = addresses.find(address, kinds, pod.namespace);
    for (const to of own.length > 0 ? own : [builder.node('remote', shownAddress(address))]) {
      builder.edge(id, 'asks', to);
    }
  };
  if (kind === 'sidecar') {
    builder.edge(id, 'reads', builder.node('prometheus', name));
  }
  const endpoints = ['endpoint', 'endpoint-strict', 'endpoint-group', 'endpoint-group-strict', 'store'];
  for (const flag of endpoints) {
    flagValues(container, flag).forEach((each) => ask(each, STORES));
  }
  for (const { address } of (view.file('endpoint.sd-config-file') as EndpointsFile | undefined)?.endpoints ??
    []) {
    ask(address, STORES);
  }
  for (const flag of ['query', 'query-frontend.downstream-url']) {
    flagValues(container, flag).forEach((each) => ask(each, ['query', 'query-frontend']));
  }
  for (const { static_configs: addressesOf = [] } of (view.file('query.config-file') as
    readonly QueryApi[] | undefined) ?? []) {
    addressesOf.forEach((each) => ask(each, ['query', 'query-frontend']));
  }
  const told = [
    ...flagValues(container, 'alertmanagers.url'),
    ...((view.file('alertmanagers.config-file') as AlertingFile | undefined)?.alertmanagers ?? []).flatMap(
      ({ static_configs: targets = [] }) => targets,
    ),
  ];
  told.forEach((target) => addTarget(builder, id, target, pod.namespace, addresses));
  const storage = view.file('objstore.config-file') as Partial<ObjectStoreFile> | undefined;
  if (storage?.type !== undefined) {
    const verb = kind === 'store' ? 'reads' : 'stores';
    builder.edge(id, verb, builder.node('object-storage', storageName(storage)));
  }
}

/** What a container sees of the files that its flags name. */
class View {
  private readonly files: ReadonlyMap<string, Buffer>;

  constructor(
    private readonly builder: Builder,
    manifests: readonly Manifest[],
    private readonly program: Program,
  ) {
    const { container, pod } = program;
    this.files = mountsOf(container, pod.spec, pod.namespace, manifests).files;
  }

  /** The content of a file, and a note where the manifests do not have it. */
  file(flag: string): unknown {
    const { kind, name, container } = this.program;
    const path = flagValues(container, flag).at(-1);
    const text = path === undefined ? undefined : this.files.get(path)?.toString();
    if (path !== undefined && text === undefined) {
      this.builder.cannotTell(
        `What ${kind} ${name} reads as --${flag}: no ConfigMap among the manifests has ${path}`,
      );
    }
    return text === undefined ? undefined : parseDocuments(text, path ?? '')[0];
  }

  rules() {
    const paths = flagValues(this.program.container, 'rule-file').flatMap((pattern) =>
      matching('/', pattern, [...this.files.keys()]),
    );
    return [...new Set(paths)].flatMap((path) =>
      parseDocuments(this.files.get(path)?.toString() ?? '', path).flatMap(
        (file) => (file as RuleFile).groups ?? [],
      ),
    );
  }
}

/** `S3 thanos at s3.example.org`: nothing else of it may be shown. */
function storageName({ type, config = {} }: Partial<ObjectStoreFile>): string {
  const text = (field: string): string | undefined => {
    const value = config[field];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const place = text('bucket') ?? text('container') ?? text('container_name') ?? text('directory');
  const at = text('endpoint');
  return [type, place, ...(at === undefined ? [] : ['at', shownAddress(at)])]
    .filter((each) => each)
    .join(' ');
}
