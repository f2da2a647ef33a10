import type { Reasons } from './reason';

const MENDED = 'the case is refused by name; the rest of it is compared without the field';
const REFUSED = 'the case is refused by name';

/** What the operator accepts and we refuse. */
export const REFUSAL_REASONS = {
  version: {
    kind: 'stricter',
    what: 'releases of Prometheus before 3.13, and of Alertmanager before 0.32',
    why: 'we support the last LTS release and newer ones; of Alertmanager the last three',
    shown:
      'the same input at the oldest release that we support gives the text that the operator writes for the older release',
  },
  'version-gated': {
    kind: 'stricter',
    what: 'fields and flags that an older release does not know',
    why: 'the operator leaves them out with a line in its log; what the release lacks that was asked for is an error',
    shown:
      'the same input at the oldest release that we support gives the text that the operator writes for a newer release, or differs by such fields only',
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
  'secret-in-clear': {
    kind: 'stricter',
    what: 'secrets that are written out in a native file of Alertmanager',
    why: 'the operator has such a file in a Secret; with us it is a ConfigMap',
    shown: 'each is refused by name; with the `*_file` field in its place the rest is compared',
  },
  'slack-update': {
    kind: 'stricter',
    what: '`updateMessage` of Slack with an address in a Secret',
    why: 'Alertmanager updates only where the address of the API stands in the configuration itself, which is no secret',
    shown: 'the case is refused by name, with the native way; without the field the rest is compared',
  },
  'external-id': {
    kind: 'stricter',
    what: '`externalId` of SNS before Alertmanager 0.34',
    why: 'older releases parse the field and do nothing with it (alertmanager#5157)',
    shown: MENDED,
  },
  'sns-targets': {
    kind: 'stricter',
    what: 'a topic, a target and a phone number in one message of SNS',
    why: 'AWS takes one of them, and Alertmanager lets three pass by an oversight (two are refused)',
    shown: 'the case is refused by name; with the topic alone the rest is compared',
  },
  'two-sources': {
    kind: 'stricter',
    what: 'a value and the file with it, both in a native file',
    why: 'Alertmanager refuses it; the operator takes one of them with a line in its log',
    shown: 'the case is refused by name; with the value alone the rest is compared',
  },
  'incomplete-structure': {
    kind: 'stricter',
    what: 'receivers without an address or a key',
    why: 'Alertmanager refuses them; the tests look at one field of a structure',
    shown: 'the case is refused by name; with the missing field put in the rest is compared',
  },
  'proxy-contradiction': {
    kind: 'stricter',
    what: 'several ways to a proxy at once, or exceptions from none',
    why: 'Alertmanager refuses the whole configuration',
    shown: 'the case is refused by name; with `proxy_url` alone the rest is compared',
  },
  'no-address': {
    kind: 'stricter',
    what: 'an address of a picture that is none',
    why: 'Discord shows nothing for it',
    shown: MENDED,
  },
  'peer-without-port': {
    kind: 'stricter',
    what: 'peers without a port, and peers of a mesh that is switched off',
    why: 'Alertmanager does not start with the one, and does nothing with the other',
    shown: REFUSED,
  },
  'opsgenie-address': {
    kind: 'stricter',
    what: 'the address of Opsgenie in a Secret',
    why: 'it is no secret, and Alertmanager does not read it from a file',
    shown: MENDED,
  },
} as const satisfies Reasons;
