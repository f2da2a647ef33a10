/** Texts that the real promtool is asked about as well (upstream.test.ts). */
interface Samples {
  readonly valid: readonly string[];
  readonly invalid: readonly string[];
}

export const DURATIONS: Samples = {
  valid: ['0', '0s', '1ms', '1m30s', '1y2w3d4h5m6s7ms', '292y', '106751d', '007s'],
  invalid: ['1', '1.5h', '1m1h', '1us', '-1s', '293y', '292y999d'],
};

export const SIZES: Samples = {
  valid: ['0', '512MB', '512MiB', '1GB512MB', '1.5GB', '.5GiB', '1.GB', '100B'],
  invalid: ['1', '1kB', '512', '10 GB', '1GiB512MB', '5Gi', '1GB512', '100EB'],
};

export const REGEXES: Samples = {
  valid: [
    '(?i)prod|staging',
    '(?P<zone>[a-z]+)-(?<rack>\\d+)',
    '[[:alpha:]_]+',
    '\\p{Greek}',
    'a{1000}',
    '\\Qa.b\\E',
    '',
  ],
  invalid: ['(?=a)b', '(?!a)b', '(?<=a)b', '(a)\\1', 'a{1001}', '(?>a)', 'a++', '(', '[z-a]', '*'],
};
