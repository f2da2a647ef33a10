import type { Section } from '../catalogue';
import { each, since } from '../facts';
import { old } from './old';

/** Functions of the templates of notifications, besides those of Go. */
export const alertmanagerTemplateFunctions: Section = {
  ...each(old, 'join', 'match', 'reReplaceAll', 'safeHtml', 'stringSlice', 'title', 'toLower', 'toUpper'),
  ...each(since('0.28', '#3812'), 'date', 'tz'),
  ...each(since('0.28', '#3863'), 'humanizeDuration', 'since'),
  toJson: since('0.30', '#4773'),
  ...each(since('0.32', '#5093'), 'append', 'dict', 'list'),
  ...each(since('0.32', 'template/template.go of 0.32.3'), 'safeUrl', 'trimSpace', 'urlUnescape'),
  now: since('0.33', '#5188'),
  ...each(since('0.34', '#5327'), 'mustToDate', 'toDate'),
  ...each(since('0.34', 'template/template.go of 0.34.1'), 'base64decode', 'base64encode', 'routeLabels'),
};
