import type { RelabelAction, RelabelConfig } from '../native/prometheus';
import { regexFault } from '../values';
import { anchored, expression, type Expression } from './expression';

/** A relabeling with all that Prometheus adds to it. */
export interface Rule {
  readonly action: RelabelAction;
  readonly sourceLabels: readonly string[];
  readonly separator: string;
  readonly targetLabel: string;
  readonly expression: Expression;
  readonly replacement: string;
  readonly modulus: bigint;
}

/** A relabeling that Prometheus would not load. */
export class RelabelError extends Error {
  constructor(
    readonly config: RelabelConfig,
    readonly complaint: string,
  ) {
    super(`relabeling ${JSON.stringify(config)} ${complaint}`);
    this.name = 'RelabelError';
  }
}

const ACTIONS: ReadonlySet<string> = new Set<RelabelAction>([
  'replace',
  'lowercase',
  'uppercase',
  'keep',
  'drop',
  'keepequal',
  'dropequal',
  'hashmod',
  'labelmap',
  'labeldrop',
  'labelkeep',
]);

/** Actions that say nothing without a label to write or to compare with. */
const NEED_TARGET: ReadonlySet<RelabelAction> = new Set([
  'replace',
  'lowercase',
  'uppercase',
  'keepequal',
  'dropequal',
  'hashmod',
]);

/**
 * Defaults are filled in. Configurations that people wrote by hand have actions in any case.
 *
 * @throws {RelabelError} where nothing could be done by it
 */
export function rule(config: RelabelConfig): Rule {
  const action = (config.action ?? 'replace').toLowerCase();
  if (!isAction(action)) {
    throw new RelabelError(config, `has the unknown action "${action}"`);
  }
  const targetLabel = config.target_label ?? '';
  if (targetLabel === '' && NEED_TARGET.has(action)) {
    throw new RelabelError(config, `lacks the target_label that "${action}" needs`);
  }
  return {
    action,
    sourceLabels: config.source_labels ?? [],
    separator: text(config.separator ?? ';'),
    targetLabel,
    expression: compile(config),
    replacement: text(config.replacement ?? '$1'),
    modulus: modulus(config, action),
  };
}

/** YAML makes numbers and booleans of what Prometheus reads as text. */
function text(value: unknown): string {
  return String(value);
}

function isAction(text: string): text is RelabelAction {
  return ACTIONS.has(text);
}

function compile(config: RelabelConfig): Expression {
  const pattern = text(config.regex ?? '(.*)');
  const fault = regexFault(anchored(pattern));
  if (fault !== undefined) {
    throw new RelabelError(config, `has a regex that RE2 refuses: ${fault}`);
  }
  return expression(pattern);
}

function modulus(config: RelabelConfig, action: RelabelAction): bigint {
  const value = config.modulus ?? 0;
  if (action === 'hashmod' && !(Number.isInteger(value) && value > 0)) {
    throw new RelabelError(config, 'lacks the modulus that "hashmod" needs: a whole number above zero');
  }
  return BigInt(Number.isInteger(value) ? value : 0);
}
