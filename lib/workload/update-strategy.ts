import type { Where } from '../problems';
import { checkChoice, checkWholeNumber } from '../values';

/** How many pods may be missing while they are replaced, as a number or a percentage. */
export interface RollingUpdate {
  readonly maxUnavailable?: number | string;
}

/** How a change of the pods is rolled out. */
export interface UpdateStrategy {
  readonly type: 'RollingUpdate' | 'OnDelete';
  readonly rollingUpdate?: RollingUpdate;
}

/** Reports what the API server would refuse. */
export function checkUpdateStrategy(where: Where, strategy: UpdateStrategy | undefined): void {
  checkChoice(where.at('type'), strategy?.type, ['RollingUpdate', 'OnDelete']);
  const rolling = where.at('rollingUpdate');
  if (strategy?.type === 'OnDelete' && strategy.rollingUpdate !== undefined) {
    rolling.error({ code: 'contradiction', complaint: 'has no effect with "OnDelete"' });
  }
  const most = strategy?.rollingUpdate?.maxUnavailable;
  if (typeof most === 'number') {
    checkWholeNumber(rolling.at('maxUnavailable'), most, { least: 1 });
  } else if (most !== undefined && !/^([1-9]\d?|100)%$/.test(most)) {
    rolling.at('maxUnavailable').error({
      code: 'invalid-number',
      value: most,
      complaint: 'is neither a number nor a percentage',
      remedy: 'Write 1, or "25%".',
    });
  }
}
