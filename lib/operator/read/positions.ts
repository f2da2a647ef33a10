import type { Path } from '../schema';
import { readPlaces, type Place } from './places';

/**
 * The places of all values of a document.
 *
 * They are looked for only where somebody asks, which is when something is wrong: the text is read a second
 * time then. Most documents are never asked about.
 */
export class Positions {
  private found: Place | undefined;
  private starts: readonly number[] | undefined;

  constructor(
    private readonly text: string,
    private readonly firstLine: number,
  ) {}

  /** 1-based line of the file; of the nearest parent that is there. */
  line(path: Path): number {
    return this.firstLine + lastAtMost(this.lineStarts(), this.nearest(path).offset);
  }

  /** A scalar without quotes as it is written; undefined for everything else. */
  plain(path: Path): string | undefined {
    let place: Place | undefined = this.root();
    for (const key of path) {
      place = place.children.get(String(key));
      if (place === undefined) {
        return undefined;
      }
    }
    return place.plain;
  }

  /** Calls `visit` for each value below a path, with its place. */
  visit(below: Path, visit: (path: Path, place: Place) => void): void {
    const walk = (place: Place, path: Path): void => {
      visit(path, place);
      place.children.forEach((child, key) => walk(child, [...path, place.list ? Number(key) : key]));
    };
    walk(this.nearest(below), below);
  }

  private nearest(path: Path): Place {
    let place = this.root();
    for (const key of path) {
      const child = place.children.get(String(key));
      if (child === undefined) {
        break;
      }
      place = child;
    }
    return place;
  }

  private root(): Place {
    this.found ??= readPlaces(this.text);
    return this.found;
  }

  private lineStarts(): readonly number[] {
    if (this.starts === undefined) {
      const starts = [0];
      for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) {
        starts.push(at + 1);
      }
      this.starts = starts;
    }
    return this.starts;
  }
}

/** Index of the last number that is not above a limit, in numbers that grow. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? Infinity) <= limit) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}
