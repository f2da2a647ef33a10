import type { Section } from '../catalogue';
import { each, since } from '../facts';
import { old } from './old';

/** Functions of the templates in alerting rules, besides those of Go. */
export const prometheusTemplateFunctions: Section = {
  ...each(
    old,
    'args',
    'externalURL',
    'first',
    'graphLink',
    'humanize',
    'humanize1024',
    'humanizeDuration',
    'humanizePercentage',
    'humanizeTimestamp',
    'label',
    'match',
    'now',
    'parseDuration',
    'pathPrefix',
    'query',
    'reReplaceAll',
    'safeHtml',
    'sortByLabel',
    'stripDomain',
    'stripPort',
    'strvalue',
    'tableLink',
    'title',
    'toDuration',
    'toLower',
    'toTime',
    'toUpper',
    'value',
  ),
  urlQueryEscape: since('3.8', '#17403'),
};
