import { NodeKind } from '../node-kind';

/** The colour of each kind of box, in light and in dark. */
const COLOURS: { readonly [kind in NodeKind]?: readonly [light: string, dark: string] } = {
  [NodeKind.CLIENT]: ['#5f6b7a', '#9aa7b8'],
  [NodeKind.GATEWAY]: ['#1f6feb', '#6cb0ff'],
  [NodeKind.CREDENTIAL]: ['#a06a00', '#e3b341'],
  [NodeKind.VIRTUAL_SERVICE]: ['#8250df', '#c297ff'],
  [NodeKind.ANSWER]: ['#6e5c49', '#c9b49a'],
  [NodeKind.SERVICE]: ['#1a7f37', '#56d364'],
  [NodeKind.EXTERNAL_SERVICE]: ['#0f7b8a', '#4fd1de'],
  [NodeKind.WORKLOAD]: ['#57606a', '#a5b0bd'],
  [NodeKind.MISSING]: ['#c62828', '#ff7b72'],
  [NodeKind.OBJECT]: ['#57606a', '#a5b0bd'],
  [NodeKind.NAMESPACE]: ['#1a7f37', '#56d364'],
};

const [LIGHT, DARK] = [0, 1].map((side) =>
  [
    ...Object.entries(COLOURS).map(([kind, colours]) => `--${kind}:${colours[side]}`),
    ...(side === 0
      ? [
          '--ground:#fbfcfd',
          '--box:#ffffff',
          '--line:#d3dae2',
          '--text:#1c2430',
          '--faint:#586474',
          '--edge:#7c8a9b',
          '--bad:#c62828',
          '--odd:#9a5b00',
        ]
      : [
          '--ground:#0f141a',
          '--box:#19212b',
          '--line:#35414f',
          '--text:#e8edf3',
          '--faint:#a3b0bf',
          '--edge:#8796a8',
          '--bad:#ff7b72',
          '--odd:#f0b541',
        ]),
  ].join(';'),
);

/** How a picture looks: light or dark as its reader likes it, on paper always light. */
export const SVG_STYLE = [
  `.mesh{${LIGHT ?? ''};color-scheme:light dark;font-family:Helvetica,Arial,"Liberation Sans",sans-serif}`,
  `@media screen and (prefers-color-scheme:dark){.mesh{${DARK ?? ''}}}`,
  '.mesh .ground{fill:var(--ground)}',
  '.mesh text{fill:var(--text)}',
  '.mesh .caption,.mesh .detail,.mesh .legend text{fill:var(--faint)}',
  '.mesh .title{font-weight:bold}',
  '.mesh .trouble{fill:var(--odd)}',
  '.mesh .error>.trouble{fill:var(--bad)}',
  '.mesh .frame{fill:var(--box);stroke:var(--line)}',
  '.mesh .warning>.frame{stroke:var(--odd);stroke-width:2}',
  '.mesh .error>.frame{stroke:var(--bad);stroke-width:2}',
  '.mesh .row .frame{fill:none;stroke:none}',
  '.mesh .row.warning>.frame,.mesh .row.error>.frame{stroke-width:1.5}',
  '.mesh .row.warning>.frame{stroke:var(--odd)}',
  '.mesh .row.error>.frame{stroke:var(--bad)}',
  '.mesh .rule{stroke:var(--line)}',
  '.mesh .assumed>.frame{stroke-dasharray:5 4}',
  '.mesh .edge path{fill:none;stroke:var(--edge);stroke-width:1.5}',
  '.mesh .edge text{fill:var(--faint);text-anchor:middle}',
  '.mesh .legend .edge text{text-anchor:start}',
  '.mesh .halo{fill:var(--ground);opacity:.85}',
  '.mesh .edge.mirror path{stroke-dasharray:6 4}',
  '.mesh .edge.fault path{stroke:var(--bad);stroke-dasharray:3 3}',
  '.mesh .edge.delegate path{stroke:var(--virtual-service);stroke-width:2}',
  '.mesh .edge.credential path{stroke:var(--credential);stroke-dasharray:2 3}',
  '.mesh marker path{fill:var(--edge)}',
  ...Object.keys(COLOURS).map((kind) => `.mesh .${kind}>.mark{fill:var(--${kind})}`),
].join('\n');
