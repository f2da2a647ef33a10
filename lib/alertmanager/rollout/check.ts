import type { Where } from '../../problems';
import { checkAnnotations, checkChoice, checkGoDuration } from '../../values';
import type { Rollout } from './props';

/** Reports what is wrong with a way to roll. */
export function checkRollout(where: Where, props: Rollout): void {
  const { mode, deadline } = props;
  // Types do not hold in plain JavaScript.
  const { store, onFailure }: { readonly store?: string; readonly onFailure?: string } = props;
  checkChoice(where.at('mode'), mode, ['Job', 'Controller']);
  checkGoDuration(where.at('deadline'), deadline, { positive: true });
  checkAnnotations(where.at('annotations'), props.annotations);
  if (mode === 'Job') {
    checkChoice(where.at('onFailure'), onFailure, ['halt', 'rollback']);
  }
  if (mode === 'Controller') {
    checkChoice(where.at('store'), store, ['Secret', 'none']);
  }
  if (mode === 'Job' && store !== undefined) {
    where.at('store').error({
      code: 'contradiction',
      value: store,
      complaint: 'is of no use to a Job, which ends: only a controller keeps a copy',
      remedy: "Leave it out, or set `mode: 'Controller'`.",
    });
  }
  if (mode === 'Controller' && onFailure !== undefined) {
    where.at('onFailure').error({
      code: 'contradiction',
      value: onFailure,
      complaint: 'is not for a controller: it stops, and goes on when the StatefulSet is changed',
      remedy: "Leave it out, or set `mode: 'Job'`.",
    });
  }
  if (props.image?.trim() === '') {
    where
      .at('image')
      .error({ code: 'incomplete', value: props.image, complaint: 'is no reference of an image' });
  }
}
