import { findImage, MissingImageError, type Image } from './images';

const IMAGE: Image = { entrypoint: ['/bin/x'], user: 1, workdir: '/', programs: {} };
const IMAGES = { node: () => IMAGE, 'alertmanager:v0.34.2': () => IMAGE };

test.each([
  ['any tag, where the name alone is known', 'docker.io/library/node:22'],
  ['none at all', 'node'],
  ['a digest', `registry:5000/library/node:22@sha256:${'0'.repeat(64)}`],
  ['the one tag that is there', 'quay.io/prometheus/alertmanager:v0.34.2'],
])('an image is found with %s', (_, reference) => {
  expect(findImage(IMAGES, reference)).toBe(IMAGE);
});

test.each(['quay.io/prometheus/alertmanager:v0.34.3', 'quay.io/prometheus/alertmanagr:v0.34.2', ''])(
  '"%s" is not there',
  (reference) => {
    expect(() => findImage(IMAGES, reference)).toThrow(MissingImageError);
  },
);
