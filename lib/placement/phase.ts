import { posix } from 'node:path';
import XXH from 'xxhashjs';

/** Programs that evaluate rules. */
export type RuleEvaluator = 'prometheus' | 'thanos';

/**
 * At which moment of its interval a rule group is evaluated, in nanoseconds: evaluations are at whole intervals since 1970 and
 * this. Both programs take it from a hash of the group's name and file, so that it is known before they run.
 *
 * How labels are hashed depends on how a program was built, and no release promises it: tests ask the real programs.
 *
 * @param file path of the rule file as the program has it; of a Ruler that of its copy, see {@link rulerFile}
 * @param interval in milliseconds
 */
export function rulePhase(program: RuleEvaluator, file: string, group: string, interval: number): bigint {
  return xxhash64(ENCODINGS[program](file, group)) % (BigInt(interval) * 1_000_000n);
}

/** Where a Thanos Ruler keeps the copy of a rule file that it evaluates: one whose groups abort where a shard is missing. */
export function rulerFile(dataDir: string, ruleFile: string): string {
  return posix.join(dataDir, '.tmp-rules', 'ABORT', ruleFile);
}

/** The hash, as a number without a sign. */
export function xxhash64(bytes: Buffer): bigint {
  return BigInt(`0x${XXH.h64(bytes, 0).toString(16)}`);
}

/** The label set `{file, name}` as the label sets of the programs are hashed. */
const ENCODINGS: Readonly<Record<RuleEvaluator, (file: string, group: string) => Buffer>> = {
  /** Built as upstream builds it: strings behind their lengths. */
  prometheus: (file, group) => Buffer.concat(['file', file, 'name', group].map(withLength)),
  /** Built with the tag `slicelabels`: strings with a byte behind each that is in no UTF-8. */
  thanos: (file, group) =>
    Buffer.concat(
      ['file', file, 'name', group].map((text) => Buffer.concat([Buffer.from(text), Buffer.from([0xff])])),
    ),
};

/** One byte of length, or a mark and three. */
function withLength(text: string): Buffer {
  const bytes = Buffer.from(text);
  const { length } = bytes;
  const size = length < 255 ? [length] : [255, length & 255, (length >> 8) & 255, (length >> 16) & 255];
  return Buffer.concat([Buffer.from(size), bytes]);
}
