import { compact } from '../../values';
import type { VectorMatching } from '../ast';
import type { Token } from '../lexer';
import { readLabels } from './labels';
import { isNumberToken, readNumber, signed } from './literals';
import type { Reader } from './reader';

/** What may stand between a binary operator and its right side. */
export interface BinaryModifiers {
  readonly bool: boolean;
  readonly matching: VectorMatching;
}

type Fill = VectorMatching['fill'];

const NO_FILL: Fill = Object.freeze({});
const NO_LABELS: readonly string[] = Object.freeze([]);
const DEFAULT_MATCHING: VectorMatching = Object.freeze({
  card: 'one-to-one',
  on: false,
  labels: NO_LABELS,
  include: NO_LABELS,
  fill: NO_FILL,
});
const NO_MODIFIERS: BinaryModifiers = { bool: false, matching: DEFAULT_MATCHING };

export function readBinaryModifiers(reader: Reader): BinaryModifiers {
  const { tokens } = reader;
  if (tokens.next.kind !== 'keyword') {
    return NO_MODIFIERS;
  }
  const bool = tokens.acceptWord('bool') !== undefined;
  const clause = tokens.acceptWord('on') ?? tokens.acceptWord('ignoring');
  const labels = clause === undefined ? NO_LABELS : readLabels(reader, clause.text);
  const group = clause === undefined ? undefined : readGroup(reader);
  return {
    bool,
    matching: Object.freeze({
      card: group?.card ?? 'one-to-one',
      on: clause?.word === 'on',
      labels,
      include: group?.include ?? NO_LABELS,
      fill: readFill(reader),
    }),
  };
}

function readGroup(reader: Reader): Pick<VectorMatching, 'card' | 'include'> | undefined {
  const { tokens } = reader;
  const group = tokens.acceptWord('group_left') ?? tokens.acceptWord('group_right');
  if (group === undefined) {
    return undefined;
  }
  return {
    card: group.word === 'group_left' ? 'many-to-one' : 'one-to-many',
    include: tokens.next.kind === '(' ? readLabels(reader, group.text) : NO_LABELS,
  };
}

/** `fill(0)`, or `fill_left(0)` and `fill_right(0)` in any order. */
function readFill(reader: Reader): Fill {
  const { tokens } = reader;
  const both = tokens.acceptWord('fill');
  if (both !== undefined) {
    const value = readFillValue(reader, both);
    return Object.freeze({ lhs: value, rhs: value });
  }
  const first = tokens.acceptWord('fill_left') ?? tokens.acceptWord('fill_right');
  if (first === undefined) {
    return NO_FILL;
  }
  const value = readFillValue(reader, first);
  const second = tokens.acceptWord(first.word === 'fill_left' ? 'fill_right' : 'fill_left');
  const other = second === undefined ? undefined : readFillValue(reader, second);
  const [lhs, rhs] = first.word === 'fill_left' ? [value, other] : [other, value];
  return Object.freeze(compact<Fill>({ lhs, rhs }));
}

function readFillValue(reader: Reader, modifier: Token): number {
  const { tokens } = reader;
  const context = `in ${modifier.text}`;
  reader.gate('fill', modifier, modifier.text);
  tokens.expect('(', '"("', context);
  const sign = tokens.accept('-') ?? tokens.accept('+');
  if (!isNumberToken(tokens.next)) {
    tokens.fail('a number', context);
  }
  const literal = readNumber(reader, tokens.take());
  tokens.expect(')', '")"', context);
  return sign === undefined ? literal.value : signed(sign, literal).value;
}
