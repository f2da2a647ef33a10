import type { Condition, Outcome, Step } from '../rollout';

const CONDITIONS: readonly Condition[] = [
  'absent',
  'ending',
  'failing',
  'starting',
  'unreachable',
  'behind',
  'conflict',
  'apart',
  'bare',
  'whole',
];

const PREFIX = 'alertmanager_rollout';

/** What a controller has seen and done, for Prometheus. */
export class Metrics {
  private step: Step | undefined;
  private lookedAt: number | undefined;
  private evictions = 0;
  private halted = false;

  look(step: Step, now: number): void {
    this.step = step;
    this.lookedAt = now;
    this.evictions += step.action.kind === 'evict' ? 1 : 0;
    this.halted = step.action.kind === 'halt';
  }

  outcome({ kind }: Outcome): void {
    this.halted = kind === 'halted';
  }

  /** Milliseconds since 1970 of the last look that was answered. */
  get lastLook(): number | undefined {
    return this.lookedAt;
  }

  /** In Prometheus's text format. */
  render(entries: number): string {
    const instances = this.step?.assessments ?? [];
    return [
      ...family('instance_condition', 'gauge', '1 for the condition that an instance is in.'),
      ...instances.flatMap(({ instance: { name }, condition }) =>
        CONDITIONS.map((each) =>
          line('instance_condition', each === condition ? 1 : 0, { instance: name, condition: each }),
        ),
      ),
      ...family('instance_current', 'gauge', 'Whether an instance is of the revision of its StatefulSet.'),
      ...instances.map(({ instance: { name }, current }) =>
        line('instance_current', current ? 1 : 0, { instance: name }),
      ),
      ...family('halted', 'gauge', 'Whether a rollout has stopped at an instance that does not get whole.'),
      line('halted', this.halted ? 1 : 0),
      ...family('evictions_total', 'counter', 'Pods that were asked to go.'),
      line('evictions_total', this.evictions),
      ...family('copied_entries', 'gauge', 'Silences and log entries in the copy of the mesh.'),
      line('copied_entries', entries),
      ...family('last_look_timestamp_seconds', 'gauge', 'When everything was looked at last.'),
      line('last_look_timestamp_seconds', (this.lookedAt ?? 0) / 1000),
      '',
    ].join('\n');
  }
}

function family(name: string, type: 'gauge' | 'counter', help: string): string[] {
  return [`# HELP ${PREFIX}_${name} ${help}`, `# TYPE ${PREFIX}_${name} ${type}`];
}

function line(name: string, value: number, labels: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${text}"`);
  return `${PREFIX}_${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
}
