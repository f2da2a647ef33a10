export { checkChoice } from './choice';
export { compact, type Loose } from './compact';
export { checkDuration, formatDuration, parseDuration } from './duration';
export { checkGoDuration, goDuration, parseGoDuration } from './go-duration';
export {
  checkDnsLabel,
  checkDnsSubdomain,
  checkNamespaceName,
  checkPortName,
  checkPortNumber,
  isConfigKey,
  isDnsLabel,
  isDnsSubdomain,
  isPortName,
} from './kubernetes-name';
export { checkAnnotations, checkKubernetesLabels } from './kubernetes-label';
export {
  checkLabelName,
  isLabelName,
  isMetricName,
  sanitizeLabelName,
  type NameValidationScheme,
} from './label';
export { GO_ESCAPES } from './go-escapes';
export { nearest } from './nearest';
export { checkWholeNumber } from './number';
export { readQuantity } from './quantity';
export { checkRegex, quoteRegex, regexFault } from './regex';
export { checkSize, parseSize } from './size';
export { checkUrl, checkUrlCredentials, checkUrlForm } from './url';
