import { LARGEST_JOINABLE_STATE, pull, push } from '../../../lib/companion/mesh';
import { eventually } from '../../cluster/wait';
import { describeWith } from '../../support/programs';
import { Alertmanagers, type Instance } from './alertmanagers';
import { fullState, logEntry } from './entries';

const MEBI = 1024 * 1024;

/** Bytes of one entry. */
const ENTRY = MEBI / 4;

const DEADLINE = { deadline: 60_000 };

/** Why preflight refuses what it does: with a state that large, an instance that starts holds nothing. */
describeWith(['alertmanager'], 'the newest Alertmanager, when it starts with a peer', () => {
  let alertmanagers: Alertmanagers;

  beforeAll(async () => {
    alertmanagers = await Alertmanagers.prepare();
  });

  afterAll(async () => {
    await alertmanagers.stop();
  });

  test('joins one that holds a little less than the limit', async () => {
    const joiner = await besideOneWith(LARGEST_JOINABLE_STATE - MEBI, '127.87.1.1', '127.87.1.2');
    await eventually('both to be one mesh', async () => (await members(joiner)) === 2, DEADLINE);
    await eventually(
      'the state',
      async () => (await pull(joiner.endpoint)).state.bytes.length > LARGEST_JOINABLE_STATE - 2 * MEBI,
      DEADLINE,
    );
  }, 120_000);

  test('learns nothing of one that holds more, though they may see each other', async () => {
    const joiner = await besideOneWith(LARGEST_JOINABLE_STATE + MEBI, '127.87.1.3', '127.87.1.4');
    await eventually('the refusal', () => joiner.process.log(100).includes('exceeds limit'), DEADLINE);
    expect((await pull(joiner.endpoint)).state.table.size).toBe(0);
  }, 120_000);

  /** @returns the one that starts last */
  async function besideOneWith(bytes: number, holder: string, joiner: string): Promise<Instance> {
    const first = await alertmanagers.start({ name: 'holder', address: holder });
    const at = Date.now() - 60_000;
    const count = Math.floor(bytes / ENTRY);
    for (let i = 0; i < count; i += 1) {
      const extra = String(i % 10).repeat(ENTRY);
      await push(first.endpoint, [
        fullState({ nfl: [logEntry({ group: `{}:{i="${i}"}`, at, expires: at + 3_600_000, extra })] }),
      ]);
    }
    await eventually(
      'it to hold all of them',
      async () => (await pull(first.endpoint)).state.table.size === count,
      DEADLINE,
    );
    return alertmanagers.start({ name: 'joiner', address: joiner, peers: [holder] });
  }
});

async function members({ endpoint }: Instance): Promise<number> {
  const { nodes } = await pull(endpoint);
  return nodes.filter(({ state }) => state === 'alive').length;
}
