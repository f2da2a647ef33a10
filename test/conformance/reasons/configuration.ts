import type { Reasons } from './reason';

const STEPS =
  'both lists of steps make the same of generated targets: in `lib/relabel`, which is held equal to the real Prometheus';
const RULES_OUT = 'everything else of the text is compared';

/** Why `prometheus.yml` and rule files differ. */
export const CONFIGURATION_REASONS = {
  'secrets-are-files': {
    kind: 'different',
    what: 'values of Secrets are read from mounted files: `password_file`, `credentials_file`, `client_secret_file`',
    why: 'no Secret value gets into a manifest; a controller may read them and write them into a Secret of its own',
    shown:
      'the file is the mount of the key whose value the operator wrote; `test/prometheus/real-programs.test.ts` has Prometheus read such files',
  },
  'mounted-certificates': {
    kind: 'different',
    what: 'certificates are at `/etc/prometheus/secrets/<name>/<key>`, not at `/etc/prometheus/certs/0_<namespace>_<name>_<key>`',
    why: 'each Secret or ConfigMap is mounted as it is: nobody collects them in one Secret',
    shown:
      'the names and keys of the two paths are compared; `test/prometheus/real-programs.test.ts` has Prometheus read such files',
  },
  'no-sharding-steps': {
    kind: 'different',
    what: 'one shard has no `__tmp_hash` and `__tmp_current_shard` steps',
    why: 'with one shard they keep every target',
    shown: STEPS,
  },
  'sharding-steps': {
    kind: 'different',
    what: 'several shards have `__tmp_modulo_<n>` instead of writing over `__tmp_hash`, and each its own numbers',
    why: 'configurations are written for each shard, so that nothing has to be put in while pods run; zones leave no target and no shard out',
    shown:
      'the first shard makes the same of generated targets; `test/sharding` holds that exactly one shard keeps a target, and the same one as with the operator',
  },
  'topology-values': {
    kind: 'stricter',
    what: 'sharding by zones names zones',
    why: 'without any the operator goes by addresses, and says nothing',
    shown: '—',
  },
  'zone-chosen-twice': {
    kind: 'stricter',
    what: 'a zone in `nodeSelector` is refused where shards choose theirs',
    why: 'the operator writes over it, and says nothing',
    shown: '—',
  },
  'quoted-values': {
    kind: 'different',
    what: 'values of selectors and names of ports are quoted in regular expressions',
    why: 'in the operator `a.b` matches `axb` as well: a bug, not copied',
    shown: STEPS,
  },
  'replica-from-environment': {
    kind: 'different',
    what: '`${POD_NAME}` instead of `$(POD_NAME)` in external labels',
    why: 'Prometheus 3 reads its own environment there; no reloader has to',
    shown: '`test/prometheus/real-programs.test.ts` asks the real Prometheus for its external labels',
  },
  'retention-in-file': {
    kind: 'different',
    what: 'retention is in the configuration file',
    why: 'since 3.11 it is, and changes without a restart; for older releases the operator writes flags',
    shown: 'from 3.11 on the two are equal',
  },
  'named-instances': {
    kind: 'different',
    what: 'Alertmanagers that are among the resources are named, not discovered behind their Service',
    why: 'references are explicit: Prometheus needs no right to look for them, and an alert reaches each instance by its own name',
    shown: `where there is none among them its discovery is equal; a case that says more of one has it put in, and only the discovery and the steps that keep Service and port go: ${RULES_OUT}`,
  },
  'metadata-of-v2': {
    kind: 'different',
    what: '`metadata_config` beside Remote Write 2.0',
    why: 'the protocol sends metadata along with the series; the operator switches the sending off, we leave what was written',
    shown: 'Prometheus 3.16 logs that it is ignored, and 3.13 that it is redundant',
  },
  'limits-inherited': {
    kind: 'different',
    what: 'enforced limits are global ones, not repeated in every job',
    why: 'since 2.45 a job without a limit has the global one',
    shown: 'the limits that hold for each job are compared, whichever way they got there',
  },
  equations: {
    kind: 'different',
    what: '`group=a` for `group in (a)` in selectors that the API server applies',
    why: 'selectors are built from one list of conditions, whichever way they were said',
    shown: 'Kubernetes defines the one by the other',
  },
  'azure-tls': {
    kind: 'different',
    what: 'TLS settings of the discovery in Azure are written',
    why: 'the operator forgets them: a bug, not copied',
    shown: 'only `tls_config` differs; upstream documents it for this discovery',
  },
  'filters-in-order': {
    kind: 'different',
    what: 'filters of discoveries keep their order',
    why: 'all of them must hold; the operator sorts them',
    shown: 'the sorted lists are compared',
  },
  'consul-token': {
    kind: 'different',
    what: "Consul's `token` is sent as a bearer token",
    why: 'it has no file twin, and Consul takes it from either header',
    shown: 'only the place of the token differs',
  },
  'scrape-config-enforcement': {
    kind: 'different',
    what: 'the enforced namespace label is on the targets of a ScrapeConfig without relabelings, too',
    why: 'the operator leaves it out there, and `up` and the other scrape metrics go without a tenant: a bug, not copied',
    shown: 'only the last step of such jobs differs, and only where it writes the label',
  },
  'agent-start-timestamps': {
    kind: 'different',
    what: 'an agent may have `st-storage` and XOR chunks',
    why: 'an agent stores no chunks; a server with the two does not start, and is refused here as well',
    shown: 'the real Prometheus 3.13 starts as an agent, and does not as a server',
  },
  'empty-duration': {
    kind: 'different',
    what: 'an empty `for` or `interval` of a rule is left out',
    why: 'the operator writes it, and Prometheus refuses the file: a bug, not copied',
    shown: 'Prometheus says "empty duration string" (the known oddities of the recorded cases)',
  },
  slots: {
    kind: 'different',
    what: 'rule files are spread over a fixed number of ConfigMaps by their names',
    why: 'adding a rule changes one ConfigMap and rolls no pod; each stays below what client-side apply can hold',
    shown: 'each file is in exactly one of them, unchanged',
  },
} as const satisfies Reasons;
