import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, type Event, type ScalarEvent } from 'js-yaml';
import { fieldName } from './kubectl-yaml';
import { PARSER_OPTIONS } from './parser-options';

/** Where a value is in the text of its document, and where those in it are. */
export interface Place {
  /** Of the key, where it is the value of one. */
  readonly offset: number;

  /** A scalar without quotes, as it is written. */
  readonly plain?: string;

  /** Its key, where that has no quotes, as it is written. */
  readonly key?: string;

  /** Whether the keys of the children are the indexes of a list. */
  readonly list: boolean;
  readonly children: ReadonlyMap<string, Place>;
}

/** Places in the text of a document; of a broken one, only its start. */
export function readPlaces(text: string): Place {
  try {
    return new Reader(text, parseEvents(text, PARSER_OPTIONS)).document();
  } catch {
    return { offset: 0, list: false, children: NONE };
  }
}

const NONE: ReadonlyMap<string, Place> = new Map();

/** Follows the events of a parser, which name no paths. */
class Reader {
  private readonly anchors = new Map<string, Place>();
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly events: readonly Event[],
  ) {}

  document(): Place {
    const first = this.events[this.at];
    if (first?.type === EVENT_ID.DOCUMENT) {
      this.at++;
    }
    return this.value();
  }

  private value(): Place {
    const event = this.events[this.at++];
    switch (event?.type) {
      case EVENT_ID.SCALAR: {
        const place = { offset: event.valueStart, list: false, children: NONE, ...this.plain(event) };
        return this.anchored(event, place);
      }
      case EVENT_ID.SEQUENCE:
        return this.anchored(event, { offset: event.start, list: true, children: this.items() });
      case EVENT_ID.MAPPING:
        return this.anchored(event, { offset: event.start, list: false, children: this.fields() });
      case EVENT_ID.ALIAS: {
        const anchor = this.anchors.get(this.text.slice(event.anchorStart, event.anchorEnd));
        return { list: false, children: NONE, ...anchor, offset: event.anchorStart };
      }
      case EVENT_ID.DOCUMENT:
      case EVENT_ID.POP:
      case undefined:
        this.at--; // the end of what is around it
        return { offset: 0, list: false, children: NONE };
    }
  }

  private items(): Map<string, Place> {
    const items = new Map<string, Place>();
    while (this.more()) {
      items.set(String(items.size), this.value());
    }
    return items;
  }

  private fields(): Map<string, Place> {
    const fields = new Map<string, Place>();
    while (this.more()) {
      const event = this.events[this.at];
      const key = this.value();
      const value = this.value();
      if (event?.type === EVENT_ID.SCALAR) {
        const name = key.plain === undefined ? getScalarValue(this.text, event) : fieldName(key.plain);
        const written = key.plain === undefined ? {} : { key: key.plain };
        fields.set(name, { ...value, ...written, offset: key.offset });
      }
    }
    return fields;
  }

  /** Whether there is something before the end of a list or an object; the end is passed over. */
  private more(): boolean {
    const event = this.events[this.at];
    if (event === undefined || event.type === EVENT_ID.POP) {
      this.at++;
      return false;
    }
    return true;
  }

  private plain(event: ScalarEvent): { plain?: string } {
    const untagged = event.tagStart === -1 && event.style === SCALAR_STYLE.PLAIN;
    return untagged && event.valueStart >= 0 ? { plain: getScalarValue(this.text, event) } : {};
  }

  private anchored(event: { anchorStart: number; anchorEnd: number }, place: Place): Place {
    if (event.anchorStart >= 0) {
      this.anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), place);
    }
    return place;
  }
}
