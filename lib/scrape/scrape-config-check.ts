import type { Where } from '../problems';
import { checkMonitorRules } from '../rules';
import { checkChoice, checkDuration } from '../values';
import { checkClassified, checkSharded, checkEndpoint, checkFormat, checkLimits } from './common-check';
import type { ScrapeConfigProps } from './scrape-config';
import { endpointOf } from './scrape-config-endpoint';
import { checkDiscoveries } from './sd';

/** Reports what is wrong with a ScrapeConfig whoever selects it. */
export function checkScrapeConfig(where: Where, props: ScrapeConfigProps): void {
  checkDiscoveries(where, props);
  checkEndpoint(where, endpointOf(props));
  checkDuration(where.at('scrapeInterval'), props.scrapeInterval);
  checkClassified(where, props);
  checkSharded(where, props);
  checkMonitorRules(where.at('rules'), props.rules);
  checkLimits(where, props);
  checkFormat(where, props);
  checkNames(where, props);
}

function checkNames(where: Where, { nameValidationScheme, nameEscapingScheme }: ScrapeConfigProps): void {
  checkChoice(where.at('nameValidationScheme'), nameValidationScheme, ['UTF8', 'Legacy']);
  checkChoice(where.at('nameEscapingScheme'), nameEscapingScheme, [
    'AllowUTF8',
    'Underscores',
    'Dots',
    'Values',
  ]);
  if (nameValidationScheme === 'Legacy' && nameEscapingScheme === 'AllowUTF8') {
    where.at('nameEscapingScheme').error({
      code: 'contradiction',
      value: nameEscapingScheme,
      complaint: 'asks for names that nameValidationScheme "Legacy" refuses',
      remedy: 'Choose Underscores, Dots or Values.',
    });
  }
}
