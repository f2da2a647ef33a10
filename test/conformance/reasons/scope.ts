import type { Reasons } from './reason';

/** What there is nothing of ours to compare with. */
export const SCOPE_REASONS = {
  'cluster-content': {
    kind: 'out of reach',
    what: 'Secrets and keys that are missing in the cluster, and certificates in them that are none',
    why: 'a synth does not see the cluster; a Secret of a monitor that is missing keeps its own job from working, and nothing else',
    shown: 'the verdict of the operator names the content',
  },
  'embedded-generator': {
    kind: 'out of reach',
    what: 'certificates inlined into the configuration',
    why: 'an option for projects that embed the generator; no resource switches it on',
    shown: '—',
  },
  'other-api-server': {
    kind: 'out of reach',
    what: '`apiserverConfig`',
    why: 'Prometheus runs in the cluster that it looks at; another one is a ScrapeConfig with an `apiServer`',
    shown: '—',
  },
  'image-parts': {
    kind: 'out of reach',
    what: 'parts of an image that make no reference by themselves',
    why: 'the tests call one function of the operator, which elsewhere passes its defaults in, as we do; what is no reference is found by the kubelet',
    shown: 'parts that make one give the same reference',
  },
  'operator-flags': {
    kind: 'out of reach',
    what: 'flags of the operator itself: where its images are',
    why: 'there is no operator; `image` says it of each resource',
    shown: '—',
  },
  'field-without-prop': {
    kind: 'out of reach',
    what: '`listenLocal`, `disableCompaction` and the like',
    why: 'there is no prop for them: the field is refused by name, and `additionalArgs` and `podSpec` say the same',
    shown: 'the case is refused by name',
  },
} as const satisfies Reasons;
