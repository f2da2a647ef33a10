import { versionOf, type TemplateLook } from './template';

/** A difference between two pod templates, and what it means for a rollout. */
export interface TemplateChange {
  /** Such as `--cluster.label` or `image`. */
  readonly field: string;

  /** Undefined where it was not, or is no more. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly meaning: string;
}

const TWO_MESHES =
  'old and new instances cannot gossip: there are two meshes until the last one is replaced. Everything is carried ' +
  'over, and the new mesh is held back so that only one notifies: pages may come up to one `group_interval` late';

/** What changes of some flags mean; all others are Alertmanager's own business. */
const MEANINGS: Readonly<Record<string, string>> = {
  'cluster.label': TWO_MESHES,
  'cluster.tls-config': TWO_MESHES,
  'cluster.peer':
    'new instances look for their peers elsewhere; the first one that does not find them within 8 s stops it',
  'cluster.listen-address':
    'peers have to find it at the new port or address; the first one that is not found stops it',
  'cluster.advertise-address': 'peers have to reach it there; the first one that is not seen by all stops it',
  'cluster.peer-name': 'its name in the mesh, and with it the order in which instances notify',
  'cluster.peer-timeout':
    'how long instances wait for each other before they notify; until all have it, somebody may notify twice',
  'dispatch.start-delay': 'how long a new instance waits before it notifies',
  'storage.path': 'new instances start without the data of the former ones: they are brought it',
  'web.route-prefix': 'Prometheus has to send alerts there',
  'web.external-url': 'links in notifications, and where Prometheus has to send alerts',
  'web.listen-address': 'Prometheus and probes have to find it there',
  'web.config.file': 'Prometheus and probes have to speak its TLS',
  'data.retention': 'how long silences and the log are kept',
};

const OWN_BUSINESS = 'of no consequence for the mesh';

/** Above this many, the rest is counted. */
const MOST_OTHERS = 8;

/** All that differs, what matters first. */
export function templateChanges(former: TemplateLook, target: TemplateLook): TemplateChange[] {
  return [
    ...imageChange(former, target),
    ...flagChanges(former, target),
    ...storageChange(former, target),
    ...otherChanges(former, target),
  ];
}

function imageChange(former: TemplateLook, target: TemplateLook): TemplateChange[] {
  if (former.image === target.image) {
    return [];
  }
  const [from, to] = [versionOf(former)?.text, versionOf(target)?.text];
  const meaning =
    from === undefined || to === undefined
      ? 'another image: what version it has is not known, so its limits could not be checked'
      : from === to
        ? 'the same version of another image'
        : `from ${from} to ${to}: versions of 0.25 to 0.34 form one mesh, in which both hold everything meanwhile`;
  return [{ field: 'image', from: former.image, to: target.image, meaning }];
}

function flagChanges(former: TemplateLook, target: TemplateLook): TemplateChange[] {
  const [before, after] = [byFlag(former), byFlag(target)];
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changes = names
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => ({
      field: `--${name}`,
      from: before.get(name),
      to: after.get(name),
      meaning: MEANINGS[name] ?? OWN_BUSINESS,
    }));
  return [
    ...changes.filter(({ meaning }) => meaning !== OWN_BUSINESS),
    ...changes.filter(({ meaning }) => meaning === OWN_BUSINESS),
  ];
}

function byFlag({ flags }: TemplateLook): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of flags) {
    const former = found.get(name);
    found.set(name, former === undefined ? value : `${former}, ${value}`);
  }
  return found;
}

function storageChange(former: TemplateLook, target: TemplateLook): TemplateChange[] {
  const meaning = 'new instances start with nothing: they are brought what the others hold';
  return former.storage === target.storage
    ? []
    : [{ field: 'storage', from: former.storage, to: target.storage, meaning }];
}

function otherChanges(former: TemplateLook, target: TemplateLook): TemplateChange[] {
  const paths = [...new Set([...former.rest.keys(), ...target.rest.keys()])].sort();
  const changed = paths
    .filter((path) => former.rest.get(path) !== target.rest.get(path))
    .map((field) => ({
      field,
      from: former.rest.get(field),
      to: target.rest.get(field),
      meaning: OWN_BUSINESS,
    }));
  const more = changed.length - MOST_OTHERS;
  return more <= 0
    ? changed
    : [
        ...changed.slice(0, MOST_OTHERS),
        { field: `${more} more`, from: undefined, to: undefined, meaning: OWN_BUSINESS },
      ];
}
