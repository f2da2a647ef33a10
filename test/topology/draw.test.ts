import * as fc from 'fast-check';
import {
  drawTopology,
  drawTopologyAsDot,
  drawTopologyAsMermaid,
  NODE_KINDS,
  topologyPage,
  type Topology,
  type TopologyNode,
} from '../../lib/topology';

/** Names as others may write them, with all that means something in the languages that are drawn in. */
const names = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme-ascii', maxLength: 6 }),
      fc.constantFrom(
        '"',
        '\\',
        '\\N',
        '\n',
        '\r',
        '#',
        ';',
        '`',
        '<b>',
        '&amp;',
        '"]',
        '-->',
        '%%{',
        'end',
        ' ',
        '\u001b[31m',
        '*/',
        '1. ',
      ),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''));

/** Each name ends with a mark that no other has. */
const topologies: fc.Arbitrary<Topology> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...NODE_KINDS),
      name: names,
      facts: fc.array(names, { maxLength: 2 }),
    }),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .chain((given) => {
    const nodes = given.map(({ kind, name, facts }, index): TopologyNode => {
      const unique = `${name}${mark(index)}`;
      return { id: `${kind} ${unique}`, kind, name: unique, facts };
    });
    const end = fc.constantFrom(...nodes.map(({ id }) => id));
    const edge = fc.record(
      { from: end, to: end, kind: fc.constantFrom('scrapes' as const, 'asks' as const), note: names },
      { requiredKeys: ['from', 'to', 'kind'] },
    );
    return fc.record({
      nodes: fc.constant(nodes),
      edges: fc.array(edge, { maxLength: 8 }),
      unknown: fc.array(names, { maxLength: 2 }),
    });
  });

function mark(index: number): string {
  return ` node ${String.fromCharCode(97 + index)}QZ`;
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1;
}

test.each([
  ['text', drawTopology],
  ['Mermaid', drawTopologyAsMermaid],
  ['DOT', drawTopologyAsDot],
])('%s names every node once', (_, draw) => {
  fc.assert(
    fc.property(topologies, (topology) => {
      const text = draw(topology);
      topology.nodes.forEach((_node, index) => {
        expect(occurrences(text, mark(index))).toBe(1);
      });
    }),
  );
});

test('text has a line for each node and edge, whatever stands in names', () => {
  fc.assert(
    fc.property(topologies, (topology) => {
      const text = drawTopology({ ...topology, unknown: [] });
      const kinds = topology.nodes.filter(
        ({ kind }, index) => topology.nodes[index - 1]?.kind !== kind,
      ).length;
      const lines = text.split(/[\n\r\u2028\u2029]/).filter((line) => line.trim() !== '');
      expect(lines).toHaveLength(kinds + topology.nodes.length + topology.edges.length);
      // eslint-disable-next-line no-control-regex
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
    }),
  );
});

test('Mermaid is of the forms that it is meant to be of, whatever stands in names', () => {
  const label = String.raw`"(?:[\p{L}\p{N} /.:@,-]|#\d+;|<br/>)*"`;
  const line = new RegExp(
    String.raw`^(?:flowchart LR|  %% [^{}]*|  subgraph g_[a-z_]+\[${label}\]|    n\d+\[${label}\]|  end|  n\d+ -- ${label} --> n\d+)?$`,
    'u',
  );
  fc.assert(
    fc.property(topologies, (topology) => {
      expect(
        drawTopologyAsMermaid(topology)
          .split(/[\n\r\u2028\u2029]/)
          .filter((each) => !line.test(each)),
      ).toEqual([]);
    }),
  );
});

test('a label of Mermaid, read back, is the name', () => {
  fc.assert(
    fc.property(names, (name) => {
      const node: TopologyNode = { id: 'x', kind: 'remote', name, facts: [] };
      const text = drawTopologyAsMermaid({ nodes: [node], edges: [], unknown: [] });
      const label = /n0\["(.*)"\]/.exec(text)?.[1] ?? '';
      expect(label.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))).toBe(name);
    }),
  );
});

test('DOT is of the forms that it is meant to be of, whatever stands in names', () => {
  const label = String.raw`"(?:[^"\\\p{Cc}]|\\["\\n])*"`;
  const line = new RegExp(
    String.raw`^(?://.*|digraph topology \{|  rankdir=LR;|  (?:node|edge) \[.*\];|  subgraph ${label} \{|    label=${label};|    n\d+ \[label=${label}\];|  n\d+ -> n\d+ \[label=${label}\];|  \}|\})?$`,
    'u',
  );
  fc.assert(
    fc.property(topologies, (topology) => {
      expect(
        drawTopologyAsDot(topology)
          .split(/[\n\r]/)
          .filter((each) => !line.test(each)),
      ).toEqual([]);
    }),
  );
});

test('the page has a card for each node, and no markup of a name', () => {
  fc.assert(
    fc.property(topologies, (topology) => {
      const page = topologyPage(topology);
      expect(occurrences(page, '<article ')).toBe(topology.nodes.length);
      expect(page).not.toContain('<b>');
      expect(occurrences(page, 'data-out>')).toBe(topology.edges.length);
    }),
  );
});

test('the page loads nothing', () => {
  const page = topologyPage({ nodes: [], edges: [], unknown: [] });
  expect(page).not.toMatch(/\bsrc=|<link|@import|url\(|fetch\(|XMLHttpRequest/);
  expect(page).toContain("default-src 'none'");
});
