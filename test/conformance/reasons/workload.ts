import type { Reasons } from './reason';

const REST = 'everything else of the pod is compared';

/** Why pods differ. */
export const WORKLOAD_REASONS = {
  'no-reloader': {
    kind: 'different',
    what: 'no `config-reloader` containers and no `--web.enable-lifecycle`; `--config.auto-reload` instead',
    why: 'since 3.12 Prometheus itself sees that files of its configuration changed, and reads its environment',
    shown: '`test/prometheus/reload.test.ts` changes files below the real Prometheus',
  },
  'rules-of-users-are-checked': {
    kind: 'different',
    what: 'containers `init-user-rules-check` and `user-rules-check`',
    why: 'rules that people put into the cluster live are held against the promtool of the image, so that a broken file stops nothing else; the operator has no such rules',
    shown: '`test/e2e/user-rules.test.ts` breaks and mends a file below a running Prometheus',
  },
  'configuration-in-config-maps': {
    kind: 'different',
    what: 'configuration and rules are ConfigMaps that are mounted where Prometheus reads them',
    why: 'they hold no secret, and nothing has to unpack them; the volumes are as many whatever is in them',
    shown: '`test/prometheus/real-programs.test.ts` starts the real Prometheus on what the pod mounts',
  },
  'own-labels': {
    kind: 'different',
    what: 'labels, selectors and the name of the headless Service',
    why: 'pods of ours must not be taken for those of an operator that runs beside us; `prometheus-operated` is shared by all of a namespace',
    shown: `only \`app.kubernetes.io/*\`, \`operator.prometheus.io/*\` and \`prometheus\` go; ${REST}`,
  },
  'token-only-where-needed': {
    kind: 'different',
    what: 'a ServiceAccount of its own, and its token only in pods that talk to the API server',
    why: 'least rights; what is scraped says whether they are needed',
    shown: '`test/prometheus/rights.test.ts`',
  },
  'restricted-pods': {
    kind: 'different',
    what: 'pods have the security context that Pod Security `restricted` asks for, and no variables of Services',
    why: 'the operator leaves it to the resource, where kube-prometheus writes it; what a resource writes is merged over it',
    shown: 'where the resource has a context each of its fields is compared; `test/e2e` has it admitted',
  },
  'spread-by-default': {
    kind: 'different',
    what: 'replicas are spread over nodes and zones',
    why: 'two replicas on one node are none; who says how keeps that',
    shown: 'only where the resource says nothing',
  },
  'spread-of-own-pods': {
    kind: 'different',
    what: 'which pods a constraint of spreading counts',
    why: 'it follows from the labels, which differ',
    shown: 'topology key, skew and policy of each constraint are compared',
  },
  'data-in-sub-path': {
    kind: 'different',
    what: 'data is in the folder `prometheus-db` of its volume, an `emptyDir` as well',
    why: 'as the operator has it for claims, so that these are adopted; one layout for both',
    shown: 'the mount is at the same path',
  },
  'linux-nodes': {
    kind: 'different',
    what: '`kubernetes.io/os: linux` selects nodes',
    why: 'the images are for Linux; kube-prometheus writes the same',
    shown: 'only where the resource selects none',
  },
  'frequent-startup-probe': {
    kind: 'different',
    what: 'a start is looked at every 15 seconds',
    why: 'a server that is up is used soon; the operator stretches the period instead of the count',
    shown: 'the product of period and threshold, the longest start, is compared',
  },
  'retention-of-no-claims': {
    kind: 'different',
    what: 'no retention of claims where there are none',
    why: 'an `emptyDir` has no claim to keep',
    shown: 'only without `storage`',
  },
  'pods-of-a-node': {
    kind: 'different',
    what: 'an agent per node has a volume for its data, and a container that writes the name of the node into its configuration',
    why: 'the root of the container is read-only; the operator has its reloader write the name',
    shown: '`test/e2e` runs such agents',
  },
  'web-config-in-config': {
    kind: 'different',
    what: 'the web configuration is a file of the configuration volume, and is there only where it says something',
    why: 'a file that is mounted by `subPath`, as the operator does it, never changes in a running pod',
    shown: 'each file that it names is mounted',
  },
  'no-empty-web-config': {
    kind: 'different',
    what: 'no web configuration where there is nothing to say',
    why: 'Prometheus needs none',
    shown: 'the flag is missing as well',
  },
  'thanos-sidecar': {
    kind: 'different',
    what: 'the sidecar has probes, waits for as long as Prometheus may take to start, and mounts its configurations as files',
    why: 'a Query reads replicas that are ready only; a Secret as a variable would show in the process, and is never changed',
    shown:
      'image, addresses, TLS, limits and all other flags are compared; `test/query/long-term.test.ts` uploads blocks with the real sidecar',
  },
  'thanos-version': {
    kind: 'stricter',
    what: 'releases of Thanos before 0.42, and how blocks are uploaded beside a Prometheus before 3.13',
    why: 'the first that take TLS for each endpoint; upstream mends its newest minor release only',
    shown: 'the same input at 0.42 differs by the image and by flags that the older release lacks',
  },
  'thanos-ruler': {
    kind: 'different',
    what: 'pods of a Ruler: probes, restricted contexts, rules and configurations in ConfigMaps, a digest of what a running Ruler does not notice',
    why: 'as all of our pods; who scrapes or asks a Ruler must find one that is ready',
    shown:
      'command lines (but for paths of files), images, claims and what the resource says of pods are compared; `test/query/ruler.test.ts` runs the real Rulers',
  },
  'partial-response': {
    kind: 'different',
    what: '`partial_response_strategy` of a rule group',
    why: "a rule that is evaluated on a part of the data records what is wrong and looks right: groups abort, which is upstream's default",
    shown: '`test/query/ruler.test.ts` takes a cluster away from a Ruler',
  },
} as const satisfies Reasons;
