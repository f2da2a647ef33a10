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
    what: 'no file of a web server or of TLS between peers where there is nothing to say',
    why: 'neither program needs one',
    shown: 'the flag is missing as well',
  },
  'reloader-of-files': {
    kind: 'different',
    what: 'no `init-config-reloader`; `config-reloader` watches what is mounted',
    why: 'the configuration needs no unpacking, and no variables of the environment are put into it',
    shown: '`test/e2e/alertmanager-mesh.test.ts` runs it beside real Alertmanagers',
  },
  'no-mesh-of-one': {
    kind: 'different',
    what: 'a single Alertmanager has no flags, ports and variables of a mesh',
    why: 'it does not listen for peers, so that the operator says them to nobody',
    shown: `only where \`--cluster.listen-address=\` is empty on both sides; ${REST}`,
  },
  'peers-by-one-name': {
    kind: 'different',
    what: 'peers are found by the name of the headless Service, not by that of each pod',
    why: 'a change of `replicas` does not change the pods, and so restarts nobody (ADR 0005)',
    shown:
      'only the own peers go, further ones are compared; `test/alertmanager/mesh.test.ts` grows and shrinks a mesh of real processes',
  },
  'mesh-port-names': {
    kind: 'different',
    what: 'the ports of the mesh are called `tcp-mesh` and `udp-mesh`',
    why: 'as the Service of the operator calls them, and as meshes of services expect it',
    shown: 'numbers and protocols are compared',
  },
  'sooner-not-ready': {
    kind: 'different',
    what: 'how long an Alertmanager may not answer before it counts as not ready',
    why: 'Prometheus sends to every instance by its own name, so that a pod that hangs is told by its readiness alone; no delay is needed, since it listens only when it is up',
    shown: 'path, port and scheme of each probe are compared',
  },
  'crd-defaults': {
    kind: 'different',
    what: 'the name of the port, the retention, the label of the mesh, the volume of the data, the memory that is asked for',
    why: 'the tests call a function of the operator with what the API server, or another function, has not filled in yet',
    shown: 'the cases in which they are filled in are equal in them',
  },
  'seconds-of-timeout': {
    kind: 'different',
    what: '`--web.timeout` with a unit',
    why: 'the operator writes a number alone, with which Alertmanager does not start: a bug, not copied',
    shown: 'the number is compared',
  },
  'parallel-mesh': {
    kind: 'different',
    what: '`podManagementPolicy: OrderedReady` is not kept for Alertmanagers',
    why: 'instances of a mesh look for each other when they start',
    shown: `the import says so in a warning; ${REST}`,
  },
  'handed-over': {
    kind: 'different',
    what: 'with `OnDelete` an Alertmanager waits before it notifies, and writes its state every minute',
    why: 'somebody replaces the pods one by one and hands over what they missed',
    shown: `only these two flags, and only with \`OnDelete\`; ${REST}`,
  },
  'size-of-silences': {
    kind: 'different',
    what: '`--silences.max-silence-size-bytes` for `limits.maxPerSilenceBytes`',
    why: 'no release of Alertmanager has the flag that the operator writes, and it does not start: a bug, not copied',
    shown:
      'the number is compared; Alertmanager 0.28, 0.32, 0.33 and 0.34 know the one flag and not the other',
  },
  'verified-peers': {
    kind: 'different',
    what: 'peers whose authority is named must show a certificate',
    why: 'with an authority and without a way to ask for certificates, as the operator writes it, Alertmanager does not start: a bug, not copied',
    shown: 'only `client_auth_type` differs, and only where the resource names an authority and no type',
  },
  'configuration-in-its-secret': {
    kind: 'different',
    what: "a configuration of Alertmanager that nothing is added to stays in the user's Secret",
    why: 'the operator copies it into another one; pods can mount it where it is, and its other keys beside it',
    shown: 'the Secret that the pods mount has what the operator generates',
  },
  'no-configuration': {
    kind: 'different',
    what: 'an Alertmanager without any configuration waits for it',
    why: 'the operator starts one that notifies nobody, which looks as if all were well',
    shown:
      'the pods mount the Secret that is missing, and a warning says so; `docs/import.md` has the way to none',
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
