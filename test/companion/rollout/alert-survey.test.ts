import { AlertSurvey } from '../../../lib/companion/rollout/alert-survey';
import type { ActiveAlert, PodLook } from '../../../lib/companion/rollout';

const SIGNAL = new AbortController().signal;

describe('what a pod is to be told of alerts', () => {
  const fresh = pod('fresh', 5);
  const elders = [pod('elder-0', 3600), pod('elder-1', 3600)];
  let shown: Record<string, readonly string[]>;
  let asked: string[];
  let now: number;
  let survey: AlertSurvey;

  beforeEach(() => {
    shown = { fresh: [], 'elder-0': ['a', 'b'], 'elder-1': ['b', 'c'] };
    asked = [];
    now = Date.UTC(2026, 10, 26);
    const alerts = async ({ name }: PodLook): Promise<ActiveAlert[]> => {
      asked.push(name);
      return Promise.resolve((shown[name] ?? []).map(alert));
    };
    survey = new AlertSurvey({ alerts }, { now: () => now, sleep: async () => Promise.resolve() });
  });

  async function due(fellows: readonly PodLook[] = elders): Promise<object[]> {
    survey.startLook();
    return survey.due(fresh, fellows, SIGNAL);
  }

  test('is what is active with all of its fellows', async () => {
    expect(await due()).toEqual([alert('b')]);
  });

  test('is the end of what ended while it was on its way', async () => {
    survey.told(fresh, [alert('b')]);
    shown = { fresh: ['b'], 'elder-0': ['a'], 'elder-1': ['c'] };
    expect(await due()).toEqual([
      { fingerprint: 'b', body: { name: 'b', endsAt: '2026-11-26T00:00:00.000Z' } },
    ]);
  });

  test('is not the end of what one of its fellows still has, or those have lost who came after it', async () => {
    survey.told(fresh, [alert('b')]);
    shown = { fresh: ['b'], 'elder-0': [], 'elder-1': ['b'] };
    expect(await due()).toEqual([]);
    now += 10_000;
    shown = { fresh: ['b'], 'elder-0': [] };
    expect(await due([pod('elder-0', 1)])).toEqual([]);
  });

  test('is nothing new after the second time, which is for what came meanwhile', async () => {
    survey.told(fresh, []);
    survey.told(fresh, []);
    expect(await due()).toEqual([]);
  });

  test('is not asked for again at once, where there was nothing, and each is asked once in a look', async () => {
    shown = {};
    expect(await due()).toEqual([]);
    expect(await due()).toEqual([]);
    expect(asked).toEqual(['fresh', 'elder-0', 'elder-1']);

    now += 5_000;
    survey.startLook();
    await survey.due(fresh, elders, SIGNAL);
    await survey.due(elders[0]!, [fresh], SIGNAL);
    expect(asked).toHaveLength(6);
  });

  test('is nothing where its alerts have come from their sources', async () => {
    expect(await survey.due(pod('fresh', 120), elders, SIGNAL)).toEqual([]);
    expect(asked).toEqual([]);
  });
});

function alert(name: string): ActiveAlert {
  return { fingerprint: name, body: { name } };
}

function pod(name: string, age: number): PodLook {
  const settings = { web: { scheme: 'http', port: 9093, prefix: '' }, startDelay: 0 } as const;
  return { name, uid: name, revision: 'r', age, ending: false, ready: true, settings };
}
