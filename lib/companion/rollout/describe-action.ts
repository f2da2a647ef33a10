import type { Action } from './action';

const HELD_WHY = {
  'former-mesh': 'the former mesh still sends them',
  'last-word': 'it is replaced next, and nobody else would know of them',
} as const;

/** What is being done, in a line. */
export function describeAction(action: Action): string {
  switch (action.kind) {
    case 'wait':
      return action.instance === undefined
        ? `waiting: ${action.reason}`
        : `waiting for ${action.instance}: ${action.reason}`;
    case 'bring-state':
      return `bringing silences and log entries to ${action.to.join(', ')}`;
    case 'tell-departure':
      return `telling ${action.to.join(', ')} that ${action.node.name} at ${action.node.address} is gone`;
    case 'hold':
      return `holding back notifications of ${action.instances.join(', ')}: ${HELD_WHY[action.why]}`;
    case 'release':
      return `${action.instances.join(', ')} may notify: the former mesh has ended`;
    case 'bring-alerts':
      return `bringing active alerts to ${action.to}`;
    case 'evict':
      return `replacing ${action.instance} (${action.reason})`;
    case 'restore-revision':
      return `bringing revision ${action.revision} back: ${action.reason}`;
    case 'halt':
      return `stopped (${action.reason}): ${action.message}`;
    case 'done':
      return 'all instances are whole and of the revision that they should be';
  }
}
