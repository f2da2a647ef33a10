import type { FileContext } from '../../http';
import type { GlobalConfig, Receiver as NativeReceiver } from '../../native/alertmanager';
import type { Where } from '../../problems';
import type { SecretKeySelector } from '../../references';
import { compact } from '../../values';
import { asWritten, inProps, type Words } from '../../versions';
import { checkDemands, type Demands } from './demands';

/** The native lists of a receiver: `slack_configs` and its like. */
export type NativeList = Exclude<keyof NativeReceiver, 'name' | 'labels'>;

/** One way to notify: how its props become native, and what Alertmanager demands of the result. */
export interface IntegrationKind {
  /** Reports what only the props can show. */
  checkProps(where: Where, props: object): void;

  /** The native form; references become files. */
  render(where: Where, props: object, context: FileContext): object;

  /**
   * Reports what Alertmanager would refuse, whoever wrote it.
   *
   * @param global stands in for what the integration leaves out
   */
  check(where: Where, native: object, global: GlobalConfig, words: Words): void;

  /** How its fields are called where it was written: props have names of their own. */
  wordsIn(words: Words): Words;
}

/** What makes a kind, in the terms of its props and of its native form. */
export interface KindSpec<Props, Native> {
  /** Native names of the props that are written as they are. */
  readonly fields: Readonly<Partial<Record<keyof Props & string, keyof Native & string>>>;

  /** Native names of the files of the secrets. */
  readonly secrets?: Readonly<Partial<Record<keyof Props & string, keyof Native & string>>>;

  /** What takes more than another name. */
  readonly rest?: (where: Where, props: Props, context: FileContext) => Partial<Native>;
  readonly checkProps?: (where: Where, props: Props) => void;
  readonly demands: Demands<Native>;
}

/** A kind by what makes it. Each has a file here, and a line in `kinds.ts`. */
export function defineKind<Props extends object, Native extends object>(
  spec: KindSpec<Props, Native>,
): IntegrationKind {
  const { fields, secrets = {}, demands } = spec;
  const propOf = new Map(
    Object.entries<string | undefined>({ ...fields, ...secrets }).map(([prop, native]) => [native, prop]),
  );
  const inOwnProps: Words = (field) => propOf.get(field) ?? inProps(field);
  return {
    checkProps(where, props) {
      spec.checkProps?.(where, props as Props);
    },
    render(where, props, context) {
      const given = props as Readonly<Record<string, unknown>>;
      const files = Object.entries<string | undefined>(secrets).map(([prop, native]) => [
        native,
        secretFile(where.at(prop), given[prop] as SecretKeySelector | undefined, context),
      ]);
      const plain = Object.entries<string | undefined>(fields).map(([prop, native]) => [native, given[prop]]);
      return compact<Record<string, unknown>>({
        ...(Object.fromEntries([...files, ...plain]) as Record<string, unknown>),
        ...spec.rest?.(where, props as Props, context),
      });
    },
    check(where, native, global, words) {
      checkDemands(where, native as Native, demands, global, this.wordsIn(words));
    },
    wordsIn: (words) => (words === asWritten ? words : inOwnProps),
  };
}

/** The file of a secret that may be absent. */
export function secretFile(
  where: Where,
  reference: SecretKeySelector | undefined,
  { files, referrer }: FileContext,
): string | undefined {
  return reference && files.secret(where, reference, referrer);
}
