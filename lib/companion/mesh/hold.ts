import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/**
 * The id of the hold: always the same, so that a later one takes the place of a former one, and anybody sees what
 * it is. It is of this mesh alone, and never carried into another.
 */
export const HOLD_ID = '0c0d0c8a-8011-4f1d-8000-cd8520000000';

/** Milliseconds for which instances remember a hold that has ended. */
export const HOLD_REMEMBERED = 60_000;

/** Matches every alert: all have a name. */
const MATCHER = { type: 1 /* REGEXP */, name: 'alertname', pattern: '.+' } as const;

const COMMENT =
  'A rollout is moving this Alertmanager from one mesh to another. The former mesh notifies until it has ended; ' +
  'this silence ends by itself.';

export interface Hold {
  /** Milliseconds since 1970; an end that has come lifts the hold. */
  readonly until: number;
  readonly now: number;
}

/**
 * A silence on everything, as a state to push. It keeps a mesh from notifying while another one still does: two
 * meshes know nothing of each other's notifications.
 */
export function writeHold({ until, now }: Hold): Uint8Array {
  const matcher = new BinaryWriter()
    .tag(1, WireType.Varint)
    .int32(MATCHER.type)
    .tag(2, WireType.LengthDelimited)
    .string(MATCHER.name)
    .tag(3, WireType.LengthDelimited)
    .string(MATCHER.pattern)
    .finish();
  const silence = new BinaryWriter()
    .tag(1, WireType.LengthDelimited)
    .string(HOLD_ID)
    .tag(2, WireType.LengthDelimited)
    .bytes(matcher)
    .tag(3, WireType.LengthDelimited)
    .bytes(timestamp(Math.min(now, until)))
    .tag(4, WireType.LengthDelimited)
    .bytes(timestamp(until))
    .tag(5, WireType.LengthDelimited)
    .bytes(timestamp(now))
    .tag(8, WireType.LengthDelimited)
    .string('cdk8s-prometheus-rollout')
    .tag(9, WireType.LengthDelimited)
    .string(COMMENT)
    .finish();
  const meshSilence = new BinaryWriter()
    .tag(1, WireType.LengthDelimited)
    .bytes(silence)
    .tag(2, WireType.LengthDelimited)
    .bytes(timestamp(until + HOLD_REMEMBERED))
    .finish();
  const part = new BinaryWriter()
    .tag(1, WireType.LengthDelimited)
    .string('sil')
    .tag(2, WireType.LengthDelimited)
    .bytes(new BinaryWriter().bytes(meshSilence).finish())
    .finish();
  return new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(part).finish();
}

function timestamp(milliseconds: number): Uint8Array {
  const seconds = Math.floor(milliseconds / 1000);
  return new BinaryWriter()
    .tag(1, WireType.Varint)
    .int64(seconds)
    .tag(2, WireType.Varint)
    .int32(Math.round((milliseconds - seconds * 1000) * 1e6))
    .finish();
}
