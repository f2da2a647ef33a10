import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Chart, Testing } from 'cdk8s';
import { routesPage } from '../../lib/alertmanager';
import type { Manifest } from '../../lib/kubernetes';
import { placementPage } from '../../lib/placement';
import { topologyOf, topologyPage } from '../../lib/topology';
import { place } from '../placement/place';
import { Browser, withoutBrowser, type Look, type Page } from '../support/browser';
import { describeUnless } from '../support/programs';
import { estate } from '../topology/estate';

/** A folder in which pictures of the pages are left, for people. */
const PICTURES = process.env.CDK8S_PROMETHEUS_PICTURES;

const PAGES: Readonly<Record<string, () => string>> = {
  topology: () => {
    const chart = new Chart(Testing.app(), 'estate', { namespace: 'monitoring' });
    estate(chart);
    return topologyPage(topologyOf(Testing.synth(chart) as Manifest[]));
  },
  placement: () =>
    placementPage(
      place([
        {
          name: 'shop',
          rules: [
            { record: 'instance:requests:rate5m', expr: 'sum by (instance) (rate(requests_total[5m]))' },
            {
              record: 'job:requests:rate5m',
              expr: 'sum by (job) (rate(requests_total{path!~"/internal/.+"}[5m]))',
            },
            { record: 'requests:p90', expr: 'quantile(0.9, rate(requests_total[5m]))' },
            { alert: 'GatewayDown', expr: 'up{job="gateway"} == 0' },
            {
              alert: 'PodsPending',
              expr: 'count by (namespace) (kube_pod_status_phase{phase="Pending"} == 1) > 3',
            },
          ],
        },
      ]).placement,
      { title: 'prometheus/k8s in monitoring', shards: 3 },
    ),
  routes: () =>
    routesPage(
      {
        route: {
          receiver: 'chat',
          group_by: ['alertname'],
          routes: [
            { receiver: 'nobody', matchers: ['alertname=~"Watchdog|InfoInhibitor"'] },
            {
              matchers: ['team="checkout"'],
              continue: true,
              routes: [{ receiver: 'pager', matchers: ['severity="critical"'] }],
            },
          ],
        },
        receivers: [
          { name: 'nobody' },
          { name: 'chat', slack_configs: [{ api_url_file: '/slack' }] },
          { name: 'pager', pagerduty_configs: [{ routing_key_file: '/key' }] },
        ],
      },
      {
        title: 'alertmanager/main in monitoring',
        engine: readFileSync(join(dirname(require.resolve('re2js')), 'index.umd.js'), 'utf8'),
      },
    ),
};

const LOOKS: readonly Look[] = (['light', 'dark'] as const).flatMap((scheme) => [
  { scheme, width: 1280, height: 860 },
  { scheme, width: 390, height: 800 },
]);

/**
 * Texts whose contrast to what is behind them is less than 4.5 (WCAG 2.2, AA), of what is shown in full: what was put in the background
 * on purpose is not asked.
 */
const PALE = String.raw`(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return { rgb: [r, g, b], alpha: a / 255 };
  };
  const over = (top, below) => top.rgb.map((each, i) => each * top.alpha + below[i] * (1 - top.alpha));
  const behind = (element) => {
    if (element === null) return [255, 255, 255];
    const own = rgba(getComputedStyle(element).backgroundColor);
    return own.alpha === 1 ? own.rgb : over(own, behind(element.parentElement));
  };
  const light = (rgb) => rgb
    .map((each) => each / 255)
    .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4))
    .reduce((sum, each, i) => sum + each * [0.2126, 0.7152, 0.0722][i], 0);
  return [...document.body.querySelectorAll('*')]
    .filter((each) => each.checkVisibility() && [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
    .flatMap((each) => {
      const ground = behind(each);
      const [bright, dark] = [light(over(rgba(getComputedStyle(each).color), ground)), light(ground)].sort((a, b) => b - a);
      const ratio = (bright + 0.05) / (dark + 0.05);
      return ratio < 4.5 ? [each.tagName + '.' + each.className + ' ' + each.textContent.trim().slice(0, 30) + ': ' + ratio.toFixed(2)] : [];
    });
})()`;

/** Controls that can be seen, numbered so that they are known again. */
const CONTROLS = `(() => {
  const all = [...document.querySelectorAll('a[href], button, input, summary')].filter((each) => each.checkVisibility());
  all.forEach((each, index) => { each.dataset.control = index; });
  return all.map((each) => each.outerHTML.slice(0, 80));
})()`;

/** Which control has the focus, and what of it somebody does not see who goes by it. */
const FOCUSED = `(() => {
  const each = document.activeElement;
  if (each === null || each.dataset.control === undefined) return undefined;
  const box = each.getBoundingClientRect();
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
  const at = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + box.height / 2);
  return {
    index: Number(each.dataset.control),
    marked: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
    covered: at === null || !(each.contains(at) || at.contains(each)),
  };
})()`;

interface Focused {
  readonly index: number;
  readonly marked: boolean;
  readonly covered: boolean;
}

describeUnless(withoutBrowser(), 'our pages in a browser', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pages-'));
    browser = await Browser.start();
  });

  afterAll(async () => {
    await browser.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function written(name: string): string {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, PAGES[name]?.() ?? '');
    return pathToFileURL(file).href;
  }

  async function opened(name: string, look: Look): Promise<Page> {
    const page = await browser.open();
    await page.show(written(name), look);
    return page;
  }

  async function keep(page: Page, name: string): Promise<void> {
    if (PICTURES !== undefined) {
      mkdirSync(PICTURES, { recursive: true });
      writeFileSync(join(PICTURES, `${name}.png`), await page.picture());
    }
  }

  const EACH = Object.keys(PAGES).flatMap((name) => LOOKS.map((look) => ({ name, ...look })));

  test.each(EACH)(
    '$name, $scheme, $width wide: fits, can be read, asks for nothing',
    async ({ name, ...look }) => {
      const page = await opened(name, look);
      await keep(page, `${name}-${look.scheme}-${look.width}`);
      expect(await page.ask('document.documentElement.scrollWidth')).toBeLessThanOrEqual(look.width);
      expect(await page.ask(PALE)).toEqual([]);
      const requests = page.events.filter(({ method }) => method === 'Network.requestWillBeSent');
      expect(requests.map(({ params }) => (params.request as { readonly url: string }).url)).toEqual([
        pathToFileURL(join(folder, `${name}.html`)).href,
      ]);
      const complaints = page.events.filter(({ method }) =>
        ['Runtime.exceptionThrown', 'Runtime.consoleAPICalled', 'Log.entryAdded'].includes(method),
      );
      expect(complaints).toEqual([]);
    },
  );

  test.each(Object.keys(PAGES))('%s: what a page would load or send is held back', async (name) => {
    const page = await opened(name, { scheme: 'light', width: 1280, height: 860 });
    const held = await page.ask<string>(`new Promise((done) => {
      addEventListener('securitypolicyviolation', ({ effectiveDirective }) => done(effectiveDirective));
      fetch('http://127.0.0.1:9/').then(() => done('sent'), () => {});
    })`);
    expect(held).toBe('connect-src');
  });

  test('light and dark are not the same', async () => {
    for (const name of Object.keys(PAGES)) {
      const grounds = await Promise.all(
        (['light', 'dark'] as const).map(async (scheme) => {
          const page = await opened(name, { scheme, width: 1280, height: 860 });
          return page.ask<string>('getComputedStyle(document.body).backgroundColor');
        }),
      );
      expect(new Set(grounds).size).toBe(2);
    }
  });

  test.each(EACH.filter(({ scheme }) => scheme === 'light'))(
    '$name, $width wide: Tab reaches every control, and shows which has the focus',
    async ({ name, ...look }) => {
      const page = await opened(name, look);
      const controls = await page.ask<readonly string[]>(CONTROLS);
      expect(controls.length).toBeGreaterThan(0);
      const reached = new Map<number, Focused>();
      for (let presses = 0; presses < controls.length + 5; presses++) {
        await page.press('Tab');
        const focused = await page.ask<Focused | undefined>(FOCUSED);
        if (focused !== undefined) {
          reached.set(focused.index, focused);
        }
      }
      expect(controls.filter((_, index) => !reached.has(index))).toEqual([]);
      const unseen = [...reached.values()].filter(({ marked, covered }) => !marked || covered);
      expect(unseen.map(({ index, ...rest }) => ({ control: controls[index], ...rest }))).toEqual([]);
    },
  );

  test('topology: Enter follows a connection to its card, words leave what has them', async () => {
    const page = await opened('topology', { scheme: 'light', width: 1280, height: 860 });
    await page.ask(
      `[...document.querySelectorAll('a[data-out]')].find((each) => each.checkVisibility()).focus()`,
    );
    const aim = await page.ask<string>('document.activeElement.hash.slice(1)');
    await page.press('Enter');
    await page.ask('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    expect(await page.ask('document.activeElement.id')).toBe(aim);
    await keep(page, 'topology-chosen');
    await page.ask(`document.getElementById('filter').focus()`);
    await page.type('checkout');
    const shown = await page.ask<readonly string[]>(
      `[...document.querySelectorAll('article:not([hidden])')].map((each) => each.textContent)`,
    );
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((text) => !text.toLowerCase().includes('checkout'))).toEqual([]);
  });

  test('topology: Space opens a card that was closed', async () => {
    const page = await opened('topology', { scheme: 'light', width: 1280, height: 860 });
    await page.ask(`document.querySelector('details:not([open]) summary').focus()`);
    await page.press('Space');
    expect(await page.ask('document.activeElement.parentElement.open')).toBe(true);
  });

  test('placement: Space chooses a class, Enter opens a rule', async () => {
    const page = await opened('placement', { scheme: 'dark', width: 1280, height: 860 });
    await page.ask(`document.querySelector('.chip[data-class=split]').focus()`);
    await page.press('Space');
    expect(await page.ask(`document.getElementById('shown').textContent`)).toMatch(/^[1-4] of 5$/);
    await page.ask(`document.querySelector('details:not([hidden]) summary').focus()`);
    await page.press('Enter');
    expect(await page.ask(`document.querySelector('details:not([hidden])').open`)).toBe(true);
    await keep(page, 'placement-open');
    expect(await page.ask(PALE)).toEqual([]);
  });

  test('routes: Space chooses a label, and the way of the alert lights up', async () => {
    const page = await opened('routes', { scheme: 'dark', width: 1280, height: 860 });
    await page.ask(`document.querySelector('.chip[data-value=checkout]').focus()`);
    await page.press('Space');
    expect(await page.ask(`document.querySelector('.receiver').textContent`)).toBe('chat');
    await keep(page, 'routes-asked');
    await page.ask(`document.getElementById('clear').focus()`);
    await page.press('Enter');
    expect(await page.ask(`document.getElementById('labels').value`)).toBe('');
  });
});
