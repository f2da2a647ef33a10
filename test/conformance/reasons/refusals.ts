import type { Reasons } from './reason';

const MENDED = 'the case is refused by name; the rest of it is compared without the field';
const REFUSED = 'the case is refused by name';

/** What the operator accepts and we refuse. */
export const REFUSAL_REASONS = {
  version: {
    kind: 'stricter',
    what: 'releases of Prometheus before 3.13',
    why: 'we support the last LTS release and newer ones',
    shown: 'the same input at 3.13 gives the text that the operator writes for the older release',
  },
  'version-gated': {
    kind: 'stricter',
    what: 'fields and flags that an older release does not know',
    why: 'the operator leaves them out with a line in its log; no release that we support lacks them, and what one lacks is an error',
    shown:
      'the same input at 3.13 gives the text that the operator writes for a newer release, or differs by such fields only',
  },
  crd: {
    kind: 'stricter',
    what: "resources that the operator's own CRDs do not admit",
    why: 'the tests of the operator call what stands behind the API server',
    shown: 'the schemas of the CRDs of 0.93.1 are applied to every case',
  },
  'proxy-headers': {
    kind: 'stricter',
    what: '`proxyConnectHeader`',
    why: 'its values are secrets, and Prometheus cannot read them from files',
    shown: MENDED,
  },
  'aws-keys': {
    kind: 'stricter',
    what: '`accessKey` and `secretKey` of AWS',
    why: 'Prometheus cannot read them from files; workload identity, or a mounted file with a `profile`, does it',
    shown: MENDED,
  },
  'no-file-twin': {
    kind: 'stricter',
    what: 'other secrets that Prometheus reads from its configuration only: client secrets of Azure, passwords of OpenStack, keys of OVHcloud',
    why: 'no Secret value gets into a manifest; a Secret that holds the whole job is mounted instead',
    shown: REFUSED,
  },
  'no-targets': {
    kind: 'stricter',
    what: 'a ScrapeConfig without any discovery',
    why: 'it would do nothing; the tests look at one field of it',
    shown: 'the case is refused by name; the rest of it is compared with a target put in',
  },
  'probe-of-nothing': {
    kind: 'stricter',
    what: 'a Probe without targets',
    why: 'it would probe nothing',
    shown: 'the case is refused by name; where a list is empty the rest is compared with a target put in',
  },
  'two-kinds-of-targets': {
    kind: 'stricter',
    what: 'a Probe with static targets and Ingresses',
    why: 'the operator writes the former and forgets the latter without a word',
    shown: REFUSED,
  },
  'bare-ipv6': {
    kind: 'stricter',
    what: 'the address of a prober like `::1`',
    why: 'Prometheus dials `::1:80`, and no connection comes about; `[::1]` works',
    shown: REFUSED,
  },
  'limits-above-enforced': {
    kind: 'stricter',
    what: 'a limit of a monitor above what its Prometheus enforces',
    why: 'the operator lowers it without a word to the team that wrote it',
    shown: 'the case is refused by name; without the limit each job has the one that the operator gives it',
  },
  'endpoint-without-port': {
    kind: 'stricter',
    what: 'an endpoint without a port',
    why: 'every port of the Services would be scraped; the tests look at another field',
    shown: REFUSED,
  },
  'two-ports': {
    kind: 'stricter',
    what: 'an endpoint with two ports',
    why: 'the operator takes one and forgets the other without a word',
    shown: REFUSED,
  },
  'empty-key': {
    kind: 'stricter',
    what: 'a reference with an empty key',
    why: 'no Secret has such a key, and no pod could mount it',
    shown: REFUSED,
  },
  'label-written-twice': {
    kind: 'stricter',
    what: 'external labels under the names that the Prometheus writes itself',
    why: 'the operator overwrites them without a word',
    shown: 'the case is refused by name; without these labels the result is the same',
  },
  'api-server-settings': {
    kind: 'stricter',
    what: 'settings of a client for Kubernetes without its `apiServer`',
    why: 'Prometheus refuses the whole configuration: a bug of the operator, not copied',
    shown: 'promtool refuses it',
  },
  'keepequal-regex': {
    kind: 'stricter',
    what: '`keepequal` with a `regex`, the default one as well',
    why: 'Prometheus refuses the whole configuration: a bug of the operator, not copied',
    shown: 'promtool refuses it',
  },
  'large-rule-file': {
    kind: 'stricter',
    what: 'a rule file above 240 KiB that is one group',
    why: 'client-side apply keeps a copy in an annotation of at most 256 KiB',
    shown: 'it is refused by name; smaller groups of a resource are parted over ConfigMaps',
  },
} as const satisfies Reasons;
