import { matchesLabels, type LabelSelector } from './selector';

interface Labelled {
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Finds what a selector matches without looking at everything: an app of thousands of monitors has as many
 * Services, and asking each monitor about each Service would take their product.
 */
export class LabelIndex<T extends Labelled> {
  private static readonly cache = new WeakMap<readonly Labelled[], LabelIndex<Labelled>>();
  private readonly byPair = new Map<string, T[]>();

  /** The index of a list that does not change any more. */
  static of<T extends Labelled>(items: readonly T[]): LabelIndex<T> {
    const index = (LabelIndex.cache.get(items) as LabelIndex<T> | undefined) ?? new LabelIndex(items);
    LabelIndex.cache.set(items, index);
    return index;
  }

  private constructor(private readonly items: readonly T[]) {
    for (const item of items) {
      for (const [key, value] of Object.entries(item.labels)) {
        const pair = `${key}=${value}`;
        const bucket = this.byPair.get(pair);
        if (bucket === undefined) {
          this.byPair.set(pair, [item]);
        } else {
          bucket.push(item);
        }
      }
    }
  }

  /** In the order of the list. */
  matching(selector: LabelSelector): T[] {
    return this.candidates(selector).filter(({ labels }) => matchesLabels(selector, labels));
  }

  /** The fewest items among which all matches are. */
  private candidates({ matchLabels = {} }: LabelSelector): readonly T[] {
    return Object.entries(matchLabels)
      .map(([key, value]) => this.byPair.get(`${key}=${value}`) ?? [])
      .reduce<readonly T[]>(
        (fewest, bucket) => (bucket.length < fewest.length ? bucket : fewest),
        this.items,
      );
  }
}
