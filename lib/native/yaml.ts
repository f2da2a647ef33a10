import {
  DEFAULT_SCALAR_STYLE_RULES as RULES,
  dump,
  DUMP_SCHEMA,
  mapTag,
  SCALAR_STYLE,
  strTag,
  type DumpOptions,
} from 'js-yaml';
import { isPlainObject } from './plain-object';

type ScalarLayout = Parameters<NonNullable<DumpOptions['scalarStyleRules']>[number]>[0];

const OPTIONS: DumpOptions = {
  schema: DUMP_SCHEMA.withTags({ ...mapTag, identify: isPlainObject }),
  lineWidth: -1,
  quoteStyle: 'double',
  // Objects that appear twice are written twice: anchors would make a small change a large diff.
  noRefs: true,
  // The first that chooses decides; the last one quotes what the chosen style cannot hold.
  scalarStyleRules: [
    tabsInBlocks,
    quoteAmbiguous,
    RULES.doubleQuoteForInvisibles,
    RULES.doubleQuoteWhitespaceOnly,
    RULES.tryLongOrMultilineAsBlock,
    singleQuotesAroundDouble,
    RULES.quoteInvalidPlain,
    RULES.fallbackToDoubleQuoted,
  ],
};

/**
 * Writes native configuration as YAML, in the way in which cdk8s writes the manifests around it: lines are not
 * folded, text of several lines is a block, and a string that a reader of YAML 1.1 or 1.2 would take for
 * something else is quoted (docs/adr/0009-js-yaml-writes.md).
 *
 * @throws {YAMLException} where a value is not plain data
 */
export function renderYaml(value: unknown): string {
  return dump(value, OPTIONS);
}

/** What breaks lines or is not seen: the library quotes it, except for the tab. */
const INVISIBLE = /[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]/;

/**
 * Expressions that are indented by tabs are read by people too: a block, where the library would quote. Not
 * where a tab comes before all text: readers in Go expect the indentation of the block there.
 */
function tabsInBlocks(layout: ScalarLayout): void {
  const { value } = layout.node;
  const tabbed = value.includes('\t') && value.includes('\n') && !/^[ \n]*\t/.test(value);
  if (tabbed && !layout.isKey && !INVISIBLE.test(value)) {
    layout.style = SCALAR_STYLE.LITERAL_BLOCK;
  }
}

/** Some readers are more generous than the library: with numbers, dates, and a marker as the first key. */
const GENEROUSLY_READ = /^(?:[-+]?[\d_]*\.?[\d_]*(?:e[-+]?\d+)?$|\d{4}-\d\d?-\d\d?|(?:---|\.\.\.)(?:\s|$))/i;

function quoteAmbiguous(layout: ScalarLayout): void {
  const { tag, value } = layout.node;
  if (tag === strTag.tagName && !value.includes('\n') && GENEROUSLY_READ.test(value)) {
    layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
  }
}

/** Matchers are full of quotes, which would all be escaped. */
function singleQuotesAroundDouble(layout: ScalarLayout): void {
  const { value } = layout.node;
  const plain = (layout.allowedStylesMask & (1 << SCALAR_STYLE.PLAIN)) !== 0;
  if (layout.style === SCALAR_STYLE.PLAIN && !plain && value.includes('"') && !value.includes("'")) {
    layout.style = SCALAR_STYLE.SINGLE_QUOTED;
  }
}
